package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.demo.Prepare;
import be.schakel.outbox.EventKind;
import be.schakel.partner.TestRegistries;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.PartnerEndpoint;
import testkit.PartnerEndpoint.Mood;

/** One attempt, to a partner's server as it can be. */
class CourierTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @TempDir Path home;
  private PartnerEndpoint endpoint;
  private final Courier courier = new Courier();

  @BeforeEach
  void open() throws Exception {
    Lines.prepare();
    Prepare.home(home, Clock.systemUTC());
    endpoint = PartnerEndpoint.open(home.resolve("pki"));
    courier.registries =
        TestRegistries.withEndpoint(
            home, Clock.systemUTC(), endpoint.url(), Files.readString(home.resolve("pki/ca.pem")));
    courier.keys = new Keys(home.resolve("keys/keys.p12"), "changeit", "demo");
    courier.lines = new Lines();
    courier.lines.keystore = home.resolve("pki/gateway.p12").toString();
    courier.lines.password = "changeit";
    courier.ownRanges = Optional.of("127.0.0.0/8");
    courier.load();
  }

  @AfterEach
  void close() {
    endpoint.close();
  }

  private Parcel parcel(String address) {
    var notice =
        new Notice(
            Uuid7.at(NOW), EventKind.STATUS_CHANGED, NOW, Optional.of(Uuid7.at(NOW)), Map.of());
    return new Parcel(Uuid7.at(NOW), "uz", address, notice, 1, NOW);
  }

  private Optional<String> problem() {
    return courier.bring(parcel(endpoint.url())).problem();
  }

  @Test
  void whatIsWellArrives() {
    var attempt = courier.bring(parcel(endpoint.url()));

    assertEquals(Optional.empty(), attempt.problem());
    assertEquals(Optional.of(204), attempt.status());
    assertEquals(1, endpoint.received().size());
    assertEquals("localhost:" + endpoint.port(), endpoint.received().get(0).host());
  }

  @Test
  void everyIllnessHasItsName() {
    endpoint.is(Mood.FAILS);
    assertEquals(Optional.of("STATUS_500"), problem());
    endpoint.is(Mood.DROPS);
    assertEquals(Optional.of("BROKEN"), problem());
    endpoint.redirects("https://localhost:" + endpoint.port() + "/elsewhere");
    assertEquals(Optional.of("STATUS_302"), problem());
    assertEquals(List.of(), endpoint.received());
  }

  @Test
  void certificateOfAnotherAuthorityIsRefused() throws Exception {
    endpoint.shows("other-ca");

    assertEquals(Optional.of("TLS"), problem());
    assertEquals(List.of(), endpoint.received());

    endpoint.shows("server");
    assertEquals(Optional.empty(), problem());
  }

  @Test
  void hostThatIsNotRegisteredAndAddressOfOnesOwnAreNotCalled() {
    assertEquals(
        Optional.of("NOT_REGISTERED"),
        courier.bring(parcel("https://127.0.0.1:" + endpoint.port() + "/notices")).problem());
    courier.ownRanges = Optional.empty();
    courier.load();
    assertEquals(Optional.of("ADDRESS_NOT_PERMITTED"), problem());
    assertEquals(List.of(), endpoint.received());
  }
}
