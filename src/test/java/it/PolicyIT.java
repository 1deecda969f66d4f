package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.policy.PolicyText;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Logbook;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** The policy changes while the gateway runs. */
@AgainstTheGateway
class PolicyIT {

  /** Two seconds are promised; the rest is for a slow machine. */
  private static final Duration SOON = Duration.ofSeconds(15);

  private static Path files() {
    return Gateway.running().home().resolve("policy");
  }

  @AfterEach
  void leaveWhatIsInForce() throws IOException {
    for (var name : PolicyText.FILES) {
      Files.deleteIfExists(files().resolve(name));
    }
    Files.deleteIfExists(files());
    Eventually.holds(SOON, "nothing is refused", () -> !health().has("refusedSince"));
  }

  /** The same rules under another name: the other tests, beside this one, notice nothing. */
  @Test
  void newVersionDecidesWithoutARestartAndTheLogKeepsTheOldOne() throws IOException {
    var sent = Sent.byHospital(Report.ofOneChild());
    var old = version();
    assertEquals(old, loggedVersion(sent));

    var name = "it-" + sent.id();
    put(name, "consent.default-months=6");
    Eventually.holds(SOON, "it is in force", () -> version().equals(name));

    assertEquals(name, loggedVersion(sent));
    assertFalse(name.equals(old));
  }

  @Test
  void brokenPolicyIsRefusedAsAWholeAndTheOldOneStays() throws IOException {
    var sent = Sent.byHospital(Report.ofOneChild());
    var before = version();
    put("it-broken", "consent.default-months=many");
    Eventually.holds(SOON, "health tells of it", () -> health().has("refusedSince"));
    assertEquals(before, version());
    sent.read(Sent.hospital()).expect(200);
  }

  private static void put(String version, String line) throws IOException {
    var text = PolicyText.shipped();
    var property = line.substring(0, line.indexOf('='));
    var terms =
        text.terms()
            .replaceFirst("(?m)^version=.*$", "version=" + version)
            .replaceFirst("(?m)^" + property + "=.*$", line);
    Files.createDirectories(files());
    var parts = List.of(text.matrix(), terms, text.searchRules(), text.legalBases());
    for (int at = 0; at < parts.size(); at++) {
      Files.writeString(files().resolve(PolicyText.FILES.get(at)), parts.get(at));
    }
  }

  private static String loggedVersion(Sent sent) {
    var answer = sent.read(Sent.hospital()).expect(200);
    return Logbook.ofRequest(answer.header("X-Request-Id").orElseThrow())
        .get(0)
        .at("/policyVersion");
  }

  private static String version() {
    return health().path("version").asText();
  }

  private static JsonNode health() {
    var health = TestPartner.of("uz-voorbeeld").withoutToken().get("/health/ready").expect(200);
    return Answer.stream(health.json().path("checks"))
        .filter(check -> check.path("name").asText().equals("policy"))
        .findFirst()
        .orElseThrow()
        .path("data");
  }
}
