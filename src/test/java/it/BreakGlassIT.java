package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
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

/** A professional opens what is vital of a child in danger, and answers for it. */
@AgainstTheGateway
class BreakGlassIT {

  private static final AtomicInteger PROFESSIONALS = new AtomicInteger(100);
  private static final String NARRATIVE =
      "Kind binnengebracht met ernstige letsels, niemand bereikbaar";

  /** Somebody else every time: what one does wrong must not suspend another test's. */
  private static Requests somebody(String partner, String role) {
    var number = PROFESSIONALS.incrementAndGet();
    var form = TestPartner.form("EMERGENCY", role);
    form.put("subject_id", "%09d%02d".formatted(600101000L + number, 11));
    var token = TestPartner.of(partner).askToken(form).expect(200).at("/access_token");
    return TestPartner.of(partner).withToken(token);
  }

  private static Requests physician() {
    return somebody("az-tweede", "physician");
  }

  private static Requests officer() {
    return TestPartner.of("dpo").as("AUDIT", "officer");
  }

  private static void tested(String vk) {
    var centre = Sent.centre(vk);
    var test = centre.post("/api/duty-list/test", "{}").expect(201).at("/id");
    centre.post("/api/duty-list/test/" + test + "/acknowledgement", "{}").expect(200);
  }

  private static ObjectNode asked(Report report) {
    var child = object("insz", report.child(0).get("insz").asText());
    return object(
        "child",
        child,
        "reason",
        "IMMINENT_DANGER_LIFE",
        "narrative",
        NARRATIVE,
        "postalCode",
        "2000");
  }

  private static Answer open(Requests who, Report report) {
    return who.post("/api/break-glass", asked(report)).expect(201);
  }

  @Test
  void windowOpensWhatIsVitalAndNothingElse() {
    tested("vk-antwerpen");
    var plan = Invented.word("afspraak");
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "verslag".getBytes());
    var sent = Sent.byHospital(report);
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", plan)).expect(201);
    sent.contribute(Sent.antwerpen(), object("category", "HELP_CONTENT", "text", "x")).expect(201);
    var who = physician();
    who.get(sent.path()).expect(404);

    var opened = open(who, report);

