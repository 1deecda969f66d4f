package be.schakel.partner;

import static be.schakel.partner.Trust.Revocation.GOOD;
import static be.schakel.partner.Trust.Revocation.REVOKED;
import static be.schakel.partner.Trust.Revocation.UNKNOWN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static testkit.TestAuthority.extend;

import be.schakel.partner.Trust.Revocation;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import testkit.TestAuthority;

class TrustTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant FROM = NOW.minus(Duration.ofDays(10));
  private static final Instant UNTIL = NOW.plus(Duration.ofDays(100));
  private static final Instant NEXT = NOW.plus(Duration.ofDays(7));
  private static final Duration GRACE = Duration.ofHours(24);
  private static final int SIGNS = KeyUsage.keyCertSign | KeyUsage.cRLSign;
  private static final Consumer<X509v3CertificateBuilder> PLAIN = builder -> {};
  private static final Consumer<X509v2CRLBuilder> WHOLE = builder -> {};

  private static TestAuthority root;
  private static TestAuthority issuing;
  private static X509Certificate leaf;

  @BeforeAll
  static void authorities() throws Exception {
    root = TestAuthority.root("Test root", FROM, UNTIL);
    issuing = root.below("Test issuing", SIGNS, FROM, UNTIL);
    leaf = issuing.leaf("leaf", FROM, UNTIL, PLAIN);
  }

  @Test
  void aPathLeadsOverWhatTheClientSendsToATrustedAuthority() {
    var trust = trust(root.certificate());
    assertEquals(
        Optional.of(List.of(leaf, issuing.certificate(), root.certificate())),
        trust.path(List.of(leaf, issuing.certificate())));
    assertEquals(Optional.empty(), trust.path(List.of(leaf)), "the link is missing");
  }

  @Test
  void anIssuingAuthorityCanBeTrustedItself() {
    assertEquals(
        Optional.of(List.of(leaf, issuing.certificate())),
        trust(issuing.certificate()).path(List.of(leaf)));
  }

  @Test
  void aCertificateThatIsNoAuthorityCannotVouchForAnother() throws Exception {
    var usurper = root.below("leaf that signs", KeyUsage.digitalSignature, FROM, UNTIL);
    var below = usurper.leaf("below", FROM, UNTIL, PLAIN);
    assertEquals(
        Optional.empty(), trust(root.certificate()).path(List.of(below, usurper.certificate())));
  }

  @Test
  void twoAuthoritiesThatSignEachOtherEndNowhere() throws Exception {
    var self = TestAuthority.root("Test self", FROM, UNTIL);
    var below = self.leaf("below", FROM, UNTIL, PLAIN);
    assertEquals(
        Optional.empty(), trust(root.certificate()).path(List.of(below, self.certificate())));
  }

  @Test
  void ofTwoAuthoritiesWithOneNameTheOneThatSignedCounts() throws Exception {
    var renewed = TestAuthority.root("Test root", FROM, UNTIL);
    var below = renewed.leaf("below", FROM, UNTIL, PLAIN);
    assertEquals(
        Optional.of(List.of(below, renewed.certificate())),
        trust(root.certificate(), renewed.certificate()).path(List.of(below)));
  }

  @Test
  void eachAuthorityAnswersForWhatItIssued() throws Exception {
    var upper = root.list(NOW, NEXT, WHOLE);
    var lower = issuing.list(NOW, NEXT, WHOLE, leaf);
    assertEquals(REVOKED, ask(lower));
    assertEquals(GOOD, ask(issuing.list(NOW, NEXT, WHOLE)));
    assertEquals(UNKNOWN, ask(upper));
    assertEquals(
        GOOD,
        trust(List.of(upper), root.certificate())
            .revocation(issuing.certificate(), root.certificate(), NOW));
    assertEquals(
        REVOKED,
        trust(List.of(root.list(NOW, NEXT, WHOLE, issuing.certificate())), root.certificate())
            .revocation(issuing.certificate(), root.certificate(), NOW));
  }

  @Test
  void anAuthorityThatMayNotSignListsSignsNone() throws Exception {
    var silent = root.below("Test silent", KeyUsage.keyCertSign, FROM, UNTIL);
    var below = silent.leaf("below", FROM, UNTIL, PLAIN);
    assertEquals(
        UNKNOWN,
        trust(List.of(silent.list(NOW, NEXT, WHOLE)), root.certificate())
            .revocation(below, silent.certificate(), NOW));
  }

  @Test
  void aListOfTomorrowSaysNothingYet() throws Exception {
    assertEquals(UNKNOWN, ask(issuing.list(NOW.plus(Duration.ofMinutes(6)), NEXT, WHOLE)));
    assertEquals(GOOD, ask(issuing.list(NOW.plus(Duration.ofMinutes(4)), NEXT, WHOLE)));
  }

  @Test
  @DisplayName("RFC 5280 5.2.4: a delta list alone says nothing")
  void aDeltaListAloneSaysNothing() throws Exception {
    assertEquals(
        UNKNOWN,
        ask(
            issuing.list(
                NOW, NEXT, list -> extend(list, Extension.deltaCRLIndicator, new ASN1Integer(1)))));
  }

  @Test
  @DisplayName("RFC 5280 5.2.5: a list for a part of the certificates answers for that part")
  void aPartialListAnswersForItsPart() throws Exception {
    var here = point("http://a.example/1.crl");
    var mine =
        issuing.leaf(
            "partition",
            FROM,
            UNTIL,
            builder ->
                extend(
                    builder,
                    Extension.cRLDistributionPoints,
                    new CRLDistPoint(
                        new DistributionPoint[] {new DistributionPoint(here, null, null)})));
    assertEquals(GOOD, ask(mine, part(here, false, false, null, false)));
    var elsewhere = part(point("http://a.example/2.crl"), false, false, null, false);
    assertEquals(UNKNOWN, ask(mine, elsewhere));
    assertEquals(UNKNOWN, ask(leaf, part(here, false, false, null, false)), "names no place");
    assertEquals(GOOD, ask(leaf, part(null, true, false, null, false)), "for users only");
    assertEquals(UNKNOWN, ask(leaf, part(null, false, true, null, false)), "for authorities only");
    var someReasons = new ReasonFlags(ReasonFlags.keyCompromise);
    assertEquals(UNKNOWN, ask(leaf, part(null, false, false, someReasons, false)));
    assertEquals(UNKNOWN, ask(leaf, part(null, false, false, null, true)), "indirect");
  }

  @Test
  void anAuthoritysCertificateIsNotOnAListForUsers() throws Exception {
    var users = root.list(NOW, NEXT, list -> extend(list, PART, users()));
    assertEquals(
        UNKNOWN,
        trust(List.of(users), root.certificate())
            .revocation(issuing.certificate(), root.certificate(), NOW));
  }

  @Test
  void anUnknownCriticalExtensionMakesAListUseless() throws Exception {
    var unknown = new org.bouncycastle.asn1.ASN1ObjectIdentifier("1.2.3.4.5");
    assertEquals(
        UNKNOWN,
        ask(issuing.list(NOW, NEXT, list -> extend(list, unknown, new BasicConstraints(false)))));
  }

  private static final org.bouncycastle.asn1.ASN1ObjectIdentifier PART =
      Extension.issuingDistributionPoint;

  private static IssuingDistributionPoint users() {
    return new IssuingDistributionPoint(null, true, false, null, false, false);
  }

  private static X509CRL part(
      DistributionPointName place,
      boolean users,
      boolean authorities,
      ReasonFlags reasons,
      boolean indirect)
      throws Exception {
    var part = new IssuingDistributionPoint(place, users, authorities, reasons, indirect, false);
    return issuing.list(NOW, NEXT, list -> extend(list, PART, part));
  }

  private static DistributionPointName point(String address) {
    var name = new GeneralName(GeneralName.uniformResourceIdentifier, address);
    return new DistributionPointName(new GeneralNames(name));
  }

  private static Revocation ask(X509CRL... lists) {
    return ask(leaf, lists);
  }

  private static Revocation ask(X509Certificate certificate, X509CRL... lists) {
    return trust(List.of(lists), issuing.certificate())
        .revocation(certificate, issuing.certificate(), NOW);
  }

  private static Trust trust(X509Certificate... authorities) {
    return trust(List.of(), authorities);
  }

  private static Trust trust(List<X509CRL> lists, X509Certificate... authorities) {
    return new Trust(
        Stream.of(authorities).toList(), lists.stream().map(RevocationList::new).toList(), GRACE);
  }
}
