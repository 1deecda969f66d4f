package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A parket asks in writing: a person at the centre gives basic data, or nothing, and why stays. */
@AgainstTheGateway
class ParketRequestIT {

  private static final String PATH = "/api/parket-requests";

  private static Requests parket() {
    return parket("parket-limburg");
  }

  private static Requests parket(String code) {
    return TestPartner.of(code).as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private static ObjectNode about(Report report) {
    return object(
        "insz", report.child(0).get("insz").asText(),
        "postalCode", "2000",
        "reference", "LI.36.2026.1",
        "magistrate", "Mr. Proef",
        "date", "2026-01-02",
        "reason", Invented.word("waarom"));
  }

  private static Answer ask(Report report) {
    return parket().post(PATH, about(report)).expect(201);
  }

  private static Answer read(Answer asked) {
    return parket().get(PATH + "/" + asked.at("/id")).expect(200);
  }

  private static Answer answer(Requests centre, Answer asked, ObjectNode answer) {
    return centre.post(PATH + "/" + asked.at("/id") + "/answer", answer);
  }

  private static Optional<JsonNode> waiting(Requests centre, Answer asked) {
    return Answer.stream(centre.get(PATH).expect(200).json().path("items"))
        .filter(item -> item.path("id").asText().equals(asked.at("/id")))
        .findFirst();
  }

  /** All but what differs for every request. */
  private static JsonNode likeness(Answer answer) {
    return ((ObjectNode) answer.json().deepCopy()).without(Set.of("id", "at"));
  }

  private static void alike(Answer one, Answer other) {
    assertEquals(likeness(one), likeness(other));
    assertEquals(one.body().length, other.body().length);
    assertEquals(
        new TreeSet<>(one.headers().map().keySet()), new TreeSet<>(other.headers().map().keySet()));
  }

  @Test
  void knownAndUnknownChildrenLookAlikeUntilSomebodyAnswers() {
    var known = Report.ofOneChild();
    var secret = Report.ofOneChild().livingIn("3500");
    secret.child(0).put("secretAddress", true);
    Sent.byHospital(known);
    Sent.byHospital(secret);
    var unknown = ask(Report.ofOneChild());
    for (var report : new Report[] {known, secret}) {
      var asked = ask(report);
      alike(asked, unknown);
      alike(read(asked), read(unknown));
    }
    assertEquals("false", read(unknown).at("/answered"));
  }

  @Test
  void personAtTheCentreGivesBasicDataOfThatChildAlone() {
    var report = Report.ofSiblings("c1", "c2");
    var sent = Sent.byHospital(report);
    parket().get(sent.path()).expectProblem(404, "NOT_FOUND");
    var asked = ask(report);
    var seen = waiting(Sent.antwerpen(), asked).orElseThrow();
    assertEquals("Mr. Proef", seen.path("magistrate").asText());
    assertTrue(seen.path("known").toString().contains(sent.id()));

    var given = object("referral", sent.id());
    assertEquals("true", answer(Sent.antwerpen(), asked, given).expect(200).at("/given"));

    var told = read(asked);
    assertEquals("true", told.at("/answered"));
    assertEquals(sent.id(), told.at("/referrals/0"));
    var basic = parket().get(sent.path()).expect(200).json();
    assertEquals(1, basic.path("children").size());
    assertEquals(sent.child(0), basic.at("/children/0/id").asText());
    assertTrue(basic.path("facts").isMissingNode());
    assertTrue(basic.path("contact").isMissingNode());
    parket("parket-antwerpen").get(sent.path()).expectProblem(404, "NOT_FOUND");
    answer(Sent.antwerpen(), asked, given).expectProblem(404, "NOT_FOUND");
    Eventually.holds(
        java.time.Duration.ofSeconds(20),
        "the parket is told",
        () -> parket().get("/api/events?limit=200").text().contains(asked.at("/id")));
  }

  @Test
  void nothingToGiveIsOneAnswerWhateverTheCause() {
    var report = Report.ofOneChild();
    var why = Invented.word("daarom");
    Sent.byHospital(report);
    var known = ask(report);
    var unknown = ask(Report.ofOneChild());
    answer(Sent.antwerpen(), known, object()).expect(422).expectError("/reason", "MISSING");
    for (var asked : new Answer[] {known, unknown}) {
      answer(Sent.antwerpen(), asked, object("reason", why)).expect(200);
    }
    alike(read(known), read(unknown));
    assertEquals("true", read(known).at("/answered"));
    assertFalse(read(known).at("/notice").isEmpty());
    assertFalse(read(known).text().contains(why));
  }

  @Test
  void reportWithoutThatChildIsNotGivenByMistake() {
    var other = Sent.byHospital(Report.ofOneChild());
    var asked = ask(Report.ofOneChild());
    answer(Sent.antwerpen(), asked, object("referral", other.id()))
        .expect(422)
        .expectError("/child", "UNKNOWN_CHILD");
    assertEquals("false", read(asked).at("/answered"));
  }

  @Test
  void onlyTheCentresThatAreAskedSeeItAndOnlyItsParketFollowsIt() {
    var report = Report.ofOneChild().livingIn("9000");
    Sent.byHospital(report);
    var asked = ask(report);
    assertTrue(waiting(Sent.antwerpen(), asked).isPresent());
    assertTrue(waiting(Sent.centre("vk-oost-vlaanderen"), asked).isPresent());
    assertTrue(waiting(Sent.centre("vk-limburg"), asked).isEmpty());
    var nothing = object("reason", "niets");
    answer(Sent.centre("vk-limburg"), asked, nothing).expectProblem(404, "NOT_FOUND");
    answer(Sent.antwerpen(), asked, nothing).expect(200);
    assertEquals("false", read(asked).at("/answered"), "the other has not answered yet");

    parket("parket-antwerpen").get(PATH + "/" + asked.at("/id")).expectProblem(404, "NOT_FOUND");
    TestPartner.of("caw-voorbeeld")
        .as("FOLLOW_UP_OWN", "social-worker")
        .post(PATH, about(report))
        .expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    answer(parket(), asked, nothing).expectProblem(403, "NOT_PERMITTED_FOR_KIND");
  }
}