    assertEquals(sent.id(), opened.at("/referrals/0/id"));
    assertEquals(sent.child(0), opened.at("/referrals/0/children/0"));
    assertEquals("+32 3 000 00 01", opened.at("/contact/phone"));
    assertTrue(
        opened.header("Location").orElse("").endsWith("/api/break-glass/" + opened.at("/id")));
    var read = who.get(sent.path()).expect(200);
    assertEquals(report.child(0).get("insz").asText(), read.at("/children/0/insz"));
    assertEquals(plan, read.at("/contributions/0/text"));
    assertEquals(1, read.json().path("contributions").size());
    assertEquals("verslag", who.get(sent.documentPath(0)).expect(200).text());
    var names = new TreeSet<String>();
    read.json().fieldNames().forEachRemaining(names::add);
    for (var closed : List.of("persons", "facts", "reporter", "contact", "status", "reference")) {
      assertFalse(names.contains(closed), closed);
    }
    assertFalse(read.json().at("/children/0").has("problem"), read::text);
    assertFalse(read.json().at("/children/0").has("address"), read::text);
  }

  @Test
  void ofTheMedicalReportsTheLastOneIsOpenedAndNoOlderOne() {
    tested("vk-antwerpen");
    var report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", "eerste".getBytes())
            .document("MEDICAL", "text/plain", "tweede".getBytes());
    var sent = Sent.byHospital(report);
    var who = physician();
    open(who, report);

    who.get(sent.documentPath(0)).expect(403);
    assertEquals("tweede", who.get(sent.documentPath(1)).expect(200).text());
    var listed = who.get(sent.path()).expect(200).json().path("documents");
    assertEquals(1, listed.size());
    assertEquals(sent.document(1), listed.path(0).path("id").asText());

    var added = added(sent, "derde");

    who.get(sent.documentPath(1)).expect(403);
    assertEquals("derde", who.get(sent.path() + "/documents/" + added).expect(200).text());
    Sent.hospital().get(sent.documentPath(0)).expect(200);
  }

  /** The child was reported twice: its last report is one of both. */
  @Test
  void lastMedicalReportIsTheLastOfEveryCaseThatIsOpened() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "ouder".getBytes());
    var older = Sent.byHospital(report);
    var insz = report.child(0).get("insz").asText();
    var again = Report.ofOneChild().document("MEDICAL", "text/plain", "nieuwer".getBytes());
    again.child(0).put("insz", insz);
    var newer = Sent.byHospital(again);
    var who = physician();

    assertEquals(2, open(who, report).json().path("referrals").size());

    assertEquals("nieuwer", who.get(newer.documentPath(0)).expect(200).text());
    who.get(older.documentPath(0)).expect(403);
    assertEquals(insz, who.get(older.path()).expect(200).at("/children/0/insz"));
  }

  private static String added(Sent sent, String text) {
    var document =
        object("contentType", "text/plain")
            .put("data", Base64.getEncoder().encodeToString(text.getBytes()));
    document.withArray("children").add(sent.child(0));
    return Sent.hospital()
        .post(sent.path() + "/developments", object("documents", List.of(document)))
        .expect(201)
        .at("/documents/0/id");
  }

  @Test
  void openingAndEveryReadUnderItAreFlagged() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = physician();
    var opening = UUID.randomUUID().toString();
    var reading = UUID.randomUUID().toString();

    open(who.with("X-Request-Id", opening), report);
    who.with("X-Request-Id", reading).get(sent.path()).expect(200);

    for (var request : List.of(opening, reading)) {
      var lines = Logbook.ofRequest(request);
      assertEquals(1, lines.size());
      assertEquals("[\"BREAK_GLASS\"]", lines.get(0).json().path("flags").toString());
      assertEquals("G9_VITAL", lines.get(0).at("/ground"));
      assertEquals(sent.id(), lines.get(0).at("/referral"));
      assertFalse(lines.get(0).entry().contains("binnengebracht"));
    }
  }

  @Test
  void dutyListAndOfficerAreToldAtOnceInCodes() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);

    var id = open(physician(), report).at("/id");

    var events = events(id);
    assertEquals(List.of("DPO", "DUTY:vk-antwerpen"), recipients(events));
    assertEquals(
        sent.id(),
        String.valueOf(
            events.stream()
                .filter(event -> event.get("recipient").equals("DUTY:vk-antwerpen"))
                .findFirst()
                .orElseThrow()
                .get("referral")));
    assertFalse(events.toString().contains("binnengebracht"));
  }

  private static List<Map<String, Object>> events(String breakGlass) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind, recipient, referral, payload::text as payload from outbox_event"
                            + " where payload ->> 'breakGlass' = :id order by recipient, id")
                    .bind("id", breakGlass)
                    .mapToMap()
                    .list());
  }

  private static List<String> recipients(List<Map<String, Object>> events) {
    return events.stream().map(event -> (String) event.get("recipient")).toList();
  }

  @Test
  void itIsForOneProfessionalAlone() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);

    var id = open(physician(), report).at("/id");

    physician().get(sent.path()).expectProblem(404, "NOT_FOUND");
    physician().post("/api/break-glass/" + id + "/renewal", "").expectProblem(404, "NOT_FOUND");
    somebody("huisarts-voorbeeld", "physician").get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  /** Who is related to the report by another way finds the window of a colleague closed as well. */
  @Test
  void colleagueOfTheSubmitterHasNoWindow() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = somebody("uz-voorbeeld", "physician");
    open(who, report);

    who.get(sent.path()).expect(200);
    somebody("uz-voorbeeld", "physician").get(sent.path()).expect(403);
  }

  @Test
  void windowIsNothingForAnotherPurpose() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    open(TestPartner.of("az-tweede").as("EMERGENCY", "nurse"), report);

    TestPartner.of("az-tweede").as("CARE_COORDINATION", "nurse").get(sent.path()).expect(403);
  }

  @ParameterizedTest
  @CsvSource({
    "parket-antwerpen, JUDICIAL_PROTECTION, magistrate, NOT_PERMITTED_FOR_KIND",
    "politie-voorbeeld, FOLLOW_UP_OWN, officer, NOT_PERMITTED_FOR_KIND",
    "school-voorbeeld, CONSULT, teacher, NOT_PERMITTED_FOR_KIND",
    "caw-voorbeeld, CONSULT, social-worker, NOT_PERMITTED_FOR_KIND",
    "clb-voorbeeld, EMERGENCY, nurse, ROLE_NOT_PERMITTED",
    "az-tweede, EMERGENCY, system, UNATTENDED_LIMITED",
    "az-tweede, CONSULT, physician, PURPOSE_MISMATCH"
  })
  void whoMayNotIsToldWhy(String partner, String purpose, String role, String code) {
    var report = Report.ofOneChild();
    Sent.byHospital(report);

    TestPartner.of(partner)
        .as(purpose, role)
        .post("/api/break-glass", asked(report))
        .expectProblem(403, code);
  }

  @Test
  void physicianOfAClbMay() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);

    assertEquals(
        sent.id(), open(somebody("clb-voorbeeld", "physician"), report).at("/referrals/0/id"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kort", "                                                   ", "."})
  void narrativeThatSaysNothingIsNotEnough(String narrative) {
    var body = asked(Report.ofOneChild()).put("narrative", narrative);

    physician().post("/api/break-glass", body).expect(422).expectError("/narrative", "TOO_SHORT");
  }

  @Test
  void childMustBeDescribed() {
    var body = asked(Report.ofOneChild());
    body.set("child", object("familyName", "Proef", "givenName", "Noor"));
    physician()
        .post("/api/break-glass", body)
        .expect(422)
        .expectError("/child", "CHILD_NOT_DESCRIBED");

    body.remove("child");
    physician().post("/api/break-glass", body).expect(422).expectError("", "CHILD_NOT_DESCRIBED");
  }

  @Test
  void nameAndBirthDateFindTheChildAsWell() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var child = report.child(0);
    var body = asked(report);
    body.set(
        "child",
        object(
            "familyName", child.get("familyName").asText(),
            "givenName", child.at("/givenNames/0").asText(),
            "birthDate", child.get("birthDate").asText()));

    var opened = physician().post("/api/break-glass", body).expect(201);

    assertEquals(sent.id(), opened.at("/referrals/0/id"));
  }

  @Test
  void referralIdOpensAllItsChildren() {
    tested("vk-antwerpen");
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var body = asked(Report.ofOneChild()).put("referral", sent.id());
    body.remove("child");

    var opened = physician().post("/api/break-glass", body).expect(201);

    assertEquals(2, opened.json().at("/referrals/0/children").size());
  }

  @Test
  void siblingStaysClosed() {
    tested("vk-antwerpen");
    var report = Report.ofSiblings("c1", "c2");
    var sent = Sent.byHospital(report);
    var who = physician();

    open(who, report);

    var read = who.get(sent.path()).expect(200);
    assertTrue(read.text().contains(report.child(0).get("insz").asText()));
    assertFalse(read.text().contains(report.child(1).get("insz").asText()), read::text);
  }

  @Test
  void whatIsNotFoundHasTheSameShapeAndIsAnEventToo() {
    var opened = open(physician(), Report.ofOneChild());

    assertEquals(0, opened.json().path("referrals").size());
    assertEquals("vk-antwerpen", opened.at("/contact/code"));
    assertEquals(List.of("DPO", "DUTY:vk-antwerpen"), recipients(events(opened.at("/id"))));
    var seen = officer().get("/api/break-glass?limit=100").expect(200);
    var mine =
        Answer.stream(seen.json().path("items"))
            .filter(item -> item.path("id").asText().equals(opened.at("/id")))
            .findFirst()
            .orElseThrow();
    assertEquals(0, mine.path("opened").asInt());
    assertEquals(NARRATIVE, mine.path("narrative").asText());
  }

  /** The centre of Limburg never tested its duty list. */
  @Test
  void centreThatWouldNotBeToldOpensNothing() {
    var report = Report.ofOneChild().livingIn("3500");
    var sent = Sent.byHospital(report);
    var who = physician();

    var opened = who.post("/api/break-glass", asked(report)).expect(201);
    var unknown = who.post("/api/break-glass", asked(Report.ofOneChild())).expect(201);

    assertEquals(0, opened.json().path("referrals").size());
    for (var name : List.of("id", "from", "until")) {
      assertNotEquals("", opened.at("/" + name));
    }
    assertEquals(
        ((ObjectNode) unknown.json()).without(List.of("id", "from", "until")),
        ((ObjectNode) opened.json()).without(List.of("id", "from", "until")));
    who.get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void testOfAnotherCentreIsNobodysToAnswer() {
    var test = Sent.antwerpen().post("/api/duty-list/test", "{}").expect(201).at("/id");

    Sent.centre("vk-limburg")
        .post("/api/duty-list/test/" + test + "/acknowledgement", "{}")
        .expectProblem(404, "NOT_FOUND");
    TestPartner.of("ocj-voorbeeld")
        .as("CASE_MANAGEMENT", "social-worker")
        .post("/api/duty-list/test", "{}")
        .expectProblem(403, "NOT_PERMITTED_FOR_KIND");
  }

  @Test
  void secretAddressTellsNoCentre() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    report.child(0).put("secretAddress", true);
    Sent.byHospital(report);

    var opened = open(physician(), report);

    assertEquals("+32 78 00 00 00", opened.at("/contact/phone"));
    assertFalse(opened.text().contains("antwerpen"), opened::text);
  }

  @Test
  void windowIsRenewedOnce() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = physician();
    var opened = open(who, report);
    var path = "/api/break-glass/" + opened.at("/id") + "/renewal";

    var renewed = who.post(path, "").expect(200);

    assertTrue(renewed.at("/until").compareTo(opened.at("/until")) > 0);
    assertEquals(sent.id(), renewed.at("/referrals/0/id"));
    who.post(path, "").expectProblem(409, "BREAK_GLASS_RENEWED");
    who.get(sent.path()).expect(200);
  }

  @Test
  void closedWindowIsNotRenewed() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = physician();
    var id = open(who, report).at("/id");
    passes(id, "5 hours");

    who.get(sent.path()).expectProblem(404, "NOT_FOUND");
    who.post("/api/break-glass/" + id + "/renewal", "").expectProblem(409, "BREAK_GLASS_OVER");
  }

  /** As if the window had been opened that much earlier. */
  private static void passes(String id, String time) {
    Gateway.running()
        .asOwner()
        .useHandle(
            handle -> {
              var by = " - interval '" + time + "'";
              handle
                  .createUpdate(
                      "update break_glass set opened_at = opened_at"
                          + by
                          + ", valid_until = valid_until"
                          + by
                          + ", review_due = review_due"
                          + by
                          + ", review_limit = review_limit"
                          + by
                          + " where id = :id")
                  .bind("id", UUID.fromString(id))
                  .execute();
              handle
                  .createUpdate(
                      "update ground set valid_from = valid_from"
                          + by
                          + ", valid_until = valid_until"
                          + by
                          + " where origin = :id")
                  .bind("id", UUID.fromString(id))
                  .execute();
            });
  }

  private static ObjectNode verdict(String verdict) {
    return object("verdict", verdict, "text", "Nagekeken.", "subjectTold", object("told", true));
  }

  private static Answer review(Requests who, String id, ObjectNode review) {
    return who.post("/api/break-glass/" + id + "/review", review);
  }

  @Test
  void centreOfTheCaseReviewsIt() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var id = open(physician(), report).at("/id");

    var listed =
        Answer.stream(
                Sent.antwerpen().get("/api/break-glass?limit=100").expect(200).json().path("items"))
            .filter(item -> item.path("id").asText().equals(id))
            .findFirst()
            .orElseThrow();
    assertEquals(NARRATIVE, listed.path("narrative").asText());
    assertEquals(sent.id(), listed.at("/referrals/0").asText());

    var reviewed = review(Sent.antwerpen(), id, verdict("JUSTIFIED")).expect(201);
    assertEquals("JUSTIFIED", reviewed.at("/review/verdict"));
    assertEquals("Nagekeken.", reviewed.at("/review/text"));
    review(Sent.antwerpen(), id, verdict("JUSTIFIED")).expectProblem(409, "ALREADY_REVIEWED");
  }

  /** The review is about an act, and the act stays when the child is erased. */
  @Test
  void useIsReviewedAlsoWhenTheChildIsErased() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var id = open(physician(), report).at("/id");
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle
                    .createUpdate("update child set wrapped_key = null where id = :id")
                    .bind("id", UUID.fromString(sent.child(0)))
                    .execute());

    assertEquals(
        "FOLLOW_UP", review(officer(), id, verdict("FOLLOW_UP")).expect(201).at("/review/verdict"));
    var reviewed = review(Sent.antwerpen(), id, verdict("JUSTIFIED")).expect(201);
    assertEquals("Nagekeken.", reviewed.at("/review/text"));
    assertFalse(reviewed.json().has("narrative"), "it was erased with the child");
    var listed = Sent.antwerpen().get("/api/break-glass?limit=100").expect(200);
    assertTrue(listed.text().contains(id));
  }

  @Test
  void useIsReviewedAlsoWhenTheReportIsTakenBack() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var id = open(physician(), report).at("/id");
    sent.retract(Sent.hospital(), "WRONG_CHILD").expect(200);

    review(officer(), id, verdict("FOLLOW_UP")).expect(201);
    review(Sent.antwerpen(), id, verdict("JUSTIFIED")).expect(201);
  }

  @Test
  void officerSeesEveryUseAndNothingOfACase() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var id = open(physician(), report).at("/id");

    var page = officer().get("/api/break-glass?limit=100").expect(200);

    assertTrue(page.text().contains(id));
    assertFalse(page.text().contains(sent.id()), "no case");
    assertFalse(
        Answer.stream(page.json().path("items"))
            .anyMatch(item -> item.path("id").asText().equals(id) && item.has("narrative")));
    review(officer(), id, verdict("FOLLOW_UP")).expect(201);
    review(Sent.antwerpen(), id, verdict("JUSTIFIED")).expect(201);
  }

  @Test
  void whoHasNothingToDoWithItSeesAndReviewsNothing() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    var id = open(physician(), report).at("/id");

    assertFalse(
        Sent.centre("vk-limburg")
            .get("/api/break-glass?limit=100")
            .expect(200)
            .text()
            .contains(id));
    review(Sent.centre("vk-limburg"), id, verdict("JUSTIFIED")).expectProblem(404, "NOT_FOUND");
    review(Sent.centre("vk-limburg"), UUID.randomUUID().toString(), verdict("JUSTIFIED"))
        .expectProblem(404, "NOT_FOUND");
    TestPartner.of("auditor")
        .as("AUDIT", "auditor")
        .get("/api/break-glass")
        .expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    physician().get("/api/break-glass").expectProblem(403, "NOT_PERMITTED_FOR_KIND");
  }

  @Test
  void nobodyReviewsACaseOfTheOwnOrganisation() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    var id = open(somebody("vk-limburg", "social-worker"), report).at("/id");

    review(Sent.centre("vk-limburg"), id, verdict("JUSTIFIED"))
        .expectProblem(403, "REVIEW_BY_OWN_ORGANISATION");
    var own = open(physician(), report).at("/id");
    review(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN"), own, verdict("JUSTIFIED"))
        .expectProblem(403, "REVIEW_BY_OWN_ORGANISATION");
  }

  @Test
  void unjustifiedUseClosesTheWindowAndSuspendsWhoOpenedIt() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = physician();
    var id = open(who, report).at("/id");

    review(Sent.antwerpen(), id, verdict("UNJUSTIFIED")).expect(201);

    who.get(sent.path()).expectProblem(404, "NOT_FOUND");
    who.post("/api/break-glass", asked(report)).expectProblem(403, "BREAK_GLASS_SUSPENDED");
    open(physician(), report);

    review(officer(), id, verdict("JUSTIFIED")).expect(201);
    open(who, report);
  }

  @Test
  void reviewThatIsMissingTooLongSuspendsUntilItIsThere() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    var who = physician();
    var id = open(who, report).at("/id");
    passes(id, "20 days");

    who.post("/api/break-glass", asked(report)).expectProblem(403, "BREAK_GLASS_SUSPENDED");

    review(Sent.antwerpen(), id, verdict("FOLLOW_UP")).expect(201);
    open(who, report);
  }

  @Test
  void personIsToldOrThePostponementHasAReason() {
    tested("vk-antwerpen");
    var report = Report.ofOneChild();
    Sent.byHospital(report);
    var postponed = open(physician(), report).at("/id");
    var untold = open(physician(), report).at("/id");
    var review = verdict("JUSTIFIED");

    review.set("subjectTold", object("told", false, "postponedReason", "Gevaar voor het kind."));
    var answer = review(Sent.antwerpen(), postponed, review).expect(201);
    review.set("subjectTold", object("told", false));
    review(Sent.antwerpen(), untold, review).expect(201);

    assertNotEquals("", answer.at("/review/tellAgainOn"));
    assertFalse(events(postponed).toString().contains("SUBJECT_TO_BE_TOLD"));
    assertTrue(events(untold).toString().contains("SUBJECT_TO_BE_TOLD"));
  }
}
