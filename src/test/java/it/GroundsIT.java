package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Invented;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** What a centre puts on record so that others may see a report without a consent. */
@AgainstTheGateway
class GroundsIT {

  private static final String COLLEAGUE = "10000000245";

  private static Requests fosterCare() {
    return TestPartner.of("pleegzorg-voorbeeld").as("CARE_COORDINATION", "social-worker");
  }

  private static Requests parket() {
    return TestPartner.of("parket-antwerpen").as("JUDICIAL_PROTECTION", "magistrate");
  }

  private static Requests veiligHuis() {
    return TestPartner.of("veilig-huis-voorbeeld").as("CASE_CONFERENCE", "coordinator");
  }

  /** Somebody else at the centre. */
  private static Requests colleague() {
    return colleague(COLLEAGUE);
  }

  private static Requests colleague(String number) {
    var form = TestPartner.form("CASE_MANAGEMENT", "social-worker");
    form.put("subject_id", number);
    var centre = TestPartner.of("vk-antwerpen");
    return centre.withToken(centre.askToken(form).expect(200).at("/access_token"));
  }

  private static Answer contribute(Sent sent, String category, String child, String text) {
    var given = object("category", category, "text", text);
    if (child != null) {
      given.put("child", child);
    }
    return sent.contribute(Sent.antwerpen(), given).expect(201);
  }

  private static ObjectNode secrecy(String partner, String... categories) {
    return object(
        "ground",
        "G1_SHARED_SECRECY",
        "partner",
        partner,
        "categories",
        List.of(categories),
        "evidence",
        object(
            "verontrusting",
            true,
            "necessity",
            Invented.word("nodig"),
            "consentAttempt",
            object("date", "2026-01-02", "result", "REFUSED", "reason", Invented.word("vader"))));
  }

  private static Answer record(Sent sent, ObjectNode ground) {
    return Sent.antwerpen().post(sent.path() + "/grounds", ground);
  }

  private static Answer act(Requests who, Sent sent, String below) {
    return who.post(sent.path() + "/" + below, "{}");
  }

  @Test
  void fosterCareReadsWhatSharedSecrecyOpensAndNothingElse() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var plan = Invented.word("afspraak");
    contribute(sent, "SAFETY_PLAN", null, plan);
    contribute(sent, "RISK_CONCL", null, Invented.word("besluit"));
    fosterCare().get(sent.path()).expectProblem(404, "NOT_FOUND");

    var recorded = record(sent, secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN")).expect(201);
    assertEquals("OPEN", recorded.at("/state"));
    var requestId = UUID.randomUUID().toString();
    var read = fosterCare().with("X-Request-Id", requestId).get(sent.path()).expect(200);

    assertEquals(1, read.json().path("contributions").size());
    assertEquals(plan, read.at("/contributions/0/text"));
    assertEquals(List.of("contributions", "id"), names(read));
    assertEquals("G1_SHARED_SECRECY", Logbook.ofRequest(requestId).get(0).at("/ground"));
  }

  @Test
  void groundForOneChildOpensNothingOfItsSibling() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var mine = Invented.word("eerste");
    var others = Invented.word("tweede");
    contribute(sent, "PLACEMENT", sent.child(0), mine);
    contribute(sent, "PLACEMENT", sent.child(1), others);

    record(sent, secrecy("pleegzorg-voorbeeld", "PLACEMENT").put("child", sent.child(0)))
        .expect(201);

