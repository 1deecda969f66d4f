package be.schakel.partner;

import be.schakel.vocabulary.Purpose;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Who asks: one partner organisation, one acting professional, one purpose.
 *
 * <p>Made once for each request, at the edge, from the certificate of the TLS connection and a
 * token bound to it (RFC 8705), and passed on as a value. No caller, no personal data.
 *
 * @param partner the organisation that the client certificate identifies
 * @param professional the person who acts, or {@link Professional#SYSTEM} for unattended work
 * @param purpose the one purpose of use the token was minted for
 * @param scopes the rights of the token, one letter each ({@code system/Task.r}); combined forms
 *     are already taken apart
 * @param tokenId the token's {@code jti}
 * @param trace what joins this request's log entries
 * @param ownCertificate whether the certificate of the connection is the person's own
 * @param reason why the person looks at a case that is kept within a team
 */
public record Caller(
    Partner partner,
    Professional professional,
    Purpose purpose,
    Set<String> scopes,
    String tokenId,
    Trace trace,
    boolean ownCertificate,
    Optional<AccessReason> reason) {

  /** Whom its organisation names, and who gives no reason. */
  public Caller(
      Partner partner,
      Professional professional,
      Purpose purpose,
      Set<String> scopes,
      String tokenId,
      Trace trace) {
    this(partner, professional, purpose, scopes, tokenId, trace, false, Optional.empty());
  }

  public Caller {
    Objects.requireNonNull(partner);
    Objects.requireNonNull(professional);
    Objects.requireNonNull(purpose);
    scopes = Set.copyOf(scopes);
    Objects.requireNonNull(tokenId);
    Objects.requireNonNull(trace);
    Objects.requireNonNull(reason);
  }

  /** The same, who gave no reason to look at a case that is kept within a team. */
  public Caller withoutReason() {
    return new Caller(
        partner, professional, purpose, scopes, tokenId, trace, ownCertificate, Optional.empty());
  }

  /** How it is known which person this is. */
  public Proof proof() {
    return Proof.of(professional, ownCertificate);
  }

  /** Unattended work gets receipt, status and events only, whatever its scopes say. */
  public boolean unattended() {
    return professional.equals(Professional.SYSTEM);
  }
}
