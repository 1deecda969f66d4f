package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Listing;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** The submitter tells what happened since, or takes its report back. */
@AgainstTheGateway
class FollowUpIT {

  private static final String FHIR = "application/fhir+json";

  @Test
  void developmentIsReadByTheCentreAndItsAuthor() {
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    var word = Invented.word("opnieuw gewond");

    var receipt = sent.develop(Sent.hospital(), word).expect(201);

    for (var reader : List.of(Sent.antwerpen(), Sent.hospital())) {
      var read = sent.read(reader).expect(200);
      assertEquals(receipt.at("/id"), read.at("/developments/0/id"));
      assertEquals(word, read.at("/developments/0/text"));
      assertEquals("2026-01-02T10:00:00+01:00", read.at("/developments/0/occurredAt"));
      assertEquals("TAKEN_UP", read.at("/status"), "a development moves nothing");
    }
  }

  @Test
  void developmentBringsDocuments() {
    var sent = Sent.byHospital(Report.ofSiblings("c1", "c2"));
    var bytes = Invented.word("foto").getBytes();
    var document =
        object("title", "Foto", "contentType", "image/png")
            .put("data", Base64.getEncoder().encodeToString(bytes));
    document.withArray("children").add(sent.child(1));

    var receipt =
        Sent.hospital()
            .post(sent.path() + "/developments", object("documents", List.of(document)))
            .expect(201);

    var id = receipt.at("/documents/0/id");
    var read = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(id, read.at("/developments/0/documents/0/id"));
    assertEquals("c2", read.at("/developments/0/documents/0/children/0"));
    assertEquals("MEDICAL", read.at("/developments/0/documents/0/category"));
    var fetched = Sent.antwerpen().get(sent.path() + "/documents/" + id).expect(200);
    assertEquals(new String(bytes), fetched.text());
  }

  @Test
  void documentIsReplacedAndItsSecondEditionTakenBack() {
    var report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", "oud".getBytes())
            .consent("az-tweede", "MEDICAL", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);
    var reader = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    var old = sent.read(Sent.hospital()).expect(200).at("/documents/0/id");
    reader.get(sent.path() + "/documents/" + old).expect(200);
    var newer =
        object("data", Base64.getEncoder().encodeToString("nieuw".getBytes()), "replaces", old);

    var stored =
        Sent.hospital()
            .post(sent.path() + "/developments", object("documents", List.of(newer)))
            .expect(201)
            .at("/documents/0/id");

    var seen = sent.read(reader).expect(200);
    assertEquals("SUPERSEDED", seen.at("/documents/0/status"));
    assertEquals(stored, seen.at("/documents/0/replacedBy"));
    assertEquals("nieuw", reader.get(sent.path() + "/documents/" + stored).expect(200).text());
    Sent.hospital()
        .post(sent.path() + "/developments", object("documents", List.of(newer)))
        .expect(422)
        .expectError("/documents/0/replaces", "ALREADY_CORRECTED");

    var back = sent.path() + "/documents/" + stored + "/retraction";
    reader.post(back, object("reason", "WRONG_CHILD")).expect(404);
    Sent.antwerpen().post(back, object("reason", "WRONG_CHILD")).expect(404);
    var taken = Sent.hospital().post(back, object("reason", "WRONG_CHILD")).expect(200);
    assertEquals("ENTERED_IN_ERROR", taken.at("/documents/0/status"));
    reader.get(sent.path() + "/documents/" + stored).expect(404);
    Sent.antwerpen().get(sent.path() + "/documents/" + stored).expect(200);
    Sent.hospital().get(sent.path() + "/documents/" + stored).expect(200);
  }

  @Test
  void developmentsAddUpInOrder() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.develop(Sent.hospital(), "eerste").expect(201);
    sent.develop(Sent.hospital(), "tweede").expect(201);

    var read = sent.read(Sent.antwerpen());

