package be.schakel.partner;

import be.schakel.problem.Code;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a client certificate: issuer, validity, usage, revocation, registration and the partner's
 * status, all of them, so that a partner sees every reason at once. Pure; where revocation cannot
 * be known the certificate is refused.
 */
final class CertificateStanding {

  private static final String CLIENT_AUTHENTICATION = "1.3.6.1.5.5.7.3.2";
  private static final String ANY_USAGE = "2.5.29.37.0";
  private static final int DIGITAL_SIGNATURE = 0;
  private static final int NO_AUTHORITY = -1;

  private CertificateStanding() {}

  /**
   * @param presented the chain as the client sent it, its own certificate first
   */
  static Standing of(List<X509Certificate> presented, Registry registry, Trust trust, Instant now) {
    var leaf = presented.get(0);
    var refusals = new ArrayList<Code>();
    var path = trust.path(presented);
    if (path.isEmpty()) {
      refusals.add(Code.CERTIFICATE_ISSUER);
    }
    validity(path.orElse(List.of(leaf)), now).ifPresent(refusals::add);
    if (!forClients(leaf)) {
      refusals.add(Code.CERTIFICATE_USAGE);
    }
    path.flatMap(found -> revocation(found, trust, now)).ifPresent(refusals::add);
    var thumbprint = Thumbprint.of(leaf);
    var partner = registry.byThumbprint(thumbprint);
    var until = partner.flatMap(one -> one.certificate(thumbprint)).flatMap(one -> one.until());
    if (partner.isEmpty()) {
      refusals.add(Code.CERTIFICATE_NOT_REGISTERED);
    }
    if (until.filter(cutOver -> !now.isBefore(cutOver)).isPresent()) {
      refusals.add(Code.CERTIFICATE_REPLACED);
    }
    partner.flatMap(CertificateStanding::status).ifPresent(refusals::add);
    var notAfter = leaf.getNotAfter().toInstant();
    var end = until.filter(cutOver -> cutOver.isBefore(notAfter)).orElse(notAfter);
    return new Standing(thumbprint, partner, refusals, end);
  }

  private static Optional<Code> validity(List<X509Certificate> path, Instant now) {
    for (var certificate : path) {
      if (now.isBefore(certificate.getNotBefore().toInstant())) {
        return Optional.of(Code.CERTIFICATE_NOT_YET_VALID);
      }
      if (now.isAfter(certificate.getNotAfter().toInstant())) {
        return Optional.of(Code.CERTIFICATE_EXPIRED);
      }
    }
    return Optional.empty();
  }

  /** RFC 5280 4.2.1.3, 4.2.1.12: what an absent extension does not say, it does not forbid. */
  private static boolean forClients(X509Certificate leaf) {
    try {
      var usages = leaf.getExtendedKeyUsage();
      var keyUsage = leaf.getKeyUsage();
      return leaf.getBasicConstraints() == NO_AUTHORITY
          && (keyUsage == null || keyUsage[DIGITAL_SIGNATURE])
          && (usages == null
              || usages.contains(CLIENT_AUTHENTICATION)
              || usages.contains(ANY_USAGE));
    } catch (CertificateParsingException unreadable) {
      return false;
    }
  }

  private static Optional<Code> revocation(List<X509Certificate> path, Trust trust, Instant now) {
    var unknown = false;
    for (int i = 0; i + 1 < path.size(); i++) {
      switch (trust.revocation(path.get(i), path.get(i + 1), now)) {
        case REVOKED -> {
          return Optional.of(Code.CERTIFICATE_REVOKED);
        }
        case UNKNOWN -> unknown = true;
        case GOOD -> {}
      }
    }
    return unknown ? Optional.of(Code.CERTIFICATE_STATUS_UNKNOWN) : Optional.empty();
  }

  private static Optional<Code> status(Registration partner) {
    return switch (partner.status()) {
      case ACTIVE -> Optional.empty();
      case SUSPENDED -> Optional.of(Code.PARTNER_SUSPENDED);
      case ENDED -> Optional.of(Code.PARTNER_NOT_ACTIVE);
    };
  }
}
