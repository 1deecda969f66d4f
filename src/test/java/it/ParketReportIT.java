package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Seal;
import testkit.Sent;
import testkit.TestPartner;

/** The centre reports to the public prosecutor, who then reads that report and what it contains. */
@AgainstTheGateway
class ParketReportIT {

  private static final List<String> CONTAINS = List.of("CHILD_ID", "CONCERN", "FAMILY_ID");

  private static Requests of(String vk, String subject) {
    return TestPartner.of(vk).as("MANO_INVESTIGATION", "criminologist", subject);
  }

  private static Requests centre() {
    return of("vk-antwerpen", "10000000146");
  }

  private static Requests colleague() {
    return of("vk-antwerpen", "10000000245");
  }

  private static Requests parket(String code) {
    return TestPartner.of(code).as("JUDICIAL_PROTECTION", "prosecutor");
  }

  /** Referred by the CLB and under investigation. */
  private static Sent investigated(Report report) {
    var sent =
        Sent.by(
            TestPartner.of("clb-voorbeeld").as("SUBMIT", "social-worker"),
            report.type("MANO").but(json -> json.remove("handlingRequested")));
    for (var state : List.of("ADMISSIBLE", "INVESTIGATING")) {
      centre().post("/api/mano/" + sent.id() + "/state", object("state", state)).expect(200);
    }
    return sent;
  }

  private static Sent heard(Report report) {
    var sent = investigated(report);
    var said = object("done", true, "how", "gesprek");
    // Hearing the child is said with a step that changes nothing else
    centre()
        .post(
            "/api/mano/" + sent.id() + "/state",
            object("state", "CASE_MANAGEMENT", "mode", "OBSERVING", "view", said, "rights", said))
        .expect(200);
    return sent;
  }

  private static String path(Sent sent) {
    return "/api/mano/" + sent.id() + "/parket-report";
  }

  private static ObjectNode report(Sent sent, byte[] document, String... children) {
    return object(
        "document",
            object(
                "title",
                "Gemotiveerd verslag",
                "contentType",
                "application/pdf",
                "data",
                Base64.getEncoder().encodeToString(document)),
        "seal", Seal.by("vk-antwerpen", sent.id(), List.of(children), CONTAINS, document),
        "family", object("done", true, "date", "2026-01-02", "how", "gesprek"));
  }

  private static byte[] document() {
    return ("%PDF-1.7 " + Invented.word("verslag")).getBytes(StandardCharsets.UTF_8);
  }

  private static Answer confirm(Requests who, Sent sent, String id) {
    return who.post(path(sent) + "/" + id + "/confirmation", "");
  }

  @Test
  void secondPersonSendsItAndTheAddressedParketReadsIt() {
    var sent = heard(Report.ofOneChild());
    var bytes = document();

    var made = centre().post(path(sent), report(sent, bytes, sent.child(0))).expect(201);
    assertEquals("parket-antwerpen", made.at("/addressee"));
    assertTrue(made.at("/sentAt").isEmpty());
    parket("parket-antwerpen").get(path(sent)).expectProblem(404, "NOT_FOUND");
    confirm(centre(), sent, made.at("/id")).expectProblem(403, "SECOND_PERSON_REQUIRED");

    var signed = confirm(colleague(), sent, made.at("/id")).expect(200);
    assertFalse(signed.at("/sentAt").isEmpty());
    confirm(colleague(), sent, made.at("/id")).expectProblem(409, "REPORT_ALREADY_SIGNED");

    var seen = parket("parket-antwerpen").get(path(sent)).expect(200);
    assertEquals(made.at("/seal"), seen.at("/items/0/seal"));
    var read =
        parket("parket-antwerpen")
            .get(sent.path() + "/documents/" + seen.at("/items/0/document"))
            .expect(200);
    assertArrayEquals(bytes, read.body());
    var child = parket("parket-antwerpen").get(sent.path()).expect(200);
    assertFalse(child.at("/children/0/familyName").isEmpty());
    assertTrue(child.at("/contact/name").isEmpty(), "not who reported");
    assertEquals(
        "REPORTED_TO_PARKET",
        parket("parket-antwerpen").get("/api/mano/" + sent.id()).expect(200).at("/state"));
  }

