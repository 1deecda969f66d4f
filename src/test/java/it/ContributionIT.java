package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** What the centre puts in for others: each sees what is meant for it and may be seen by it. */
@AgainstTheGateway
class ContributionIT {

  private static Requests grantee() {
    return TestPartner.of("az-tweede").as("CARE_COORDINATION");
  }

  private static Requests fosterCare(String purpose) {
    return TestPartner.of("pleegzorg-voorbeeld").as(purpose, "social-worker");
  }

  private static Sent consented(String grantee, String category) {
    return Sent.byHospital(Report.ofOneChild().consent(grantee, category, "CARE_COORDINATION"));
  }

  private static JsonNode agreement(String text, String... audience) {
    return object("text", text, "audience", List.of(audience));
  }

  private static Answer plan(Sent sent, JsonNode... agreements) {
    return sent.contribute(
            Sent.antwerpen(),
            object(
                "category",
                "SAFETY_PLAN",
                "child",
                sent.child(0),
                "agreements",
                List.of(agreements),
                "reviewOn",
                LocalDate.now().plusDays(14).toString()))
        .expect(201);
  }

  private static Answer retract(Sent sent, Requests by, Answer contribution) {
    return by.post(
        sent.path() + "/contributions/" + contribution.at("/id") + "/retraction",
        object("reason", "ENTERED_IN_ERROR", "text", "Verkeerd gezin."));
  }

  private static void seesNothing(Requests reader, Sent sent) {
    var refused = reader.get(sent.path());
    assertTrue(List.of(403, 404).contains(refused.status()), refused::text);
  }

  @Test
  void granteeReadsItsOwnAgreementAndNoOther() {
    var sent = consented("az-tweede", "SAFETY_PLAN");
    var mine = Invented.word("mijn");
    var others = Invented.word("hun");
    var inside = Invented.word("binnen");
    plan(sent, agreement(mine, "az-tweede"), agreement(others, "clb-voorbeeld"), agreement(inside));

    var read = grantee().get(sent.path()).expect(200);

    assertEquals(mine, read.at("/contributions/0/agreements/0/text"));
    assertEquals(1, read.json().at("/contributions/0/agreements").size());
    assertFalse(read.text().contains(others), read::text);
    assertFalse(read.text().contains(inside), read::text);
    assertFalse(read.text().contains("clb-voorbeeld"), read::text);
    var own = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(3, own.json().at("/contributions/0/agreements").size());
  }

  @Test
  void fhirShowsTheSame() {
    var sent = consented("az-tweede", "SAFETY_PLAN");
    var mine = Invented.word("mijn");
    var others = Invented.word("hun");
    plan(sent, agreement(mine, "az-tweede"), agreement(others, "clb-voorbeeld"));

    var task = grantee().get("/fhir/Task/" + sent.id()).expect(200);

    assertEquals(mine, task.at("/output/0/valueString"));
    assertFalse(task.text().contains(others), task::text);
  }

