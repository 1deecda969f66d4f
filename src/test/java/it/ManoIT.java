package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Listing;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** An investigation of societal necessity, as the centre, its referrer and strangers see it. */
@AgainstTheGateway
class ManoIT {

  private static final String COLLEAGUE = "10000000245";

  private static final ObjectNode HEARD =
      object(
          "view", object("done", true, "how", "een gesprek"),
          "rights", object("done", false, "reason", "TOO_YOUNG"));

  private static Requests parket() {
    return TestPartner.of("parket-antwerpen").as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private static Requests stranger() {
    return TestPartner.of("parket-limburg").as("JUDICIAL_PROTECTION", "prosecutor");
  }

  private static Requests clb() {
    return TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN", "social-worker");
  }

  private static Requests centre() {
    return TestPartner.of("vk-antwerpen").as("MANO_INVESTIGATION", "criminologist");
  }

  private static Requests colleague() {
    return TestPartner.of("vk-antwerpen").as("MANO_INVESTIGATION", "criminologist", COLLEAGUE);
  }

  private static Report mano(Report report) {
    return report.type("MANO").but(json -> json.remove("handlingRequested"));
  }

  private static Sent byParket() {
    return Sent.by(
        TestPartner.of("parket-antwerpen").as("SUBMIT", "prosecutor"),
        mano(Report.ofSiblings("c1", "c2")));
  }

  private static Sent byClb() {
    return Sent.by(
        TestPartner.of("clb-voorbeeld").as("SUBMIT", "social-worker"),
        mano(Report.ofSiblings("c1", "c2")));
  }

  private static Answer move(Requests who, Sent sent, ObjectNode move) {
    return who.post("/api/mano/" + sent.id() + "/state", move);
  }

  private static ObjectNode to(String state) {
    return object("state", state);
  }

  private static ObjectNode heard(ObjectNode move) {
    return move.setAll(HEARD.deepCopy());
  }

  private static Sent investigated(Sent sent) {
    move(centre(), sent, to("ADMISSIBLE")).expect(200);
    move(centre(), sent, to("INVESTIGATING")).expect(200);
    return sent;
  }

  private static Answer read(Requests who, Sent sent) {
    return who.get("/api/mano/" + sent.id());
  }

  @Test
  void parketFollowsItsOwnFromSubmissionToOutcome() {
    var sent = byParket();
    var first = read(parket(), sent).expect(200);
    assertEquals("SUBMITTED", first.at("/state"));
    assertEquals("5", first.at("/daysLeft"));
    assertTrue(first.json().at("/term").isMissingNode());
    assertFalse(first.at("/sent/facts").isEmpty());

    investigated(sent);
    var running = read(parket(), sent).expect(200);
    assertEquals("INVESTIGATING", running.at("/state"));
    assertEquals("65", running.at("/term/workingDays"));
    assertEquals("65", running.at("/daysLeft"));
    assertEquals("INVESTIGATION_PENDING", running.at("/children/0/outcome"));
    assertEquals("vk-antwerpen", running.at("/vk/code"));

    var outcome = heard(to("CASE_MANAGEMENT").put("mode", "INTERVENING").put("child", "c1"));
    move(centre(), sent, outcome).expect(200);
    var none = heard(to("NO_SOCIETAL_NECESSITY").put("child", sent.child(1)));
    move(centre(), sent, none.put("text", "geen reden voor het parket")).expect(200);
    var since = read(parket(), sent).expect(200).at("/children/0/since");
    move(centre(), sent, to("CASE_MANAGEMENT").put("mode", "OBSERVING").put("child", "c1"))
        .expect(200);
    move(centre(), sent, to("CLOSED").put("child", "c1")).expect(200);

    var ended = read(parket(), sent).expect(200);
    assertEquals("CASE_MANAGEMENT", ended.at("/children/0/state"));
    assertEquals("CASE_MANAGEMENT", ended.at("/children/0/outcome"));
    assertEquals(since, ended.at("/children/0/since"));
    assertEquals("NO_SOCIETAL_NECESSITY", ended.at("/children/1/outcome"));
    assertFalse(ended.at("/children/1/outcomeOn").isEmpty());
    for (var hidden : List.of("mode", "possible", "heard", "told", "transferTo", "awaiting")) {
      assertTrue(ended.json().at("/children/0/" + hidden).isMissingNode(), hidden);
    }
    assertFalse(ended.text().contains("geen reden voor het parket"));
    assertTrue(ended.json().at("/due").isMissingNode());
    assertEquals("CLOSED", read(centre(), sent).expect(200).at("/children/0/state"));
  }

  @Test
  void otherReferrerSeesStateAndOutcomeCodeAndNoDates() {
    var sent = investigated(byClb());
    var seen = read(clb(), sent).expect(200);
    assertEquals("INVESTIGATING", seen.at("/state"));
    assertEquals("INVESTIGATION_PENDING", seen.at("/children/0/outcome"));
    for (var hidden :
        List.of("/since", "/due", "/daysLeft", "/term", "/children/0/since", "/sent")) {
      assertTrue(seen.json().at(hidden).isMissingNode(), hidden);
    }
  }

  @Test
  void forStrangersItDoesNotExist() {
    var sent = byParket();
    var absent = "/api/mano/" + UUID.randomUUID();
    for (var other :
        List.of(stranger(), clb(), TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN"))) {
      read(other, sent).expectProblem(404, "NOT_FOUND");
      other.get(absent).expectProblem(404, "NOT_FOUND");
      move(other, sent, to("WITHDRAWN")).expectProblem(404, "NOT_FOUND");
    }
    read(Sent.centre("vk-limburg"), sent).expectProblem(404, "NOT_FOUND");
    var regular = Sent.byHospital(Report.ofOneChild());
    read(centre(), regular).expectProblem(404, "NOT_FOUND");
    move(centre(), regular, to("ADMISSIBLE")).expectProblem(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({"hulplijn-1712", "npie", "school-voorbeeld"})
  void whoCannotAskIsToldSo(String partner) {
    TestPartner.of(partner)
        .as("SUBMIT", "social-worker")
        .post("/api/referrals", mano(Report.ofOneChild()).json())
        .expect(422)
        .expectError("/type", "TYPE_NOT_PERMITTED");
  }

  @Test
  void missingTeamDecisionIsADoubtThatTheCentreDecidesAbout() {
    var sent = byClb();
    assertTrue(sent.receipt().warnings().contains("/mano/teamDecision MISSING_TEAM_DECISION"));
    var doubts = Answer.stream(read(centre(), sent).expect(200).json().path("admissibilityDoubts"));
    assertTrue(
        doubts.anyMatch(doubt -> doubt.path("code").asText().equals("MISSING_TEAM_DECISION")));
    assertTrue(read(clb(), sent).expect(200).json().at("/admissibilityDoubts").isMissingNode());

    move(centre(), sent, to("NOT_ADMISSIBLE")).expect(422).expectError("/reason", "MISSING");
    move(centre(), sent, to("NOT_ADMISSIBLE").put("reason", "NO_TEAM_DECISION")).expect(200);
    assertEquals("NOT_ADMISSIBLE", read(clb(), sent).expect(200).at("/state"));
    // What was missing came in: a person says so
    move(centre(), sent, to("SUBMITTED")).expect(200);
    move(centre(), sent, to("ADMISSIBLE")).expect(200);
    assertEquals("ADMISSIBLE", read(clb(), sent).expect(200).at("/state"));
  }

  @Test
  void stepThatIsNoneListsThePossibleOnes() {
    var sent = byClb();
    var refused = move(centre(), sent, to("CLOSED")).expectProblem(409, "MOVE_NOT_POSSIBLE");
    assertTrue(refused.json().path("possible").toString().contains("ADMISSIBLE"));
    move(centre(), sent, to("REPORTED_TO_PARKET")).expectProblem(409, "PARKET_REPORT_REQUIRED");
    move(clb(), sent, to("ADMISSIBLE")).expectProblem(403, "NOT_OWNER");
    move(centre(), sent, to("ADMISSIBLE").put("child", "c9"))
        .expect(422)
        .expectError("/child", "UNKNOWN_CHILD");
  }

  @Test
  void outcomeHearsTheChildFirst() {
    var sent = investigated(byClb());
    var outcome = to("NO_SOCIETAL_NECESSITY");
    move(centre(), sent, outcome).expectProblem(409, "CHILD_NOT_HEARD");
    outcome.set("view", HEARD.get("view"));
    move(centre(), sent, outcome).expectProblem(409, "RIGHTS_NOT_TOLD");
    move(centre(), sent, heard(outcome)).expect(200);
  }

  @Test
  void correctionTakesTwoPersonsAndTheReferrerIsToldAgain() {
    var sent = investigated(byParket());
    move(centre(), sent, heard(to("NO_SOCIETAL_NECESSITY").put("child", "c1"))).expect(200);
    var corrected = to("CASE_MANAGEMENT").put("mode", "OBSERVING").put("child", "c1");

    var asked = move(centre(), sent, corrected).expect(200);
    assertEquals("NO_SOCIETAL_NECESSITY", asked.at("/children/0/state"));
    assertEquals("CASE_MANAGEMENT", asked.at("/children/0/awaiting"));
    move(centre(), sent, corrected).expectProblem(403, "SECOND_PERSON_REQUIRED");
    var done = move(colleague(), sent, corrected).expect(200);
    assertEquals("CASE_MANAGEMENT", done.at("/children/0/state"));

    var seen = read(parket(), sent).expect(200);
    assertEquals("CASE_MANAGEMENT", seen.at("/children/0/outcome"));
    assertEquals("NO_SOCIETAL_NECESSITY", seen.at("/children/0/formerOutcome"));
    assertTrue(told(sent, "MANO_STATE", "parket-antwerpen").get(0).contains("corrected"));
  }

  @Test
  void referrerWithdrawsAndTheCentreCanBeginAgain() {
    var sent = investigated(byParket());
    move(parketSubmitting(), sent, to("WITHDRAWN")).expect(200);
    assertEquals("WITHDRAWN", read(centre(), sent).expect(200).at("/state"));
    move(centre(), sent, to("SUBMITTED")).expect(200);
    assertEquals("SUBMITTED", read(parket(), sent).expect(200).at("/state"));
  }

  private static Requests parketSubmitting() {
    return TestPartner.of("parket-antwerpen").as("FOLLOW_UP_OWN", "prosecutor");
  }

  @Test
  void otherCentreTakesUpWhatWasTransferredToIt() {
    var sent = investigated(byClb());
    var to = to("TRANSFERRED").put("transferTo", "vk-limburg");
    move(centre(), sent, to.deepCopy().put("transferTo", "uz-voorbeeld"))
        .expect(422)
        .expectError("/transferTo", "NOT_A_MANDATED_FACILITY");
    move(centre(), sent, to).expect(200);
    var limburg = TestPartner.of("vk-limburg").as("MANO_INVESTIGATION", "criminologist");
    move(limburg, sent, to("SUBMITTED")).expectProblem(409, "MOVE_NOT_POSSIBLE");
    var taken = move(limburg, sent, to("INVESTIGATING")).expect(200);
    assertEquals("INVESTIGATING", taken.at("/state"));
    assertEquals("vk-limburg", read(clb(), sent).expect(200).at("/vk/code"));
    read(centre(), sent).expectProblem(404, "NOT_FOUND");
  }

  /** H8: neither view, nor list, nor event tells where a child with a secret address went. */
  @Test
  void secretFamilyThatMovesShowsNowhere() {
    var report = mano(Report.ofOneChild());
    report.child(0).put("secretAddress", true);
    var sent =
        investigated(
            Sent.by(TestPartner.of("parket-antwerpen").as("SUBMIT", "prosecutor"), report));
    var before = read(parket(), sent).expect(200);
    move(centre(), sent, to("TRANSFERRED").put("transferTo", "vk-limburg")).expect(200);
    var after = read(parket(), sent).expect(200);
    assertEquals(before.json(), after.json());
    assertEquals("INVESTIGATING", after.at("/state"));
    assertTrue(after.json().at("/vk/code").isMissingNode());
    var found =
        parket()
            .post("/api/mano/search", object("state", List.of("TRANSFERRED"), "limit", 100))
            .expect(200);
    assertTrue(
        Answer.stream(found.json().path("items"))
            .noneMatch(item -> item.path("id").asText().equals(sent.id())));
    assertEquals(2, told(sent, "MANO_STATE", "parket-antwerpen").size());

    var limburg = TestPartner.of("vk-limburg").as("MANO_INVESTIGATION", "criminologist");
    move(limburg, sent, to("INVESTIGATING")).expect(200);
    assertEquals(before.json(), read(parket(), sent).expect(200).json());
    assertEquals(2, told(sent, "MANO_STATE", "parket-antwerpen").size());
  }

  @Test
  void sameChildInvestigatedElsewhereIsToldToTheTwoFacilitiesAlone() {
    var report = mano(Report.ofOneChild());
    var one = Sent.by(TestPartner.of("clb-voorbeeld").as("SUBMIT", "social-worker"), report);
    move(centre(), one, to("ADMISSIBLE")).expect(200);
    var again = mano(Report.ofOneChild()).livingIn("3500");
    again.child(0).set("insz", report.child(0).get("insz"));
    again.child(0).set("birthDate", report.child(0).get("birthDate"));
    var other = Sent.by(TestPartner.of("uz-voorbeeld").as("SUBMIT"), again);
    var limburg = TestPartner.of("vk-limburg").as("MANO_INVESTIGATION", "criminologist");
    move(limburg, other, to("ADMISSIBLE")).expect(200);

    assertTrue(told(one, "MANO_RUNNING_ELSEWHERE", "vk-antwerpen").get(0).contains("vk-limburg"));
    assertTrue(told(other, "MANO_RUNNING_ELSEWHERE", "vk-limburg").get(0).contains("vk-antwerpen"));
    assertEquals(1, recipients(one).size());
    assertEquals(1, recipients(other).size());
  }

  @Test
  void parketKnowsThePartiesWhileTheMandateRuns() {
    var sent = byParket();
    assertEquals(0, mandates(sent));
    investigated(sent);
    assertEquals(2, mandates(sent));
    move(centre(), sent, heard(to("NO_SOCIETAL_NECESSITY"))).expect(200);
    assertEquals(0, mandates(sent));
  }

  @Test
  void writtenRequestOfAnotherParketLearnsTheOutcomeCode() {
    var sent = investigated(byClb());
    move(centre(), sent, heard(to("NO_SOCIETAL_NECESSITY").put("child", "c1"))).expect(200);
    var request =
        object(
            "parket", "parket-limburg",
            "reference", "LI.2026.1",
            "date", "2026-01-02",
            "magistrate", "Mr. Proef");
    var asked = centre().post(sent.path() + "/written-requests", request).expect(201);
    centre()
        .post(sent.path() + "/written-requests/" + asked.at("/id") + "/release", object())
        .expect(200);
    var basic = stranger().get(sent.path()).expect(200);
    assertEquals("true", basic.at("/mano/known"));
    assertEquals("NO_SOCIETAL_NECESSITY", basic.at("/mano/outcomes/0/outcome"));
    assertEquals("INVESTIGATION_PENDING", basic.at("/mano/outcomes/1/outcome"));
    assertTrue(basic.json().at("/facts").isMissingNode());
  }

  private static int mandates(Sent sent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from ground g where g.referral = :id and g.ground = 'G2_MANDATE'"
                            + " and not exists (select 1 from ground_end e where e.origin = g.origin)")
                    .bind("id", UUID.fromString(sent.id()))
                    .mapTo(Integer.class)
                    .one());
  }

  /** Newest first. */
  private static List<String> told(Sent sent, String kind, String who) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload::text from outbox_event where referral = :id and kind = :kind"
                            + " and recipient = :who order by id desc")
                    .bind("id", UUID.fromString(sent.id()))
                    .bind("kind", kind)
                    .bind("who", who)
                    .mapTo(String.class)
                    .list());
  }

  private static List<String> recipients(Sent sent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select recipient from outbox_event where referral = :id"
                            + " and kind = 'MANO_RUNNING_ELSEWHERE'")
                    .bind("id", UUID.fromString(sent.id()))
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void deadlinesComeInTheirOrderWithTheDaysLeft() {
    var sent = investigated(byParket());
    var page = due(centre(), sent);
    assertEquals("65", page.at("/daysLeft").asText());
    assertEquals(page.at("/due"), due(parket(), sent).at("/due"));
    var days =
        Listing.all(centre(), "/api/mano/deadlines", "limit=7").stream()
            .map(item -> item.path("due").asText())
            .toList();
    assertEquals(days.stream().sorted().toList(), days);
    assertTrue(items(stranger(), sent).isEmpty());
    clb().get("/api/mano/deadlines").expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    parket().get("/api/mano/deadlines?changedSince=2099-01-01T00:00:00Z").expect(200);
    parket().get("/api/mano/deadlines?cursor=x").expectProblem(400, "BAD_CURSOR");
  }

  @Test
  void judicialFileIsFoundByTheParketThatStatedItAndItsCentre() {
    var number = "AN." + UUID.randomUUID();
    var report =
        mano(Report.ofOneChild())
            .but(json -> json.putObject("mano").put("prosecutorReference", number));
    var sent = Sent.by(TestPartner.of("parket-antwerpen").as("SUBMIT", "prosecutor"), report);
    var search = object("prosecutorReference", number);
    for (var who : List.of(parket(), centre())) {
      var found = who.post("/api/mano/search", search).expect(200);
      assertEquals(sent.id(), found.at("/items/0/id"));
      assertEquals(1, found.json().path("items").size());
    }
    assertEquals(
        0, stranger().post("/api/mano/search", search).expect(200).json().path("items").size());
    assertEquals(number, parket().get(sent.path()).expect(200).at("/mano/prosecutorReference"));
    var hospital =
        mano(Report.ofOneChild())
            .but(json -> json.putObject("mano").withArray("pvNumbers").add("AN.1"));
    TestPartner.of("uz-voorbeeld")
        .as("SUBMIT")
        .post("/api/referrals", hospital.json())
        .expect(422)
        .expectError("/mano", "ONLY_JUSTICE_STATES");
  }

  private static JsonNode due(Requests who, Sent sent) {
    return items(who, sent).get(0);
  }

  private static List<JsonNode> items(Requests who, Sent sent) {
    return Listing.all(who, "/api/mano/deadlines", "limit=100").stream()
        .filter(item -> item.path("id").asText().equals(sent.id()))
        .toList();
  }
}