  @Test
  void strangersAndOtherPartnersSeeNothingOfIt() {
    var sent = heard(Report.ofOneChild());
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    confirm(colleague(), sent, made.at("/id")).expect(200);

    parket("parket-limburg").get(path(sent)).expectProblem(404, "NOT_FOUND");
    parket("parket-limburg").get(sent.path()).expectProblem(404, "NOT_FOUND");
    parket("parket-limburg")
        .get(sent.path() + "/documents/" + made.at("/document"))
        .expectProblem(404, "NOT_FOUND");
    var clb = TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN", "social-worker");
    assertTrue(clb.get(path(sent)).expect(200).json().path("items").isEmpty());
    var own = clb.get("/api/mano/" + sent.id()).expect(200);
    assertEquals("REPORTED_TO_PARKET", own.at("/children/0/outcome"));
  }

  @Test
  void reportOpensOnlyTheChildrenAndWhatItContains() {
    var sent = heard(Report.ofSiblings("c1", "c2"));
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    confirm(colleague(), sent, made.at("/id")).expect(200);

    var seen = parket("parket-antwerpen").get(sent.path()).expect(200).json();

    assertEquals(1, seen.path("children").size());
    assertEquals(sent.child(0), seen.at("/children/0/id").asText());
    assertTrue(seen.at("/children/0/address").isMissingNode(), "the report does not contain it");
    assertTrue(seen.at("/children/0/view").isMissingNode());
  }

  @Test
  void acuteDangerIsSentAtOnceAndTheSecondPersonFollows() {
    var sent = investigated(Report.ofOneChild());
    var report = report(sent, document(), sent.child(0)).put("acuteDanger", true);
    report.set("family", object("done", false, "reason", "DANGER_IF_INFORMED"));
    var made = centre().post(path(sent), report).expect(201);
    assertFalse(made.at("/sentAt").isEmpty());
    assertEquals("true", made.at("/embargoProposed"));
    var seen = parket("parket-antwerpen").get(path(sent)).expect(200);
    assertTrue(seen.json().at("/items/0/embargoProposed").isMissingNode());
    assertEquals("1", centre().get("/api/mano/" + sent.id()).expect(200).at("/daysLeft"));
    assertTrue(
        centre().get("/api/mano/deadlines?limit=100").expect(200).text().contains(sent.id()),
        "the second person is due");

    confirm(centre(), sent, made.at("/id")).expectProblem(403, "SECOND_PERSON_REQUIRED");
    assertFalse(
        confirm(colleague(), sent, made.at("/id")).expect(200).at("/confirmedAt").isEmpty());
    assertTrue(
        centre().get("/api/mano/" + sent.id()).expect(200).json().at("/due").isMissingNode());
  }

  @Test
  void childThatNobodyHeardIsNotReportedWithoutAcuteDanger() {
    var sent = investigated(Report.ofOneChild());
    var body = report(sent, document(), sent.child(0));
    centre().post(path(sent), body).expectProblem(409, "CHILD_NOT_HEARD");
    body.set("view", object("done", true, "how", "gesprek"));
    centre().post(path(sent), body).expectProblem(409, "RIGHTS_NOT_TOLD");
    body.set("rights", object("done", false, "reason", "TOO_YOUNG"));
    var made = centre().post(path(sent), body).expect(201);
    confirm(colleague(), sent, made.at("/id")).expect(200);
  }

  @Test
  void confirmationOfOneReportLeavesThatOfTheOtherChildAwaited() {
    var sent = investigated(Report.ofSiblings("c1", "c2"));
    var first = acute(sent, sent.child(0));
    acute(sent, sent.child(1));

    confirm(colleague(), sent, first.at("/id")).expect(200);

    var children = centre().get("/api/mano/" + sent.id()).expect(200).json().path("children");
    assertTrue(children.at("/0/awaitingUntil").isMissingNode(), children.toString());
    assertFalse(children.at("/1/awaitingUntil").isMissingNode(), children.toString());
  }