  @Test
  void audienceOfAnAgreementIsNoConsent() {
    var sent = Sent.byHospital(Report.ofOneChild());
    plan(sent, agreement("x", "az-tweede"));

    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void secondVersionReplacesTheFirst() {
    var sent = consented("az-tweede", "SAFETY_PLAN");
    var first = Invented.word("eerste");
    var second = Invented.word("tweede");
    assertEquals("1", plan(sent, agreement(first, "az-tweede")).at("/version"));
    assertEquals("2", plan(sent, agreement(second, "az-tweede")).at("/version"));

    var read = grantee().get(sent.path()).expect(200);

    assertEquals(1, read.json().path("contributions").size());
    assertEquals(second, read.at("/contributions/0/agreements/0/text"));
    assertEquals("2", read.at("/contributions/0/version"));
    assertTrue(sent.read(Sent.antwerpen()).text().contains(first), "the centre keeps both");
  }

  @Test
  void whatIsTakenBackIsGoneForOthersAtOnce() {
    var sent = consented("az-tweede", "SAFETY_PLAN");
    var word = Invented.word("vergissing");
    var plan = plan(sent, agreement(word, "az-tweede"));
    grantee().get(sent.path()).expect(200);

    retract(sent, Sent.antwerpen(), plan).expect(200);

    seesNothing(grantee(), sent);
    var task = grantee().get("/fhir/Task/" + sent.id());
    assertFalse(task.text().contains(word), task::text);
    var kept = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(word, kept.at("/contributions/0/agreements/0/text"));
    assertEquals("ENTERED_IN_ERROR", kept.at("/contributions/0/retraction/reason"));
    assertEquals("Verkeerd gezin.", kept.at("/contributions/0/retraction/text"));
    retract(sent, Sent.antwerpen(), plan).expect(200);
  }

  @Test
  void documentOfWhatIsTakenBackIsGoneToo() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var document =
        object(
            "contentType",
            "text/plain",
            "data",
            Base64.getEncoder().encodeToString(Invented.word("brief").getBytes()));
    var advice =
        sent.contribute(
                Sent.antwerpen(),
                object(
                    "category",
                    "ADVICE",
                    "document",
                    document,
                    "audience",
                    List.of("uz-voorbeeld")))
            .expect(201);
    var id = advice.at("/document/id");
    var paths =
        List.of(
            sent.path() + "/documents/" + id,
            "/fhir/Binary/" + id,
            "/fhir/DocumentReference/" + id);
    paths.forEach(path -> Sent.hospital().with("Accept", "*/*").get(path).expect(200));

    retract(sent, Sent.antwerpen(), advice).expect(200);

    paths.forEach(path -> Sent.hospital().with("Accept", "*/*").get(path).expect(404));
    Sent.antwerpen().with("Accept", "*/*").get(paths.get(0)).expect(200);
    sent.move(Sent.antwerpen(), "ADVICE_GIVEN").expectProblem(409, "ADVICE_REQUIRED");
  }

  @Test
  void nobodyButItsWriterTakesItBack() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var advice = sent.advise(Sent.antwerpen(), "x", "ocj-voorbeeld").expect(201);
    var reader = TestPartner.of("ocj-voorbeeld").as("FOLLOW_UP_OWN");
    reader.get(sent.path()).expect(200);

