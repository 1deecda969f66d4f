package be.schakel.partner;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.partner.Revocations.Health;
import be.schakel.problem.SchakelProblem;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyStore;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestAuthority;

class RevocationsTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant NEXT = NOW.plus(Duration.ofDays(1));
  private static final Duration GRACE = Duration.ofHours(24);

  private static TestAuthority authority;
  private static X509Certificate leaf;

  @TempDir Path directory;

  private final Moved clock = new Moved();
  private Path trustFile;
  private Path list;

  @BeforeAll
  static void authority() throws Exception {
    authority = TestAuthority.root("Test root", NOW.minus(GRACE), NOW.plus(Duration.ofDays(100)));
    leaf = authority.leaf("leaf", NOW, NOW.plus(Duration.ofDays(90)), builder -> {});
  }

  @BeforeEach
  void trustTheAuthority() throws Exception {
    trustFile = directory.resolve("trust.p12");
    list = directory.resolve("ca.crl");
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setCertificateEntry("ca", authority.certificate());
    try (var out = Files.newOutputStream(trustFile)) {
      store.store(out, "changeit".toCharArray());
    }
  }

  @Test
  void aListGoesFromCurrentOverOverdueToRefusing() throws Exception {
    write(list(NOW));
    var revocations = following(list.toString());
    assertEquals(Health.CURRENT, health(revocations));
    clock.now = NEXT.plusSeconds(1);
    revocations.look();
    assertEquals(Health.OVERDUE, health(revocations));
    assertEquals(Trust.Revocation.GOOD, ask(revocations));
    clock.now = NEXT.plus(GRACE).plusSeconds(1);
    revocations.look();
    assertEquals(Health.REFUSING, health(revocations));
    assertEquals(Trust.Revocation.UNKNOWN, ask(revocations));
  }

  @Test
  void aNewlyRevokedCertificateIsRefusedAtTheNextLook() throws Exception {
    write(list(NOW));
    var revocations = following(list.toString());
    var before = revocations.trust();
    revocations.look();
    assertEquals(before, revocations.trust(), "nothing changed, nothing is replaced");
    write(list(NOW.plusSeconds(1), leaf));
    revocations.look();
    assertEquals(Trust.Revocation.REVOKED, ask(revocations));
  }

  @Test
  void anOlderListIsNotTakenBack() throws Exception {
    var earlier = list(NOW.minusSeconds(60));
    write(list(NOW, leaf));
    var revocations = following(list.toString());
    write(earlier);
    revocations.look();
    assertEquals(Trust.Revocation.REVOKED, ask(revocations));
    assertEquals(Optional.of(NOW), revocations.state(NOW).get(0).failingSince());
  }

  @Test
  void aSpoiltListLeavesTheGoodOneAndIsTold() throws Exception {
    write(list(NOW));
    var revocations = following(list.toString());
    Files.writeString(list, "no list");
    revocations.look();
    assertEquals(Trust.Revocation.GOOD, ask(revocations));
    assertEquals(Optional.of(NOW), revocations.state(NOW).get(0).failingSince());
    write(list(NOW.plusSeconds(1)));
    revocations.look();
    assertEquals(Optional.empty(), revocations.state(NOW).get(0).failingSince());
  }

  @Test
  void withoutAListEverybodyIsRefused() {
    var revocations = following(list.toString(), "not an address at all\0");
    assertEquals(Health.REFUSING, health(revocations));
    assertEquals(Health.REFUSING, revocations.state(NOW).get(1).health());
    assertEquals(Trust.Revocation.UNKNOWN, ask(revocations));
  }

  @Test
  void withoutTrustedAuthoritiesNothingIsAnswered() throws Exception {
    Files.writeString(trustFile, "no store");
    assertThrows(SchakelProblem.class, following(list.toString())::trust);
  }

  @Test
  void aStoreThatIsReplacedIsReadAgain() throws Exception {
    write(list(NOW));
    Files.writeString(trustFile, "no store");
    var revocations = following(list.toString());
    trustTheAuthority();
    Files.setLastModifiedTime(trustFile, FileTime.from(NOW));
    revocations.look();
    assertEquals(Trust.Revocation.GOOD, ask(revocations));
  }

  @Test
  void aListFromTheWebIsKeptForARestartWhileItsPlaceIsAway() throws Exception {
    var web = new Web(list(NOW, leaf).getEncoded());
    var first = following(web.address());
    assertEquals(Trust.Revocation.REVOKED, ask(first));
    web.close();
    var afterRestart = following(web.address());
    assertEquals(Trust.Revocation.REVOKED, ask(afterRestart));
    var state = afterRestart.state(NOW).get(0);
    assertEquals(Health.CURRENT, state.health());
    assertTrue(state.failingSince().isPresent());
  }

  @Test
  void aPlaceOnTheWebIsAskedNowAndThenAndSoonerAfterAFailure() throws Exception {
    try (var web = new Web(list(NOW).getEncoded())) {
      var revocations = following(web.address());
      revocations.look();
      assertEquals(1, web.asked);
      clock.now = NOW.plus(Duration.ofMinutes(15));
      web.status = 500;
      revocations.look();
      assertEquals(2, web.asked);
      clock.now = clock.now.plus(Duration.ofSeconds(59));
      revocations.look();
      assertEquals(2, web.asked);
      clock.now = clock.now.plusSeconds(1);
      web.status = 200;
      revocations.look();
      assertEquals(3, web.asked);
      assertEquals(Optional.empty(), revocations.state(NOW).get(0).failingSince());
    }
  }

  private Revocations following(String... addresses) {
    var revocations =
        new Revocations(trustFile, List.of(addresses), directory.resolve("copies"), GRACE, clock);
    revocations.look();
    return revocations;
  }

  private static X509CRL list(Instant thisUpdate, X509Certificate... revoked) throws Exception {
    return authority.list(thisUpdate, NEXT, builder -> {}, revoked);
  }

  private void write(X509CRL written) throws Exception {
    Files.write(list, written.getEncoded());
  }

  private Health health(Revocations revocations) {
    return revocations.state(clock.now).get(0).health();
  }

  private Trust.Revocation ask(Revocations revocations) {
    return revocations.trust().revocation(leaf, authority.certificate(), clock.now);
  }

  /** A clock that stands still until it is moved. */
  private static final class Moved extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  /** A small web server on the loopback address. */
  private static final class Web implements AutoCloseable {
    private final HttpServer server;
    private volatile int status = 200;
    private volatile int asked;

    private Web(byte[] content) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/ca.crl",
          exchange -> {
            asked++;
            exchange.sendResponseHeaders(status, content.length);
            exchange.getResponseBody().write(content);
            exchange.close();
          });
      server.start();
    }

    private String address() {
      return "http://127.0.0.1:" + server.getAddress().getPort() + "/ca.crl";
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
