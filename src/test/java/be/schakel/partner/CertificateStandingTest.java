package be.schakel.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.TestAuthority;

class CertificateStandingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration GRACE = Duration.ofHours(24);

  @TempDir static Path home;

  private static Registry registry;
  private static Trust trust;

  @BeforeAll
  static void demo() throws Exception {
    Prepare.home(home, Clock.fixed(NOW, ZoneOffset.UTC));
    registry = RegistryFile.read(Files.readAllBytes(home.resolve("partners.json")));
    trust = new Trust(authorities(), List.of(revocations()), GRACE);
  }

  @ParameterizedTest
  @CsvSource({
    "uz-voorbeeld,",
    "az-tweede,", // no extended key usage at all
    "huisarts-voorbeeld,",
    "vk-antwerpen,",
    "unregistered, CERTIFICATE_NOT_REGISTERED",
    "suspended, PARTNER_SUSPENDED",
    "expired, CERTIFICATE_EXPIRED",
    "revoked, CERTIFICATE_REVOKED",
    "server-usage, CERTIFICATE_USAGE",
    "other-ca, CERTIFICATE_ISSUER CERTIFICATE_NOT_REGISTERED",
  })
  void everyDemoCertificateStandsAsItsNameSays(String code, String refusals) throws Exception {
    var standing = CertificateStanding.of(chain(code), registry, trust, NOW);
    var expected =
        refusals == null
            ? List.<Code>of()
            : Arrays.stream(refusals.split(" ")).map(Code::valueOf).toList();
    assertEquals(expected, standing.refusals());
    assertEquals(expected.isEmpty(), standing.accepted());
    if (expected.isEmpty()) {
      assertEquals(code, standing.partner().orElseThrow().code());
    }
  }

  @Test
  void beforeItsTimeACertificateIsNotYetValid() throws Exception {
    var early = NOW.minus(Duration.ofHours(2));
    assertEquals(
        List.of(Code.CERTIFICATE_NOT_YET_VALID, Code.CERTIFICATE_STATUS_UNKNOWN),
        CertificateStanding.of(chain("npie"), registry, trust, early).refusals());
  }

  @Test
  void theTrustedAuthorityNeedNotBeSent() throws Exception {
    var leafOnly = chain("npie").subList(0, 1);
    assertTrue(CertificateStanding.of(leafOnly, registry, trust, NOW).accepted());
  }

  @Test
  void anAuthorityThatTheClientBringsItselfIsNotTrusted() throws Exception {
    var nobody = new Trust(List.of(), List.of(revocations()), GRACE);
    assertEquals(
        List.of(Code.CERTIFICATE_ISSUER),
        CertificateStanding.of(chain("npie"), registry, nobody, NOW).refusals());
  }

  @Test
  void anAuthoritysOwnCertificateIsNoClient() throws Exception {
    var standing = CertificateStanding.of(authorities(), registry, trust, NOW);
    assertTrue(standing.refusals().contains(Code.CERTIFICATE_USAGE));
  }

  @Test
  void anAuthorityIsNoClientEvenWhenItMaySign() throws Exception {
    var until = NOW.plus(Duration.ofDays(9));
    var root = TestAuthority.root("Test root", NOW, until);
    var usage = KeyUsage.digitalSignature | KeyUsage.keyCertSign;
    var below = root.below("Test below", usage, NOW, until).certificate();
    var list = new RevocationList(root.list(NOW, until, builder -> {}));
    var trusted = new Trust(List.of(root.certificate()), List.of(list), GRACE);
    assertEquals(
        List.of(Code.CERTIFICATE_USAGE, Code.CERTIFICATE_NOT_REGISTERED),
        CertificateStanding.of(List.of(below), registry, trusted, NOW).refusals());
  }

  @Test
  void withoutAListNobodyIsLetIn() throws Exception {
    var blind = new Trust(authorities(), List.of(), GRACE);
    assertEquals(
        List.of(Code.CERTIFICATE_STATUS_UNKNOWN),
        CertificateStanding.of(chain("npie"), registry, blind, NOW).refusals());
  }

  @Test
  void aListIsUsedUntilItsPromiseAndTheGraceAreOver() throws Exception {
    var last = revocations().nextUpdate().plus(GRACE);
    assertTrue(CertificateStanding.of(chain("npie"), registry, trust, last).accepted());
    assertEquals(
        List.of(Code.CERTIFICATE_STATUS_UNKNOWN),
        CertificateStanding.of(chain("npie"), registry, trust, last.plusSeconds(1)).refusals());
    assertEquals(
        List.of(Code.CERTIFICATE_REVOKED),
        CertificateStanding.of(chain("revoked"), registry, trust, last.plusSeconds(1)).refusals(),
        "what an old list says was revoked still is");
  }

  @Test
  void aListOfAnotherKeyWithTheSameNameSaysNothing(@TempDir Path other) throws Exception {
    Prepare.home(other, Clock.fixed(NOW, ZoneOffset.UTC));
    var forged = list(other);
    var blind = new Trust(authorities(), List.of(forged), GRACE);
    assertEquals(
        List.of(Code.CERTIFICATE_STATUS_UNKNOWN),
        CertificateStanding.of(chain("npie"), registry, blind, NOW).refusals());
  }

  @Test
  @DisplayName("5.8 case 13: expired partner certificate in overlap window")
  void atTheCutOverTheOldCertificateEndsAndNotASecondEarlier() throws Exception {
    var leaf = chain("npie").get(0);
    var cutOver = NOW.plus(Duration.ofDays(10));
    var agreed =
        RegistryFile.read(
            RegistryText.of(
                RegistryText.partner(
                    "npie",
                    "NPIE",
                    "'certificates': [{'thumbprint': '%s', 'until': '%s'}]"
                        .formatted(Thumbprint.of(leaf).hex(), cutOver))));
    var before = CertificateStanding.of(chain("npie"), agreed, trust, cutOver.minusSeconds(1));
    assertTrue(before.accepted());
    assertEquals(cutOver, before.end());
    assertEquals(
        List.of(Code.CERTIFICATE_REPLACED),
        CertificateStanding.of(chain("npie"), agreed, trust, cutOver).refusals());
  }

  @Test
  void whatEndsSoonIsWarnedOfWithTheDaysLeft() throws Exception {
    var standing = CertificateStanding.of(chain("npie"), registry, trust, NOW);
    assertEquals(365, standing.daysLeft(NOW));
    assertEquals(List.of(), standing.findings(NOW));
    var near = standing.end().minus(Duration.ofDays(18)).minusSeconds(60);
    assertEquals(
        List.of(new Issue("", Code.CERTIFICATE_EXPIRES_SOON, "18")), standing.findings(near));
    assertEquals(-1, standing.daysLeft(standing.end().plusSeconds(1)));
  }

  @Test
  void everyReasonIsToldAtOnce() throws Exception {
    var nobody = RegistryFile.read(RegistryText.of());
    assertEquals(
        List.of(Code.CERTIFICATE_EXPIRED, Code.CERTIFICATE_NOT_REGISTERED),
        CertificateStanding.of(chain("expired"), nobody, trust, NOW).refusals());
    assertFalse(CertificateStanding.of(chain("expired"), nobody, trust, NOW).accepted());
  }

  private static List<X509Certificate> chain(String code) throws Exception {
    return certificates(home.resolve("pki").resolve(code + ".pem"));
  }

  private static List<X509Certificate> authorities() throws Exception {
    return certificates(home.resolve("pki/ca.pem"));
  }

  private static RevocationList revocations() throws Exception {
    return list(home);
  }

  private static RevocationList list(Path home) throws Exception {
    var read = new ByteArrayInputStream(Files.readAllBytes(home.resolve("pki/ca.crl")));
    return new RevocationList((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(read));
  }

  private static List<X509Certificate> certificates(Path file) throws Exception {
    var read = new ByteArrayInputStream(Files.readAllBytes(file));
    return CertificateFactory.getInstance("X.509").generateCertificates(read).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
