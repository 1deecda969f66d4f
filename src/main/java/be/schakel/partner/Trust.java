package be.schakel.partner;

import java.security.GeneralSecurityException;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The authorities whose client certificates are accepted, and their revocation lists: an immutable
 * whole that requests read while the next one is prepared.
 */
final class Trust {

  /** Longer chains than this are somebody's experiment. */
  private static final int LONGEST_PATH = 5;

  /** What the lists say about a certificate. */
  enum Revocation {
    GOOD,
    REVOKED,
    /** No list that says so is in force: treated as a refusal. */
    UNKNOWN
  }

  private final List<X509Certificate> authorities;
  private final List<RevocationList> lists;
  private final Duration grace;

  Trust(List<X509Certificate> authorities, List<RevocationList> lists, Duration grace) {
    this.authorities = List.copyOf(authorities);
    this.lists = List.copyOf(lists);
    this.grace = grace;
  }

  /**
   * The certificates from the leaf to a trusted authority, or nothing when no valid path leads
   * there. Dates are not judged here, so that a certificate can be both expired and known.
   */
  Optional<List<X509Certificate>> path(List<X509Certificate> presented) {
    var path = new ArrayList<X509Certificate>();
    path.add(presented.get(0));
    while (path.size() <= LONGEST_PATH) {
      var last = path.get(path.size() - 1);
      var authority = issuer(last, authorities);
      if (authority.isPresent()) {
        return valid(path, authority.get());
      }
      var next = issuer(last, presented).filter(found -> !path.contains(found));
      if (next.isEmpty()) {
        return Optional.empty();
      }
      path.add(next.get());
    }
    return Optional.empty();
  }

  /** Lists are used until they promise the next one plus the grace, then nobody is known. */
  Revocation revocation(X509Certificate certificate, X509Certificate issuer, Instant now) {
    var covering = lists.stream().filter(list -> list.covers(certificate, issuer)).toList();
    if (covering.stream().anyMatch(list -> list.names(certificate))) {
      return Revocation.REVOKED;
    }
    return covering.stream().anyMatch(list -> list.usable(now, grace))
        ? Revocation.GOOD
        : Revocation.UNKNOWN;
  }

  private static Optional<X509Certificate> issuer(
      X509Certificate certificate, List<X509Certificate> candidates) {
    return candidates.stream()
        .filter(
            candidate ->
                candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()))
        .filter(candidate -> signed(certificate, candidate))
        .findFirst();
  }

  private static boolean signed(X509Certificate certificate, X509Certificate issuer) {
    try {
      certificate.verify(issuer.getPublicKey());
      return true;
    } catch (GeneralSecurityException another) {
      return false;
    }
  }

  /** RFC 5280 6.1, at the last moment of the path; today's date and revocation are judged apart. */
  private static Optional<List<X509Certificate>> valid(
      List<X509Certificate> path, X509Certificate authority) {
    try {
      var parameters = new PKIXParameters(Set.of(new TrustAnchor(authority, null)));
      parameters.setRevocationEnabled(false);
      parameters.setDate(
          path.stream()
              .map(X509Certificate::getNotAfter)
              .min(Comparator.naturalOrder())
              .orElseThrow());
      CertPathValidator.getInstance("PKIX")
          .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
      var whole = new ArrayList<>(path);
      whole.add(authority);
      return Optional.of(whole);
    } catch (GeneralSecurityException invalid) {
      return Optional.empty();
    }
  }
}