    retract(sent, reader, advice).expectProblem(404, "NOT_FOUND");
    retract(sent, Sent.centre("vk-limburg"), advice).expectProblem(404, "NOT_FOUND");
    retract(sent, Sent.hospital(), advice).expectProblem(403, "INSUFFICIENT_SCOPE");
    reader.get(sent.path()).expect(200);
  }

  @Test
  void fosterCareWritesWhereTheChildLivesAndReadsItAsItsOwn() {
    var sent = consented("pleegzorg-voorbeeld", "PLACEMENT");
    var word = Invented.word("pleeggezin");
    var placement =
        object(
            "category",
            "PLACEMENT",
            "child",
            sent.child(0),
            "placement",
            object("since", "2026-01-05", "with", word));

    var written = sent.contribute(fosterCare("CARE_COORDINATION"), placement).expect(201);

    assertEquals("1", written.at("/version"));
    var own = sent.read(fosterCare("FOLLOW_UP_OWN")).expect(200);
    assertEquals(word, own.at("/contributions/0/placement/with"));
    var centre = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(word, centre.at("/contributions/0/placement/with"));
    assertEquals("pleegzorg-voorbeeld", centre.at("/contributions/0/author"));
    assertFalse(sent.read(Sent.hospital()).text().contains(word));
    retract(sent, fosterCare("FOLLOW_UP_OWN"), written).expect(200);
    assertFalse(sent.read(fosterCare("CARE_COORDINATION")).text().contains(word));
  }

  @Test
  void fosterCareWritesNothingElseAndNothingElsewhere() {
    var sent = consented("pleegzorg-voorbeeld", "PLACEMENT");
    var care = fosterCare("CARE_COORDINATION");

    sent.contribute(care, object("category", "SAFETY_PLAN", "text", "x"))
        .expectProblem(403, "NOT_OWNER");
    sent.contribute(
            care, object("category", "PLACEMENT", "text", "x", "audience", List.of("az-tweede")))
        .expect(422)
        .expectError("/audience", "AUDIENCE_NOT_PERMITTED");
    Sent.byHospital(Report.ofOneChild())
        .contribute(care, object("category", "PLACEMENT", "text", "x"))
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void helpStaysWithTheCentre() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var word = Invented.word("gesprek");
    var help = object("category", "HELP_CONTENT", "text", word);

    sent.contribute(Sent.antwerpen(), help).expect(201);
    sent.contribute(
            Sent.antwerpen(), help.set("audience", object("a", List.of("uz-voorbeeld")).get("a")))
        .expect(422)
        .expectError("/audience", "AUDIENCE_NOT_PERMITTED");

    assertFalse(sent.read(Sent.hospital()).text().contains(word));
    assertTrue(sent.read(Sent.antwerpen()).text().contains(word));
  }

  @Test
  void instrumentOfAnAssessmentStaysWithTheCentre() {
    var sent = consented("pleegzorg-voorbeeld", "RISK_CONCL");
    sent.contribute(
            Sent.antwerpen(),
            object(
                "category",
                "RISK_CONCL",
                "child",
                sent.child(0),
                "risk",
                object(
                    "instrument",
                    "VOORBEELD_A",
                    "version",
                    "2.1",
                    "date",
                    "2026-01-05",
                    "conclusion",
                    "HIGH")))
        .expect(201);

    var read = fosterCare("CARE_COORDINATION").get(sent.path()).expect(200);

    assertEquals("HIGH", read.at("/contributions/0/risk/conclusion"));
    assertFalse(read.text().contains("VOORBEELD_A"), read::text);
    var owner = TestPartner.of("vk-antwerpen").as("CASE_MANAGEMENT", "criminologist");
    assertEquals("VOORBEELD_A", sent.read(owner).at("/contributions/0/risk/instrument"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "'category': 'SAFETY_PLAN', 'agreements': [{'text': 'x', 'audience': ['az-derde']}]; /agreements/0/audience/0; UNKNOWN_PARTNER",
        "'category': 'SAFETY_PLAN', 'agreements': [{'audience': ['az-tweede']}]; /agreements/0/text; MISSING",
        "'category': 'SCHOOL', 'agreements': [{'text': 'x'}]; /agreements; DETAIL_OF_OTHER_CATEGORY",
        "'category': 'RISK_CONCL', 'risk': {'instrument': 'A', 'version': '1', 'date': '2099-01-01', 'conclusion': 'LOW'}; /risk/date; DATE_IN_FUTURE",
        "'category': 'RISK_CONCL', 'risk': {'instrument': 'A', 'version': '1', 'date': '2026-01-01', 'conclusion': 'SOME'}; /risk/conclusion; UNKNOWN_CODE"
      })
  void whatIsWrongIsNamed(String body, String pointer, String code) {
    var sent = Sent.byHospital(Report.ofOneChild());

    sent.contribute(Sent.antwerpen(), Report.read(("{" + body + "}").replace('\'', '"')))
        .expect(422)
        .expectError(pointer, code);
  }

  @Test
  void logNamesTheVersionThatLeft() {
    var sent = consented("az-tweede", "SAFETY_PLAN");
    var plan = plan(sent, agreement("x", "az-tweede"));
    var requestId = UUID.randomUUID().toString();

    grantee().with("X-Request-Id", requestId).get(sent.path()).expect(200);

    var flags =
        Logbook.ofRequest(requestId).stream()
            .flatMap(line -> Stream.of(line.json().path("flags").toString()))
            .toList();
    assertEquals(List.of("[\"CONTRIBUTION:" + plan.at("/id") + "\"]"), flags);
  }
}
