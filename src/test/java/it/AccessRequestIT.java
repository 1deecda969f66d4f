package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Logbook;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** Who asks at a centre who received what about a child is told, and nothing more. */
@AgainstTheGateway
class AccessRequestIT {

  /** Reported by the hospital; the other hospital read the safety plan with consent. */
  private static Sent disclosed() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
    sent.read(Sent.hospital()).expect(200);
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", "x")).expect(201);
    sent.read(TestPartner.of("az-tweede").as("CARE_COORDINATION")).expect(200);
    return sent;
  }

  private static ObjectNode by(Object... applicant) {
    var request = object("child", "c1", "language", "nl");
    request.set("applicant", object(applicant));
    request.set("identity", object("how", "EID", "checkedOn", "2026-01-02"));
    return request;
  }

  private static ObjectNode byMother() {
    return by("kind", "PARENT", "person", "p1");
  }

  private static Answer ask(Sent sent, ObjectNode request) {
    return Sent.antwerpen().in("nl").post(sent.path() + "/access-requests", request);
  }

  @Test
  void motherIsToldWhoReceivedWhatAndNothingTellsWhoReported() {
    var sent = disclosed();

    var answer = ask(sent, byMother()).expect(201);

    var lines = answer.json().path("disclosures");
    assertEquals(1, lines.size(), answer.text());
    assertEquals("HOSPITAL", lines.at("/0/recipientKind").asText());
    assertEquals("SAFETY_PLAN", lines.at("/0/categories/0").asText());
    assertEquals("CONSENT", lines.at("/0/ground").asText());
    assertEquals("Er was toestemming.", lines.at("/0/because").asText());
    assertTrue(lines.at("/0/citation").asText().contains("art. 6"));
    assertFalse(answer.text().toLowerCase().contains("voorbeeld"), answer.text());
    var again =
        Sent.antwerpen().in("nl").get("/api/access-requests/" + answer.at("/id")).expect(200);
    assertEquals(lines, again.json().path("disclosures"));
  }

  @Test
  void requestWaitsInTheListOfItsCentreUntilItsAnswerIsHandedOver() {
    var sent = disclosed();
    // So long ago that it comes first, and that its last day is over
    var asked = ask(sent, byMother().put("requestedOn", "2020-02-03")).expect(201);
    var id = asked.at("/id");

    var waits = waiting(id);
    assertEquals(asked.at("/answerBy"), waits.path("answerBy").asText());
    assertTrue(waits.path("overdue").asBoolean());
    assertTrue(lacks(sent).contains("ACCESS_OVERDUE"), lacks(sent));
    Sent.hospital().get("/api/access-requests").expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    var path = "/api/access-requests/" + id + "/handover";
    TestPartner.of("vk-limburg")
        .as("CASE_MANAGEMENT")
        .post(path, object("on", "2020-02-10"))
        .expect(404);
    Sent.antwerpen()
        .post(path, object("on", "2020-02-02"))
        .expect(422)
        .expectError("/on", "PERIOD_REVERSED");

    var done = Sent.antwerpen().post(path, object("on", "2020-02-10")).expect(200);
    assertEquals("2020-02-10", done.at("/handedOverOn"));
    assertFalse(done.json().path("overdue").asBoolean());
    assertTrue(waiting(id).isMissingNode());
    assertFalse(lacks(sent).contains("ACCESS_OVERDUE"), lacks(sent));
    var again = Sent.antwerpen().post(path, object()).expect(200);
    assertEquals("2020-02-10", again.at("/handedOverOn"));
  }

  @Test
  void theListIsPagedByWhatIsDueFirst() {
    var sent = disclosed();
    var later = ask(sent, byMother().put("requestedOn", "2020-01-02")).expect(201).at("/id");
    var first = ask(sent, byMother().put("requestedOn", "2020-01-01")).expect(201).at("/id");
    var page = Sent.antwerpen().get("/api/access-requests?limit=1").expect(200);
    assertEquals(first, page.at("/items/0/id"));
    var next = page.at("/next");
    assertEquals(
        later,
        Sent.antwerpen()
            .get("/api/access-requests?limit=1&cursor=" + next)
            .expect(200)
            .at("/items/0/id"));
    for (var id : List.of(first, later)) {
      Sent.antwerpen().post("/api/access-requests/" + id + "/handover", object()).expect(200);
    }
    Sent.antwerpen()
        .get("/api/access-requests?cursor=" + UUID.randomUUID())
        .expectProblem(400, "BAD_CURSOR");
  }

  private static JsonNode waiting(String id) {
    var page = Sent.antwerpen().get("/api/access-requests?limit=100").expect(200);
    return Answer.stream(page.json().path("items"))
        .filter(each -> each.path("id").asText().equals(id))
        .findFirst()
        .orElseGet(MissingNode::getInstance);
  }

  private static String lacks(Sent sent) {
    return Sent.antwerpen().get(sent.path() + "/compliance").expect(200).text();
  }

  @Test
  void statementIsItselfAnEntryOfTheLog() {
    var sent = disclosed();
    var answer = ask(sent, byMother()).expect(201);

    var entries = Logbook.ofRequest(answer.headers().firstValue("X-Request-Id").orElseThrow());

    assertEquals(1, entries.size());
    assertTrue(entries.get(0).entry().contains("DISCLOSURE_LOG"), entries.get(0).entry());
    assertEquals("ACCESS_REQUEST:" + answer.at("/id"), entries.get(0).at("/flags/0"));
  }

  @Test
  void statementIsALetterForWhoAsksForOne() throws IOException {
    var sent = disclosed();
    var path = "/api/access-requests/" + ask(sent, byMother()).expect(201).at("/id");

    var page = Sent.antwerpen().with("Accept", "text/html").get(path).expect(200);
    assertTrue(page.text().contains("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"nl\">"));
    assertTrue(page.text().contains("de afspraken om veilig te zijn"), page.text());
    assertFalse(page.text().toLowerCase().contains("voorbeeld"), page.text());
    assertEquals("nl", page.headers().firstValue("Content-Language").orElseThrow());
    assertTrue(page.headers().firstValue("Disclosure-Receipt").isPresent());
    assertTrue(
        page.headers()
            .firstValue("Content-Security-Policy")
            .orElseThrow()
            .startsWith("default-src 'none'"));

    var pdf = Sent.antwerpen().with("Accept", "application/pdf").get(path).expect(200);
    try (var letter = Loader.loadPDF(pdf.body())) {
      var words = new PDFTextStripper().getText(letter).replaceAll("\\s+", " ");
      assertTrue(words.contains("de afspraken om veilig te zijn"), words);
    }
    Sent.antwerpen().with("Accept", "image/png").get(path).expect(406);
  }

  @Test
  void statementIsAFhirDocumentToo() {
    var sent = disclosed();
    var path = "/fhir/Bundle/" + ask(sent, byMother()).expect(201).at("/id");

    var document = Sent.antwerpen().get(path).expect(200);

    assertEquals("document", document.at("/type"));
    assertEquals("Composition", document.at("/entry/0/resource/resourceType"));
    assertEquals("AuditEvent", document.at("/entry/3/resource/resourceType"));
    assertFalse(document.text().toLowerCase().contains("uz-voorbeeld"), document.text());
  }

  /** Until somebody of another organisation looked at it and said that the family can know. */
  @Test
  void useOfBreakGlassIsToldOnceItsReviewerSaysSo() {
    var centre = Sent.antwerpen();
    var test = centre.post("/api/duty-list/test", "{}").expect(201).at("/id");
    centre.post("/api/duty-list/test/" + test + "/acknowledgement", "{}").expect(200);
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var who = TestPartner.of("az-tweede").as("EMERGENCY");
    var danger =
        object(
            "reason",
            "IMMINENT_DANGER_LIFE",
            "narrative",
            "Kind binnengebracht met ernstige letsels, niemand bereikbaar");
    danger.set("child", object("insz", report.child(0).get("insz").asText()));
    var use = who.post("/api/break-glass", danger).expect(201).at("/id");
    who.get(sent.path()).expect(200);

    var unreviewed = ask(sent, byMother()).expect(201);
    assertEquals(0, unreviewed.json().path("disclosures").size(), unreviewed.text());

    review(
        use,
        "FOLLOW_UP",
        object("told", false, "postponedReason", "Gevaar voor het kind zolang ze weten"));
    var path = "/api/access-requests/" + unreviewed.at("/id");
    assertEquals(0, centre.get(path).expect(200).json().path("disclosures").size());

    review(use, "JUSTIFIED", object("told", true));
    var told = centre.get(path).expect(200);
    assertEquals("G9_VITAL", told.at("/disclosures/0/ground"), told.text());
  }

  @Test
  void embargoIsKeptUntilItIsLifted() {
    var sent = disclosed();
    var until = OffsetDateTime.now().plusDays(30).toString();
    var embargo =
        object(
            "child",
            sent.child(0),
            "until",
            until,
            "cause",
            "DANGER_TO_CHILD",
            "reason",
            "De ouder die vraagt, mag niet weten waar het kind hulp kreeg.");
    var place = sent.path() + "/embargoes";
    var id = Sent.antwerpen().post(place, embargo).expect(201).at("/id");

    var kept = ask(sent, byMother()).expect(201);
    assertEquals(0, kept.json().path("disclosures").size(), kept.text());

    Sent.antwerpen().post(place + "/" + id + "/lift", "{}").expect(200);
    var lifted = Sent.antwerpen().get("/api/access-requests/" + kept.at("/id")).expect(200);
    assertEquals(1, lifted.json().path("disclosures").size(), lifted.text());
  }

  @Test
  void whoMayNotAskIsToldWhy() {
    var sent = Sent.byHospital(Report.ofOneChild());

    assertEquals(
        "ACCESS_NOT_BY_CHILD", ask(sent, by("kind", "CHILD")).expect(422).at("/errors/0/code"));
    assertEquals(
        "UNKNOWN_PERSON_KEY",
        ask(sent, by("kind", "PARENT", "person", "p9")).expect(422).at("/errors/0/code"));
    assertEquals(
        "/applicant/name",
        ask(sent, by("kind", "TRUSTED_PERSON")).expect(422).at("/errors/0/pointer"));
  }

  private static void review(String use, String verdict, ObjectNode told) {
    Sent.antwerpen()
        .post(
            "/api/break-glass/" + use + "/review",
            object("verdict", verdict, "text", "Nagekeken.", "subjectTold", told))
        .expect(201);
  }

  @Test
  void onlyTheCentreThatHasTheReportMayAskAndKnowsThatSomebodyAsked() {
    var sent = disclosed();
    var id = ask(sent, byMother()).expect(201).at("/id");

    Sent.centre("vk-limburg").post(sent.path() + "/access-requests", byMother()).expect(404);
    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION")
        .post(sent.path() + "/access-requests", byMother())
        .expect(403);
    Sent.centre("vk-limburg").get("/api/access-requests/" + id).expect(404);
    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION")
        .get("/api/access-requests/" + id)
        .expect(404);
  }
}