  private static Answer acute(Sent sent, String child) {
    return centre()
        .post(path(sent), report(sent, document(), child).put("acuteDanger", true))
        .expect(201);
  }

  @Test
  void childThatIsReportedAlreadyIsRefusedBeforeAnybodySigns() {
    var sent = heard(Report.ofOneChild());
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    confirm(colleague(), sent, made.at("/id")).expect(200);

    centre()
        .post(path(sent), report(sent, document(), sent.child(0)))
        .expectProblem(409, "MOVE_NOT_POSSIBLE");
    assertEquals(1, documents(sent), "nothing of the second is kept");
  }

  @Test
  void reportThatWasNotSentDoesNotOutliveATransferToAnotherCentre() {
    var sent = heard(Report.ofOneChild());
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    centre()
        .post(
            "/api/mano/" + sent.id() + "/state",
            object("state", "TRANSFERRED", "transferTo", "vk-limburg"))
        .expect(200);
    var limburg = of("vk-limburg", "10000000245");
    limburg
        .post(
            "/api/mano/" + sent.id() + "/state",
            object("state", "CASE_MANAGEMENT", "mode", "OBSERVING"))
        .expect(200);

    confirm(limburg, sent, made.at("/id")).expectProblem(409, "REPORT_OF_ANOTHER_CENTRE");
    parket("parket-antwerpen").get(path(sent)).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void familyThatMovesTakesItsReportToAnotherParket() {
    var sent = heard(Report.ofOneChild());
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    var id = made.at("/id");
    confirm(colleague(), sent, id).expect(200);
    parket("parket-antwerpen").get(path(sent)).expect(200);

    var moved = object("addressee", "parket-limburg", "reason", "verhuisd");
    centre().post(path(sent) + "/" + id + "/transfer", moved).expect(200);

    parket("parket-antwerpen").get(path(sent)).expectProblem(404, "NOT_FOUND");
    assertEquals(id, parket("parket-limburg").get(path(sent)).expect(200).at("/items/0/id"));
    centre()
        .post(path(sent) + "/" + id + "/transfer", moved)
        .expectProblem(422, "ADDRESSEE_UNCHANGED");
    centre()
        .post(path(sent) + "/" + id + "/transfer", moved.put("addressee", "uz-voorbeeld"))
        .expectProblem(422, "NOT_A_PARKET");
  }

  @Test
  void outcomeThatIsCorrectedIsToldToTheParketThatWasTold() {
    var sent = heard(Report.ofOneChild());
    var made = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    confirm(colleague(), sent, made.at("/id")).expect(200);
    var correction = object("state", "NO_SOCIETAL_NECESSITY");

    for (var person : List.of(centre(), colleague())) {
      person.post("/api/mano/" + sent.id() + "/state", correction).expect(200);
    }

    assertEquals(List.of("REPORTED_TO_PARKET", "NO_SOCIETAL_NECESSITY"), told(sent));
    assertEquals(
        "REPORTED_TO_PARKET",
        parket("parket-antwerpen")
            .get("/api/mano/" + sent.id())
            .expect(200)
            .at("/children/0/formerOutcome"));
  }

  private static List<String> told(Sent sent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select payload ->> 'state' from outbox_event where kind = 'MANO_STATE'"
                            + " and recipient = 'parket-antwerpen' and referral = :id::uuid order by id")
                    .bind("id", sent.id())
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void otherAddresseeTakesAReason() {
    var sent = heard(Report.ofOneChild());
    var body = report(sent, document(), sent.child(0)).put("addressee", "parket-limburg");
    centre().post(path(sent), body).expectProblem(422, "MISSING");
    body.put("addresseeReason", "dossier loopt daar");
    assertEquals("parket-limburg", centre().post(path(sent), body).expect(201).at("/addressee"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"vk-limburg", "parket-antwerpen"})
  void sealOfSomebodyElseIsNone(String other) {
    var sent = heard(Report.ofOneChild());
    var bytes = document();
    var body = report(sent, bytes, sent.child(0));
    body.put("seal", Seal.by(other, sent.id(), List.of(sent.child(0)), CONTAINS, bytes));
    centre().post(path(sent), body).expectProblem(422, "SEAL_NOT_VALID");
  }

  @Test
  void sealOfAnotherDocumentReportOrCategoryIsRefusedAndNothingIsStored() {
    var sent = heard(Report.ofOneChild());
    var other = heard(Report.ofOneChild());
    var bytes = document();
    var body = report(sent, bytes, sent.child(0));
    var children = List.of(sent.child(0));
    for (var seal :
        List.of(
            Seal.by("vk-antwerpen", sent.id(), children, CONTAINS, document()),
            Seal.by("vk-antwerpen", other.id(), children, CONTAINS, bytes),
            Seal.by("vk-antwerpen", sent.id(), List.of(other.child(0)), CONTAINS, bytes),
            Seal.by("vk-antwerpen", sent.id(), children, List.of("HELP_CONTENT"), bytes))) {
      centre()
          .post(path(sent), body.put("seal", seal))
          .expectProblem(422, "SEAL_OF_SOMETHING_ELSE");
    }
    for (var broken :
        List.of("x", Seal.by("vk-antwerpen", "{}"), body.path("seal").asText() + "A")) {
      centre().post(path(sent), body.put("seal", broken)).expectProblem(422, "SEAL_NOT_VALID");
    }
    assertTrue(centre().get(path(sent)).expect(200).json().path("items").isEmpty());
    assertEquals(0, documents(sent));
  }

  private static int documents(Sent sent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery("select count(*) from document where referral = :id::uuid")
                    .bind("id", sent.id())
                    .mapTo(Integer.class)
                    .one());
  }

  @Test
  void otherReportsAboutTheSameChildStayClosedToWhoHasOne() {
    var sent = heard(Report.ofOneChild());
    var unsigned = centre().post(path(sent), report(sent, document(), sent.child(0))).expect(201);
    var elsewhere =
        report(sent, document(), sent.child(0))
            .put("addressee", "parket-limburg")
            .put("addresseeReason", "dossier loopt daar")
            .put("acuteDanger", true);
    var other = centre().post(path(sent), elsewhere).expect(201);

    reads("parket-limburg", sent, other);
    closed("parket-limburg", sent, unsigned);
    for (var report : List.of(unsigned, other)) {
      closed("parket-antwerpen", sent, report);
    }
  }

  private static void reads(String parket, Sent sent, Answer report) {
    var seen = parket(parket).get(sent.path()).expect(200).json().path("documents");
    assertEquals(1, seen.size(), seen.toString());
    assertEquals(report.at("/document"), seen.at("/0/id").asText());
    parket(parket).get(sent.path() + "/documents/" + report.at("/document")).expect(200);
  }

  private static void closed(String parket, Sent sent, Answer report) {
    var document = report.at("/document");
    parket(parket).get(sent.path() + "/documents/" + document).expectProblem(404, "NOT_FOUND");
    assertEquals(404, parket(parket).get("/fhir/Binary/" + document).status());
    assertEquals(404, parket(parket).get("/fhir/DocumentReference/" + document).status());
  }

  @Test
  void onlyTheCentreMakesSignsAndTransfersIt() {
    var sent = heard(Report.ofOneChild());
    var body = report(sent, document(), sent.child(0));
    of("vk-limburg", "10000000146").post(path(sent), body).expectProblem(404, "NOT_FOUND");
    TestPartner.of("vk-antwerpen")
        .as("MANO_INVESTIGATION", "system")
        .post(path(sent), body)
        .expectProblem(403, "UNATTENDED_LIMITED");
  }
}