    assertEquals("eerste", read.at("/developments/0/text"));
    assertEquals("tweede", read.at("/developments/1/text"));
  }

  @Test
  void emptyDevelopmentAndOneOfTomorrowAreRefused() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var path = sent.path() + "/developments";

    Sent.hospital().post(path, object()).expectProblem(422, "TEXT_OR_DOCUMENT");
    Sent.hospital()
        .post(path, object("occurredAt", "2099-01-01T00:00:00+01:00", "text", "x"))
        .expect(422)
        .expectError("/occurredAt", "TIME_IN_FUTURE");
  }

  @Test
  void onlyTheSubmitterTellsMore() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.develop(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN"), "x").expect(404);
    sent.retract(TestPartner.of("az-tweede").as("FOLLOW_UP_OWN"), "WRONG_CHILD").expect(404);
    sent.develop(Sent.antwerpen(), "x").expectProblem(403, "NOT_SUBMITTER");
    sent.retract(Sent.antwerpen(), "WRONG_CHILD").expectProblem(403, "NOT_SUBMITTER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"WRONG_CHILD", "ENTERED_IN_ERROR", "WITHDRAWN"})
  void retractedReportIsWithheldAtOnceFromAllButTheCentre(String reason) {
    var report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", "proef".getBytes())
            .consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", "x")).expect(201);
    var grantee = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    sent.read(grantee).expect(200);

    assertEquals("RETRACTED", sent.retract(Sent.hospital(), reason).expect(200).at("/status"));

    var own = sent.read(Sent.hospital()).expect(200);
    assertEquals("RETRACTED", own.at("/status"));
    assertEquals(sent.reference(), own.at("/reference"));
    assertEquals(reason, own.at("/retraction/reason"));
    assertFalse(own.text().contains(report.child(0).get("familyName").asText()), own::text);
    assertFalse(own.text().contains(report.child(0).get("insz").asText()), own::text);
    assertFalse(own.json().has("facts"));
    var list = Listing.all(Sent.hospital(), "/api/referrals", "status=RETRACTED&limit=100");
    assertTrue(list.stream().noneMatch(item -> item.toString().contains("familyName")));
    refused(Sent.hospital().get(sent.documentPath(0)).status());
    refused(sent.read(grantee).status());

    var centre = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(report.child(0).get("familyName").asText(), centre.at("/children/0/familyName"));
    Sent.antwerpen().get(sent.documentPath(0)).expect(200);
  }

  @Test
  void takingBackCountsAtOnceAlsoAfterTakeUp() {
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    assertEquals("RETRACTED", sent.retract(Sent.hospital(), "WITHDRAWN").expect(200).at("/status"));
  }

  /** A safety plan that others rely on does not vanish because a submitter hesitates. */
  @Test
  void afterTakeUpTheCentreDecidesWhetherItStops() {
    var sent = Sent.byHospital(Report.ofOneChild()).moved(Sent.antwerpen(), "TAKEN_UP");
    var requests = sent.path() + "/cancellations";

    Sent.antwerpen().post(requests, object()).expectProblem(403, "NOT_SUBMITTER");
    var asked = Sent.hospital().post(requests, object("text", "Toch een val.")).expect(200);
    assertEquals("REQUESTED", asked.at("/cancellations/0/state"));
    assertEquals("TAKEN_UP", sent.read(Sent.hospital()).expect(200).at("/status"));
    Sent.hospital()
        .post(requests, object("text", "Een andere reden."))
        .expectProblem(409, "CANCELLATION_WAITS");
    Sent.hospital().post(requests, object()).expect(200);
    var decision = sent.path() + "/cancellations/" + asked.at("/cancellations/0/id") + "/decision";
    Sent.antwerpen()
        .post(decision, object("accepted", false))
        .expect(422)
        .expectError("/text", "REFUSAL_WITHOUT_REASON");
    Sent.antwerpen()
        .post(decision, object("accepted", false, "text", "Het onderzoek loopt."))
        .expect(200);
    var refused = sent.read(Sent.hospital()).expect(200);
    assertEquals("TAKEN_UP", refused.at("/status"));
    assertEquals("REFUSED", refused.at("/cancellations/0/state"));
    assertEquals("Het onderzoek loopt.", refused.at("/cancellations/0/answer"));
    Sent.antwerpen()
        .post(decision, object("accepted", true))
        .expectProblem(409, "CANCELLATION_DECIDED");

    Sent.hospital().post(requests, object()).expect(200);
    var again = sent.read(Sent.hospital()).expect(200).at("/cancellations/1/id");
    Sent.antwerpen()
        .post(sent.path() + "/cancellations/" + again + "/decision", object("accepted", true))
        .expect(200);
    assertEquals("RETRACTED", sent.read(Sent.hospital()).expect(200).at("/status"));
  }

  @Test
  void requestToStopIsFoundByTheTaskThatItIsAbout() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION"));
    sent.moved(Sent.antwerpen(), "TAKEN_UP");
    var about = "/fhir/Task?focus=Task/" + sent.id();
    assertFalse(Sent.hospital().get(about).expect(200).json().has("entry"));
    var asks =
        """
        {"resourceType": "Task", "status": "requested", "intent": "order",
         "code": {"coding": [{"system": "http://hl7.org/fhir/CodeSystem/task-code", "code": "abort"}]},
         "focus": {"reference": "Task/%s"}, "reasonCode": {"text": "Wij vergisten ons."}}"""
            .formatted(sent.id());
    var id = Sent.hospital().post("/fhir/Task", asks, FHIR).expect(201).at("/id");
    var elsewhere = "/fhir/Task?focus=https://elsewhere.example/fhir/Task/" + sent.id();
    assertFalse(Sent.hospital().get(elsewhere).expect(200).json().has("entry"));
    for (var reader : List.of(Sent.hospital(), Sent.antwerpen())) {
      var found = reader.get(about).expect(200).json();
      assertEquals(1, found.path("entry").size());
      assertEquals(id, found.at("/entry/0/resource/id").asText());
      assertEquals("Wij vergisten ons.", found.at("/entry/0/resource/reasonCode/text").asText());
    }
    var other = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    other.get(about).expect(403);
    TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN").get(about).expect(404);
    Sent.hospital().get(about + "&status=requested").expect(400);
  }

  /** A client that heard nothing back sends it again, and it is said once. */
  @ParameterizedTest
  @ValueSource(strings = {"person", "system"})
  void communicationSentAgainIsTheFirst(String who) {
    var sent = Sent.byHospital(Report.ofOneChild());
    var word = Invented.word("welke klas");
    var asked = twice(Sent.antwerpen(), said(sent, word, ""), said(sent, "Een andere.", ""));
    var question = Sent.antwerpen().get("/fhir/Communication/" + asked.at("/id")).expect(200);
    assertEquals(word, question.at("/payload/0/contentString"));
    var hospital =
        who.equals("system")
            ? TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN", "system")
            : Sent.hospital();
    var to =
        "\"inResponseTo\": [{\"reference\": \"Communication/%s\"}],".formatted(asked.at("/id"));
    var answer = said(sent, "Het derde leerjaar.", to);
    twice(hospital, answer, said(sent, "Het vierde leerjaar.", to));
    var read = sent.read(Sent.antwerpen()).expect(200).json();
    assertEquals(1, read.path("questions").size());
    assertEquals(1, read.path("developments").size());
  }

  @Test
  void documentOfAnAnswerThatIsNotWhatItIsCalledIsToldAndKept() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var question =
        Sent.antwerpen().post("/fhir/Communication", said(sent, "Het verslag?", ""), FHIR);
    var answer =
        """
        {"resourceType": "Communication", "status": "completed",
         "inResponseTo": [{"reference": "Communication/%s"}],
         "basedOn": [{"reference": "ServiceRequest/%s"}], "payload": [{"contentString": "Hierbij."},
          {"contentAttachment": {"contentType": "text/plain", "data": "%s"}}]}"""
            .formatted(question.expect(201).at("/id"), sent.id(), "JVBERi0xLjQKJSVFT0YK");
    var told = Sent.hospital().post("/fhir/Communication", answer, FHIR).expect(201);
    assertEquals("OperationOutcome", told.at("/resourceType"));
    assertEquals("CONTENT_TYPE_CORRECTED", told.at("/issue/0/details/coding/0/code"));
    assertEquals("warning", told.at("/issue/0/severity"));
    assertEquals(
        "Communication.payload[1].contentAttachment.contentType", told.at("/issue/0/expression/0"));
    assertTrue(told.header("Location").orElseThrow().contains("/Communication/"));
  }

  @Test
  void whoSaysAQuestionAndWhenIsToldAsLost() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var question = said(sent, "Het verslag?", "\"sent\": \"2020-01-01T00:00:00Z\",");

    var told = Sent.antwerpen().post("/fhir/Communication", question, FHIR).expect(201);

    assertEquals("ELEMENT_NOT_STORED", told.at("/issue/0/details/coding/0/code"));
    assertEquals("Communication.sent", told.at("/issue/0/expression/0"));
  }

  /** Two of the same, and another of the same key, which is none. */
  private static Answer twice(Requests partner, String body, String other) {
    var keyed = partner.with("Idempotency-Key", Invented.word("key"));
    var first = keyed.post("/fhir/Communication", body, FHIR).expect(201);
    var again = keyed.post("/fhir/Communication", body, FHIR).expect(201);
    assertEquals(first.text(), again.text());
    assertTrue(
        first.header("Location").orElseThrow().endsWith("/Communication/" + first.at("/id")));
    assertTrue(first.header("ETag").isEmpty(), "of a receipt there is no version");
    assertFalse(first.json().path("meta").has("versionId"));
    var refused = keyed.post("/fhir/Communication", other, FHIR).expect(422);
    assertEquals("IDEMPOTENCY_KEY_REUSED", refused.at("/issue/0/details/coding/0/code"));
    return first;
  }

  private static String said(Sent sent, String text, String to) {
    return """
        {"resourceType": "Communication", "status": "completed", %s
         "basedOn": [{"reference": "ServiceRequest/%s"}], "payload": [{"contentString": "%s"}]}"""
        .formatted(to, sent.id(), text);
  }

  @Test
  void questionOfTheCentreIsAnsweredByItsSubmitter() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var word = Invented.word("welke school");
    var questions = sent.path() + "/questions";
    Sent.hospital().post(questions, object("text", word)).expectProblem(403, "INSUFFICIENT_SCOPE");

    var question = Sent.antwerpen().post(questions, object("text", word)).expect(201).at("/id");

    var read = sent.read(Sent.hospital()).expect(200);
    assertEquals(word, read.at("/questions/0/text"));
    assertEquals("true", read.at("/questions/0/open"));
    var communication = "/fhir/Communication/" + question;
    assertEquals(
        word, Sent.hospital().get(communication).expect(200).at("/payload/0/contentString"));
    var unattended = TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN", "system");
    assertFalse(unattended.get(communication).expect(200).json().has("payload"));
    var stranger = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");
    stranger.get(communication).expect(404);
    stranger.get("/fhir/Communication?part-of=Task/" + sent.id()).expect(404);
    Sent.hospital()
        .post(sent.path() + "/developments", object("text", "x", "question", sent.id()))
        .expect(422)
        .expectError("/question", "UNKNOWN_QUESTION");
    Sent.hospital()
        .post(sent.path() + "/developments", object("text", "Basisschool", "question", question))
        .expect(201);
    var answered = sent.read(Sent.antwerpen()).expect(200);
    assertEquals("false", answered.at("/questions/0/open"));
    assertEquals(question, answered.at("/developments/0/question"));
    var wrong = Sent.antwerpen().post(questions, object("text", "x")).expect(201).at("/id");
    var retraction = questions + "/" + wrong + "/retraction";
    Sent.antwerpen().post(retraction, "{}").expect(200);
    assertEquals(1, sent.read(Sent.hospital()).expect(200).json().path("questions").size());
    sent.moved(Sent.antwerpen(), "TAKEN_UP", "CLOSED");
    Sent.antwerpen()
        .post(questions, object("text", word))
        .expectProblem(409, "QUESTION_NOT_POSSIBLE");
  }

  private static void refused(int status) {
    assertTrue(List.of(403, 404, 410).contains(status), "status " + status);
  }

  @Test
  void retractionIsFinal() {
    var sent = Sent.byHospital(Report.ofOneChild());
    sent.retract(Sent.hospital(), "WRONG_CHILD").expect(200);

    var again = sent.retract(Sent.hospital(), "WITHDRAWN").expect(200);
    assertEquals("WRONG_CHILD", again.at("/retraction/reason"), "repeating changes nothing");
    sent.develop(Sent.hospital(), "x").expectProblem(409, "RETRACTED");
    sent.advise(Sent.antwerpen(), "x", "uz-voorbeeld").expectProblem(409, "RETRACTED");
    sent.move(Sent.antwerpen(), "TAKEN_UP").expectProblem(409, "RETRACTED");
  }

  @Test
  void reasonOfARetractionIsOneOfTheList() {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.retract(Sent.hospital(), "BORED").expect(422).expectError("/reason", "UNKNOWN_CODE");
    Sent.hospital()
        .post(sent.path() + "/retraction", object())
        .expect(422)
        .expectError("/reason", "MISSING");
  }
}
