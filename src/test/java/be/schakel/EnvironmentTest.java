package be.schakel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestAuthority;

class EnvironmentTest {

  private static final String PASSWORD = "changeit";

  @TempDir static Path home;

  @BeforeAll
  static void demo() throws Exception {
    Prepare.home(home, Clock.systemUTC());
    var now = Instant.now();
    var own = TestAuthority.root("own", now, now.plus(Duration.ofDays(1))).certificate();
    store("own.p12", own);
  }

  private static void store(String file, X509Certificate certificate) throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("own", certificate);
    try (var out = Files.newOutputStream(home.resolve(file))) {
      store.store(out, PASSWORD.toCharArray());
    }
  }

  private static Environment production() {
    var production = new Environment();
    production.name = "production";
    production.password = PASSWORD;
    production.clientPassword = PASSWORD;
    var own = home.resolve("own.p12").toString();
    production.authorities = own;
    production.server = own;
    production.client = own;
    return production;
  }

  private static void refused(Environment environment, String property) {
    var refused = assertThrows(IllegalStateException.class, environment::check);
    assertTrue(refused.getMessage().endsWith(property), refused.getMessage());
  }

  @Test
  void productionStartsWithCertificatesOfItsOwnAndWithoutOneForNotices() {
    var production = production();
    assertDoesNotThrow(production::check);
    production.client = home.resolve("nowhere.p12").toString();
    assertDoesNotThrow(production::check);
  }

  @Test
  void productionRefusesEachCertificateOfTheDemo() {
    var trusting = production();
    trusting.authorities = home.resolve("pki/trust.p12").toString();
    refused(trusting, "schakel.tls.truststore");
    var serving = production();
    serving.server = home.resolve("pki/server.p12").toString();
    refused(serving, "schakel.tls.keystore");
    var telling = production();
    telling.client = home.resolve("pki/gateway.p12").toString();
    refused(telling, "schakel.notice.keystore");
  }
}
