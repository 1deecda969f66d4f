package be.schakel.partner;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;

/**
 * One revocation list of an authority (RFC 5280 5). Immutable but for what it remembers of its own
 * signature's check, which costs more than the look-up itself.
 */
final class RevocationList {

  private static final int SIGNS_LISTS = 6;

  /** Clocks of two organisations differ a little. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private final X509CRL list;
  private final Map<PublicKey, Boolean> verified = new ConcurrentHashMap<>();

  RevocationList(X509CRL list) {
    this.list = list;
  }

  Instant thisUpdate() {
    return list.getThisUpdate().toInstant();
  }

  /** When the next one is promised; a list without that is of the moment it was made. */
  Instant nextUpdate() {
    return list.getNextUpdate() == null ? thisUpdate() : list.getNextUpdate().toInstant();
  }

  boolean usable(Instant now, Duration grace) {
    return !now.plus(SKEW).isBefore(thisUpdate()) && !now.isAfter(nextUpdate().plus(grace));
  }

  boolean sameAuthority(RevocationList other) {
    return list.getIssuerX500Principal().equals(other.list.getIssuerX500Principal())
        && Arrays.equals(partition(), other.partition());
  }

  boolean names(X509Certificate certificate) {
    return list.isRevoked(certificate);
  }

  /** Can this list say whether that certificate of that issuer is revoked? */
  boolean covers(X509Certificate certificate, X509Certificate issuer) {
    return list.getIssuerX500Principal().equals(certificate.getIssuerX500Principal())
        && complete(certificate)
        && mayBeSignedBy(issuer)
        && verified.computeIfAbsent(issuer.getPublicKey(), this::signedWith);
  }

  private static boolean mayBeSignedBy(X509Certificate issuer) {
    var usage = issuer.getKeyUsage();
    return usage == null || usage[SIGNS_LISTS];
  }

  private boolean signedWith(PublicKey key) {
    try {
      list.verify(key);
      return true;
    } catch (GeneralSecurityException forged) {
      return false;
    }
  }

  /**
   * A delta, an indirect list, one for some reasons only or one for another part of the authority's
   * certificates says nothing about this one (RFC 5280 5.2.4, 5.2.5).
   */
  private boolean complete(X509Certificate certificate) {
    if (list.getExtensionValue(Extension.deltaCRLIndicator.getId()) != null
        || list.hasUnsupportedCriticalExtension()) {
      return false;
    }
    var extension = partition();
    if (extension == null) {
      return true;
    }
    try {
      var part =
          IssuingDistributionPoint.getInstance(
              JcaX509ExtensionUtils.parseExtensionValue(extension));
      var authority = certificate.getBasicConstraints() >= 0;
      return !part.isIndirectCRL()
          && part.getOnlySomeReasons() == null
          && !part.onlyContainsAttributeCerts()
          && !(authority && part.onlyContainsUserCerts())
          && !(!authority && part.onlyContainsCACerts())
          && (part.getDistributionPoint() == null
              || pointsTo(certificate, part.getDistributionPoint()));
    } catch (IOException | IllegalArgumentException unreadable) {
      return false;
    }
  }

  private byte[] partition() {
    return list.getExtensionValue(Extension.issuingDistributionPoint.getId());
  }

  private static boolean pointsTo(X509Certificate certificate, DistributionPointName part)
      throws IOException {
    var extension = certificate.getExtensionValue(Extension.cRLDistributionPoints.getId());
    if (extension == null) {
      return false;
    }
    var points = CRLDistPoint.getInstance(JcaX509ExtensionUtils.parseExtensionValue(extension));
    var known = names(part);
    return Arrays.stream(points.getDistributionPoints())
        .filter(point -> point.getDistributionPoint() != null)
        .flatMap(point -> names(point.getDistributionPoint()).stream())
        .anyMatch(known::contains);
  }

  private static List<GeneralName> names(DistributionPointName name) {
    return name.getType() == DistributionPointName.FULL_NAME
        ? List.of(GeneralNames.getInstance(name.getName()).getNames())
        : List.of();
  }
}
