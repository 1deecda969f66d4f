package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** People on duty are told of what cannot wait, and one of them takes it over. */
@AgainstTheGateway
class AlertIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  private static Requests officer() {
    return TestPartner.of("dpo").as("AUDIT", "officer");
  }

  private static Optional<JsonNode> about(Requests who, Sent sent, String query) {
    var items = who.get("/api/alerts?limit=100" + query).expect(200).json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("referral").asText().equals(sent.id()))
        .findFirst();
  }

  private static JsonNode raised(Requests who, Sent sent) {
    Eventually.holds(SOON, "an alert", () -> about(who, sent, "").isPresent());
    return about(who, sent, "").orElseThrow();
  }

  private static Path letter(String alert) {
    return Gateway.running().home().resolve("mail").resolve(alert + "-1.eml");
  }

  private static String written(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private static Report danger(String facts) {
    return Report.ofOneChild().but(body -> body.put("urgency", "ACUTE_DANGER").put("facts", facts));
  }

  @Test
  void acuteDangerIsWrittenToWhoIsOnDutyWithoutAWordOfIt() {
    var facts = Invented.word("feiten");
    var report = danger(facts);
    var sent = Sent.byHospital(report);

    var alert = raised(Sent.antwerpen(), sent);

    assertEquals("ACUTE_DANGER", alert.path("kind").asText());
    var file = letter(alert.path("id").asText());
    Eventually.holds(SOON, "a letter", () -> Files.exists(file));
    var letter = written(file);
    assertTrue(letter.contains("To: wacht@vk-antwerpen.example"), letter);
    assertTrue(letter.contains(alert.path("id").asText()));
    for (var secret :
        new String[] {
          sent.id(), facts, report.child(0).get("familyName").asText(), "ACUTE", "uz-voorbeeld"
        }) {
      assertFalse(letter.contains(secret), secret);
    }
  }

  @Test
  void whoTakesItOverEndsItAndAgainChangesNothing() {
    var sent = Sent.byHospital(danger("x"));
    var id = raised(Sent.antwerpen(), sent).path("id").asText();
    var path = "/api/alerts/" + id + "/acknowledgement";

    var first = Sent.antwerpen().post(path, "").expect(200).at("/acknowledgedAt");

    assertEquals(first, Sent.antwerpen().post(path, "").expect(200).at("/acknowledgedAt"));
    assertEquals(Optional.empty(), about(Sent.antwerpen(), sent, ""));
    assertTrue(about(Sent.antwerpen(), sent, "&acknowledged=true").isPresent());
    assertTrue(about(officer(), sent, "").isPresent(), "the officer has one of its own");
  }

  @Test
  void nobodyElseSeesOrTakesIt() {
    var sent = Sent.byHospital(danger("x"));
    var id = raised(Sent.antwerpen(), sent).path("id").asText();
    var path = "/api/alerts/" + id + "/acknowledgement";

    assertEquals(Optional.empty(), about(Sent.centre("vk-limburg"), sent, ""));
    Sent.centre("vk-limburg").post(path, "").expectProblem(404, "NOT_FOUND");
    officer().post(path, "").expectProblem(404, "NOT_FOUND");
    TestPartner.of("caw-voorbeeld")
        .as("FOLLOW_UP_OWN", "social-worker")
        .get("/api/alerts")
        .expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    TestPartner.of("vk-antwerpen")
        .as("CASE_MANAGEMENT", "system")
        .post(path, "")
        .expectProblem(403, "UNATTENDED_LIMITED");
  }

  @Test
  void testOfTheDutyListIsAnsweredByItsAlert() {
    var centre = Sent.centre("vk-west-vlaanderen");
    var test = centre.post("/api/duty-list/test", "{}").expect(201).at("/id");
    Eventually.holds(SOON, "an alert", () -> test(centre).isPresent());

    centre.post("/api/alerts/" + test(centre).orElseThrow() + "/acknowledgement", "").expect(200);

    var acknowledged =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select count(*) from duty_list_acknowledgement where test = :id::uuid")
                        .bind("id", test)
                        .mapTo(Integer.class)
                        .one());
    assertEquals(1, acknowledged);
  }

  private static Optional<String> test(Requests centre) {
    var items = centre.get("/api/alerts?limit=100").expect(200).json().path("items");
    return StreamSupport.stream(items.spliterator(), false)
        .filter(item -> item.path("kind").asText().equals("DUTY_LIST_TEST"))
        .map(item -> item.path("id").asText())
        .findFirst();
  }

  @Test
  void reportThatNoCentreHasYetIsToldToAllOfThem() {
    var sent = Sent.byHospital(danger("x").withoutAddress());

    for (var vk : new String[] {"vk-antwerpen", "vk-limburg", "vk-brussel"}) {
      raised(Sent.centre(vk), sent);
    }
    raised(officer(), sent);
  }
}