    var read = fosterCare().get(sent.path()).expect(200);
    assertTrue(read.text().contains(mine));
    assertFalse(read.text().contains(others));
    assertFalse(read.text().contains(sent.child(1)));
  }

  @Test
  void endedGroundClosesOnTheVeryNextRequest() {
    var sent = Sent.byHospital(Report.ofOneChild());
    contribute(sent, "SAFETY_PLAN", null, "x");
    var ground = record(sent, secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN")).at("/id");
    fosterCare().get(sent.path()).expect(200);

    assertEquals(
        "ENDED",
        act(Sent.antwerpen(), sent, "grounds/" + ground + "/end").expect(200).at("/state"));

    fosterCare().get(sent.path()).expectProblem(404, "NOT_FOUND");
    act(Sent.antwerpen(), sent, "grounds/" + ground + "/end").expect(200);
    assertEquals(1, events(sent, "GROUND_ENDED", "pleegzorg-voorbeeld"));
  }

  /** Case 12 of 5.8. */
  @Test
  void groundWithoutAnAttemptToGetConsentIsNotStored() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var ground = secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN");
    ((ObjectNode) ground.get("evidence")).remove("consentAttempt");

    record(sent, ground).expect(422).expectError("/evidence/consentAttempt", "EVIDENCE_MISSING");

    fosterCare().get(sent.path()).expect(404);
    var list = Sent.antwerpen().get(sent.path() + "/grounds").expect(200);
    assertEquals(0, list.json().path("items").size());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"parket-antwerpen", "politie-voorbeeld", "school-voorbeeld", "uz-voorbeeld"})
  void sharedSecrecyIsNotForEverybody(String partner) {
    var sent = Sent.byHospital(Report.ofOneChild());

    record(sent, secrecy(partner, "SAFETY_PLAN"))
        .expect(422)
        .expectError("/partner", "GROUND_NOT_FOR_PARTNER");
  }

  @Test
  void anotherCentreReadsByTheGroundForIt() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    record(sent, secrecy("vk-limburg", "CHILD_ID", "ADDRESS")).expect(201);
    var limburg = TestPartner.of("vk-limburg").as("CARE_COORDINATION", "social-worker");

    var read = limburg.get(sent.path()).expect(200);

    assertEquals(report.child(0).get("insz").asText(), read.at("/children/0/insz"));
    assertEquals("2000", read.at("/children/0/address/postalCode"));
    assertEquals(List.of("children", "id"), names(read));
  }

  @Test
  void secretAddressStaysSecretUnderAGround() {
    var report = Report.ofOneChild();
    report.child(0).put("secretAddress", true);
    var sent = Sent.byHospital(report);
    record(sent, secrecy("vk-limburg", "CHILD_ID", "ADDRESS", "STATUS")).expect(201);
    var limburg = TestPartner.of("vk-limburg").as("CARE_COORDINATION", "social-worker");

    var read = limburg.get(sent.path()).expect(200);

    assertFalse(read.text().contains("\"2000\""), read::text);
    assertFalse(read.text().contains("ntwerpen"), read::text);
  }

  @Test
  void onlyTheCentreThatHasItRecordsAndSeesGrounds() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var ground = secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN");

    TestPartner.of("uz-voorbeeld")
        .as("FOLLOW_UP_OWN")
        .post(sent.path() + "/grounds", ground)
        .expectProblem(403, "INSUFFICIENT_SCOPE");
    Sent.centre("vk-limburg").post(sent.path() + "/grounds", ground).expect(404);
    Sent.centre("vk-limburg").get(sent.path() + "/grounds").expect(404);
    Sent.hospital().get(sent.path() + "/grounds").expectProblem(403, "NOT_OWNER");
    TestPartner.of("vk-antwerpen")
        .as("CASE_MANAGEMENT", "system")
        .post(sent.path() + "/grounds", ground)
        .expectProblem(403, "UNATTENDED_LIMITED");
  }

  @Test
  void whatWasWrittenIsSealed() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var ground = secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN");
    var necessity = ground.at("/evidence/necessity").asText();
    record(sent, ground).expect(201);

    var list = Sent.antwerpen().get(sent.path() + "/grounds").expect(200);
    assertEquals(necessity, list.at("/items/0/evidence/necessity"));
    var readable =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select position(convert_to(:text, 'UTF8') in content) > 0 from ground_record where referral = :id")
                        .bind("text", necessity)
                        .bind("id", UUID.fromString(sent.id()))
                        .mapTo(Boolean.class)
                        .one());
    assertFalse(readable);
  }

  @Test
  void dangerToAMinorIsConfirmedBySomebodyElseAndThenTheParketIsTold() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var danger =
        object(
            "ground",
            "G3_DANGER_MINOR",
            "partner",
            "parket-antwerpen",
            "evidence",
            object("acuteDanger", true, "seriousImminent", true, "cannotProtect", true));
    var recorded = record(sent, danger).expect(201);
    assertEquals("PENDING", recorded.at("/state"));
    var time = OffsetDateTime.parse(recorded.at("/recordedAt"));
    assertEquals(
        time.plusHours(48).toInstant(),
        OffsetDateTime.parse(recorded.at("/validUntil")).toInstant());
    assertTrue(recorded.at("/article").contains("352"), recorded.at("/article"));
    assertEquals(1, events(sent, "DANGER_TO_CONFIRM", "DUTY:vk-antwerpen"));
    assertTrue(lacks(sent).contains("DANGER_NOT_CONFIRMED"));
    var confirmation = "grounds/" + recorded.at("/id") + "/confirmation";

    act(Sent.antwerpen(), sent, confirmation).expectProblem(403, "SECOND_PERSON_REQUIRED");
    assertEquals(0, events(sent, "DANGER_TO_MINOR", "parket-antwerpen"));
    act(colleague("10000000"), sent, confirmation).expectProblem(403, "SAME_PROOF_REQUIRED");
    assertEquals("CONFIRMED", act(colleague(), sent, confirmation).expect(200).at("/state"));
    assertEquals(1, events(sent, "DANGER_TO_MINOR", "parket-antwerpen"));
    assertFalse(lacks(sent).contains("DANGER_NOT_CONFIRMED"));
    act(colleague(), sent, confirmation).expectProblem(409, "STEP_NOT_POSSIBLE");
    parket().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  private static List<String> lacks(Sent sent) {
    var found = new ArrayList<String>();
    Sent.antwerpen()
        .get(sent.path() + "/compliance")
        .expect(200)
        .json()
        .path("findings")
        .forEach(finding -> found.add(finding.path("code").asText()));
    return found;
  }

  @Test
  void dangerWithoutItsChecklistIsRefused() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var danger = object("ground", "G3_DANGER_MINOR", "partner", "parket-antwerpen");

    record(sent, danger)
        .expect(422)
        .expectError("/evidence/listedOffence", "EVIDENCE_MISSING")
        .expectError("/evidence/seriousImminent", "EVIDENCE_MISSING")
        .expectError("/evidence/cannotProtect", "EVIDENCE_MISSING");
  }

  private static ObjectNode conference(String from, String until) {
    return object(
        "participants",
        List.of("veilig-huis-voorbeeld"),
        "from",
        from,
        "until",
        until,
        "legalBasis",
        "casusoverleg");
  }

  private static Answer confer(Sent sent, ObjectNode conference) {
    return Sent.antwerpen().post(sent.path() + "/conferences", conference);
  }

  @Test
  void participantReadsWhatTheConferenceOpensUntilItEnds() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    contribute(sent, "RISK_CONCL", null, "besluit");
    var conference = confer(sent, conference("2026-01-01", "2026-12-31")).expect(201).at("/id");

    var read = veiligHuis().get(sent.path()).expect(200);
    assertEquals(report.child(0).get("insz").asText(), read.at("/children/0/insz"));
    assertEquals(report.json().path("facts").asText(), read.at("/facts"));
    assertEquals("besluit", read.at("/contributions/0/text"));
    assertFalse(read.json().has("reporter"));
    assertFalse(read.json().has("status"));
    TestPartner.of("veilig-huis-voorbeeld")
        .as("CARE_COORDINATION", "coordinator")
        .get(sent.path())
        .expectProblem(403, "PURPOSE_MISMATCH");

    act(Sent.antwerpen(), sent, "conferences/" + conference + "/end").expect(200);
    veiligHuis().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @ParameterizedTest
  @CsvSource({"2025-01-01, 2025-02-01", "2090-01-01, 2090-02-01"})
  void outsideThePeriodAParticipantFindsNothing(String from, String until) {
    var sent = Sent.byHospital(Report.ofOneChild());
    confer(sent, conference(from, until)).expect(201);

    veiligHuis().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void whoTakesNoPartFindsNothing() {
    var sent = Sent.byHospital(Report.ofOneChild());
    confer(sent, conference("2026-01-01", "2026-12-31")).expect(201);

    TestPartner.of("clb-voorbeeld")
        .as("CASE_CONFERENCE")
        .get(sent.path())
        .expectProblem(404, "NOT_FOUND");
  }

  /** Case 4 of 5.8. */
  @Test
  void parketSeesBasicDataOnceAPersonReleasedItsRequest() {
    var report = Report.ofOneChild();
    var sent = Sent.by(TestPartner.of("clb-voorbeeld"), report).moved(Sent.antwerpen(), "TAKEN_UP");
    contribute(sent, "SAFETY_PLAN", null, "afspraak");
    var request =
        Sent.antwerpen()
            .post(
                sent.path() + "/written-requests",
                object(
                    "parket",
                    "parket-antwerpen",
                    "reference",
                    "JR 1",
                    "date",
                    "2026-01-02",
                    "magistrate",
                    "Magistraat Proef"))
            .expect(201);
    assertEquals("RECEIVED", request.at("/state"));
    parket().get(sent.path()).expectProblem(404, "NOT_FOUND");
    var release = "written-requests/" + request.at("/id") + "/release";
    act(TestPartner.of("vk-antwerpen").as("CASE_MANAGEMENT", "system"), sent, release)
        .expectProblem(403, "UNATTENDED_LIMITED");

    act(Sent.antwerpen(), sent, release).expect(200);

    var read = parket().get(sent.path()).expect(200);
    assertEquals(List.of("children", "help", "id", "mano", "persons"), names(read));
    assertEquals("false", read.at("/mano/known"));
    assertEquals("true", read.at("/help/given"));
    assertEquals("GUIDANCE", read.at("/help/kinds/0"));
    assertEquals(report.child(0).get("insz").asText(), read.at("/children/0/insz"));
    var child = new TreeSet<String>();
    read.json().at("/children/0").fieldNames().forEachRemaining(child::add);
    assertEquals(
        List.of("address", "birthDate", "familyName", "givenNames", "id", "insz"),
        List.copyOf(child));
    var mother = new TreeSet<String>();
    read.json().at("/persons/0").fieldNames().forEachRemaining(mother::add);
    assertEquals(List.of("familyName", "givenNames", "role"), List.copyOf(mother));
    TestPartner.of("parket-limburg")
        .as("JUDICIAL_PROTECTION", "magistrate")
        .get(sent.path())
        .expectProblem(404, "NOT_FOUND");
    act(Sent.antwerpen(), sent, release).expectProblem(409, "STEP_NOT_POSSIBLE");
  }

  @Test
  void listShowsEveryKindOfGround() {
    var sent = Sent.byHospital(Report.ofOneChild());
    record(sent, secrecy("pleegzorg-voorbeeld", "SAFETY_PLAN")).expect(201);
    confer(sent, conference("2025-01-01", "2025-02-01")).expect(201);

    var list = Sent.antwerpen().get(sent.path() + "/grounds").expect(200);

    assertEquals("G1_SHARED_SECRECY", list.at("/items/0/ground"));
    assertEquals("G4_CASE_CONFERENCE", list.at("/items/1/ground"));
    assertEquals("OVER", list.at("/items/1/state"));
    assertEquals("casusoverleg", list.at("/items/1/legalBasis"));
  }

  private static List<String> names(Answer answer) {
    var names = new TreeSet<String>();
    answer.json().fieldNames().forEachRemaining(names::add);
    return List.copyOf(names);
  }

  private static int events(Sent sent, String kind, String recipient) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select count(*) from outbox_event where referral = :id and kind = :kind and recipient = :who")
                    .bind("id", UUID.fromString(sent.id()))
                    .bind("kind", kind)
                    .bind("who", recipient)
                    .mapTo(Integer.class)
                    .one());
  }
}
