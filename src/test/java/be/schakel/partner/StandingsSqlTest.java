package be.schakel.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import be.schakel.problem.Code;
import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

class StandingsSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path home;

  private Registries registries;
  private Revocations revocations;
  private Standings standings;

  @BeforeEach
  void demo() throws Exception {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate partner_registry"));
    Prepare.home(home, CLOCK);
    var pki = home.resolve("pki");
    registries =
        new Registries(
            new RegistryVersions(TestDatabase.asApplication()),
            home.resolve("partners.json"),
            CLOCK);
    revocations =
        new Revocations(
            pki.resolve("trust.p12"),
            List.of(pki.resolve("ca.crl").toString()),
            home.resolve("crl"),
            Duration.ofHours(24),
            CLOCK);
    registries.look();
    revocations.look();
    standings = new Standings(registries, revocations);
  }

  @Test
  void anAnswerIsKeptForSecondsOnly() throws Exception {
    var chain = chain("npie");
    var first = standings.of(chain, NOW);
    assertTrue(first.accepted());
    assertSame(first, standings.of(chain, NOW.plusMillis(4_999)));
    assertNotSame(first, standings.of(chain, NOW.plusSeconds(5)));
  }

  @Test
  void aSuspendedPartnerIsRefusedAtTheNextRequest() throws Exception {
    var chain = chain("npie");
    standings.of(chain, NOW);
    var file = home.resolve("partners.json");
    var text = Files.readString(file).replace("\"SUSPENDED\"", "\"ACTIVE\"");
    Files.writeString(
        file,
        text.replace("\"code\" : \"npie\",", "\"code\" : \"npie\",\"status\":\"SUSPENDED\","));
    registries.look();
    assertEquals(List.of(Code.PARTNER_SUSPENDED), standings.of(chain, NOW).refusals());
    assertTrue(standings.of(chain("suspended"), NOW).accepted());
  }

  @Test
  void anAuthorityThatIsNoLongerTrustedIsRefusedAtTheNextRequest(@TempDir Path other)
      throws Exception {
    var chain = chain("npie");
    assertTrue(standings.of(chain, NOW).accepted());
    Prepare.home(other, CLOCK);
    var store = home.resolve("pki/trust.p12");
    Files.copy(other.resolve("pki/trust.p12"), store, StandardCopyOption.REPLACE_EXISTING);
    Files.setLastModifiedTime(store, FileTime.from(NOW));
    revocations.look();
    assertEquals(List.of(Code.CERTIFICATE_ISSUER), standings.of(chain, NOW).refusals());
  }

  @Test
  void aListThatCannotBeTrustedAnyMoreShutsTheDoor() throws Exception {
    var chain = chain("npie");
    assertTrue(standings.of(chain, NOW).accepted());
    var late = NOW.plus(Duration.ofDays(31)).plusSeconds(1);
    assertEquals(List.of(Code.CERTIFICATE_STATUS_UNKNOWN), standings.of(chain, late).refusals());
  }

  private List<X509Certificate> chain(String code) throws Exception {
    var file = home.resolve("pki").resolve(code + ".pem");
    var read = new ByteArrayInputStream(Files.readAllBytes(file));
    return CertificateFactory.getInstance("X.509").generateCertificates(read).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
