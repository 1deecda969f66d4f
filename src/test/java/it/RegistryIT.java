package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.TestPartner;

/** The partner registry changes while the gateway runs. */
@AgainstTheGateway
class RegistryIT {

  /** Two seconds are promised; the rest is for a slow machine. */
  private static final Duration SOON = Duration.ofSeconds(10);

  private String before;

  @BeforeEach
  void keep() throws IOException {
    before = Files.readString(Gateway.running().home().resolve("partners.json"));
  }

  @AfterEach
  void restore() throws IOException {
    Files.writeString(Gateway.running().home().resolve("partners.json"), before);
    var partner = TestPartner.of("veilig-huis-voorbeeld");
    Eventually.holds(SOON, "the first registry is back", () -> check(partner).equals("true []"));
    var unknown = TestPartner.of("unregistered");
    Eventually.holds(
        SOON,
        "nobody else is registered",
        () -> check(unknown).equals("false [CERTIFICATE_NOT_REGISTERED]"));
  }

  private static String check(TestPartner partner) {
    var check = partner.withoutToken().get("/api/certificate").expect(200).json();
    var codes = Answer.stream(check.path("findings")).map(finding -> finding.path("code").asText());
    return check.path("accepted").asText() + " " + codes.toList();
  }

  private static void change(String code, Consumer<ObjectNode> change) {
    Gateway.running().register(registry -> change.accept(partner(registry, code)));
  }

  private static ObjectNode partner(JsonNode registry, String code) {
    return (ObjectNode)
        Answer.stream(registry.path("partners"))
            .filter(partner -> partner.path("code").asText().equals(code))
            .findFirst()
            .orElseThrow();
  }

  @Test
  void suspensionStopsOpenConnectionsAndTokensInUse() {
    var partner = TestPartner.of("veilig-huis-voorbeeld");
    var requests = partner.as("FOLLOW_UP_OWN");
    requests.get("/api/ping").expect(200);

    change(partner.code(), registration -> registration.put("status", "SUSPENDED"));

    Eventually.holds(SOON, "it is refused", () -> requests.get("/api/ping").status() == 401);
    requests.get("/api/ping").expectProblem(401, "PARTNER_SUSPENDED");
    assertEquals("false [PARTNER_SUSPENDED]", check(partner));
  }

  @Test
  void severalCertificatesAreOnePartner() {
    var partner = TestPartner.of("veilig-huis-voorbeeld");
    var second = TestPartner.of("unregistered");
    var thumbprint = second.withoutToken().get("/api/certificate").at("/sha256");

    change(
        partner.code(),
        registration ->
            registration.withArray("/certificates").addObject().put("thumbprint", thumbprint));

    Eventually.holds(SOON, "it is let in", () -> check(second).equals("true []"));
    var ping = second.as("FOLLOW_UP_OWN").get("/api/ping").expect(200);
    assertEquals(partner.code(), ping.at("/partner"));
    partner.as("FOLLOW_UP_OWN").get("/api/ping").expect(200);
    var own = second.as("FOLLOW_UP_OWN").get("/api/partner").expect(200);
    assertEquals(2, own.json().path("certificates").size());
    second
        .withToken(partner.token("FOLLOW_UP_OWN", "physician"))
        .get("/api/ping")
        .expectProblem(401, "TOKEN_WRONG_CERTIFICATE");
  }

  @Test
  void purposeThatWasTakenAwayNoLongerCounts() {
    var partner = TestPartner.of("veilig-huis-voorbeeld");
    var requests = partner.as("CONSULT");
    requests.get("/api/ping").expect(200);

    change(
        partner.code(),
        registration -> registration.putArray("purposes").add("SUBMIT").add("FOLLOW_UP_OWN"));

    Eventually.holds(SOON, "its token is refused", () -> requests.get("/api/ping").status() == 401);
    assertEquals(400, partner.askToken(TestPartner.form("CONSULT", "physician")).status());
  }

  @Test
  void brokenFileIsRefusedAsAWholeAndTheOldRegistryStays() throws IOException {
    var partner = TestPartner.of("veilig-huis-voorbeeld");
    change(
        partner.code(),
        registration -> registration.put("status", "SUSPENDED").put("kind", "CIRCUS"));

    Eventually.holds(SOON, "health tells of it", () -> health().has("faults"));

    assertTrue(health().path("faults").asInt() > 0);
    partner.as("FOLLOW_UP_OWN").get("/api/ping").expect(200);

    Files.writeString(Gateway.running().home().resolve("partners.json"), "{ \"partners\": [");
    partner.as("FOLLOW_UP_OWN").get("/api/ping").expect(200);
    restore();
    Eventually.holds(SOON, "health is clean again", () -> !health().has("faults"));
    assertFalse(health().has("refusedSince"));
  }

  private static JsonNode health() {
    var health = TestPartner.of("uz-voorbeeld").withoutToken().get("/health/ready").expect(200);
    return Answer.stream(health.json().path("checks"))
        .filter(check -> check.path("name").asText().equals("registry"))
        .findFirst()
        .orElseThrow()
        .path("data");
  }
}
