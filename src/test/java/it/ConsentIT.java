package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A consent sent with the report lets the named partner read the named categories. */
@AgainstTheGateway
class ConsentIT {

  private static Requests grantee() {
    return TestPartner.of("az-tweede").as("CARE_COORDINATION");
  }

  private static Sent withSafetyPlan(Report report, String word) {
    var sent = Sent.byHospital(report);
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", word)).expect(201);
    return sent;
  }

  private static Report consented() {
    return Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
  }

  private static ObjectNode consent(Report report) {
    return (ObjectNode) report.json().at("/consents/0");
  }

  @Test
  void granteeReadsTheNamedCategoryAndNothingElse() {
    var word = Invented.word("afspraak");
    var report = consented().document("MEDICAL", "text/plain", "proef".getBytes());
    var sent = withSafetyPlan(report, word);

    var read = grantee().get(sent.path()).expect(200);

    assertEquals(word, read.at("/contributions/0/text"));
    assertEquals("SAFETY_PLAN", read.at("/contributions/0/category"));
    var names = new java.util.TreeSet<String>();
    read.json().fieldNames().forEachRemaining(names::add);
    assertEquals(List.of("contributions", "id"), List.copyOf(names));
    grantee().get(sent.documentPath(0)).expect(403);
  }

  /** It names what a consent could open, whether the report holds any of it or not. */
  @Test
  void readNamesWhatAConsentCouldOpenWhateverTheReportHolds() {
    var empty = Sent.byHospital(Report.ofOneChild());
    var full = withSafetyPlan(Report.ofOneChild(), "x");
    var named = "CHILD_VIEW, MEDICAL, PLACEMENT, SAFETY_PLAN";
    assertEquals(
        named, empty.read(Sent.hospital()).expect(200).header("Disclosure-Withheld").orElse(""));
    assertEquals(
        named, full.read(Sent.hospital()).expect(200).header("Disclosure-Withheld").orElse(""));

    var consented = withSafetyPlan(consented(), "x");
    assertEquals(
        "CHILD_VIEW, MEDICAL, PLACEMENT",
        grantee().get(consented.path()).expect(200).header("Disclosure-Withheld").orElse(""));
    assertEquals(
        "", full.read(Sent.antwerpen()).expect(200).header("Disclosure-Withheld").orElse(""));
  }

  @Test
  void refusalNamesTheGroundsThatAreMissing() {
    var sent =
        Sent.byHospital(
            Report.ofOneChild()
                .consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION")
                .document("MEDICAL", "text/plain", "x".getBytes()));
    var refused = grantee().get(sent.documentPath(0)).expect(403);
    assertEquals("CONSENT_REQUIRED", refused.at("/code"));
    assertEquals("CONSENT", refused.at("/missing/0"));
  }

  @Test
  void everyReadUnderAConsentIsLoggedWithIt() {
    var sent = withSafetyPlan(consented(), "x");
    var requestId = UUID.randomUUID().toString();

    grantee().with("X-Request-Id", requestId).get(sent.path()).expect(200);

    var lines = Logbook.ofRequest(requestId);
    assertEquals(1, lines.size());
    assertEquals("CONSENT", lines.get(0).at("/ground"));
    assertEquals("[\"SAFETY_PLAN\"]", lines.get(0).json().path("categories").toString());
    var consent = sent.read(Sent.antwerpen()).at("/consents/0/id");
    assertEquals(consent, lines.get(0).at("/consent"));
  }

  @Test
  void medicalReportIsReadByItsConsent() {
    var bytes = Invented.word("verslag").getBytes();
    var report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", bytes)
            .consent("az-tweede", "MEDICAL", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);

    var read = grantee().get(sent.path()).expect(200);
    assertEquals(sent.document(0), read.at("/documents/0/id"));
    assertEquals(new String(bytes), grantee().get(sent.documentPath(0)).expect(200).text());
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOLLOW_UP_OWN", "CASE_CONFERENCE", "CONSULT", "SUBMIT"})
  void anotherPurposeReadsNothing(String purpose) {
    var word = Invented.word("afspraak");
    var sent = withSafetyPlan(consented(), word);

    var refused = TestPartner.of("az-tweede").as(purpose).get(sent.path());

    assertTrue(List.of(403, 404).contains(refused.status()), refused::text);
    assertFalse(refused.text().contains(word));
  }

  @Test
  void purposeThatTheConsentNamesIsEnough() {
    var report = Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CONSULT");
    var sent = withSafetyPlan(report, "x");

    TestPartner.of("az-tweede").as("CONSULT").get(sent.path()).expect(200);
    refused(grantee().get(sent.path()));
  }

  private static void refused(Answer answer) {
    assertTrue(List.of(403, 404).contains(answer.status()), answer::text);
  }

  @Test
  void anotherPartnerReadsNothing() {
    var sent = withSafetyPlan(consented(), "x");

    TestPartner.of("huisarts-voorbeeld")
        .as("CARE_COORDINATION")
        .get(sent.path())
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void consentForOneChildOpensNothingOfAnother() {
    var report =
        Report.ofSiblings("c1", "c2").consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);
    var mine = Invented.word("eerste");
    var others = Invented.word("tweede");
    var both = Invented.word("beiden");
    plan(sent, sent.child(0), mine);
    plan(sent, sent.child(1), others);
    plan(sent, null, both);

    var read = grantee().get(sent.path()).expect(200);

    assertTrue(read.text().contains(mine));
    assertFalse(read.text().contains(others), read::text);
    assertFalse(read.text().contains(both), "what is about both needs a consent for both");
  }

  private static void plan(Sent sent, String child, String text) {
    var plan = object("category", "SAFETY_PLAN", "text", text);
    if (child != null) {
      plan.put("child", child);
    }
    sent.contribute(Sent.antwerpen(), plan).expect(201);
  }

  @Test
  void unattendedGranteeReadsNothing() {
    var sent = withSafetyPlan(consented(), "x");

    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION", "system")
        .get(sent.path())
        .expectProblem(403, "UNATTENDED_LIMITED");
  }

  @Test
  void consentOfTomorrowOpensNothingToday() {
    var report = consented();
    consent(report).put("validFrom", LocalDate.now().plusDays(2).toString());
    var sent = withSafetyPlan(report, "x");

    refused(grantee().get(sent.path()));
  }

  @ParameterizedTest
  @CsvSource({
    "HELP_CONTENT, /consents/0/categories/0, CATEGORY_NOT_CONSENTABLE",
    "REPORTER_ID, /consents/0/categories/0, CATEGORY_NOT_CONSENTABLE",
    "RISK_FULL, /consents/0/categories/0, CATEGORY_NOT_CONSENTABLE"
  })
  void categoryThatNobodyCanGiveIsRefused(String category, String pointer, String code) {
    submit(Report.ofOneChild().consent("az-tweede", category, "CARE_COORDINATION"))
        .expect(422)
        .expectError(pointer, code);
  }

  @Test
  void granteeMustBeAPartner() {
    submit(Report.ofOneChild().consent("az-derde", "SAFETY_PLAN", "CARE_COORDINATION"))
        .expect(422)
        .expectError("/consents/0/grantee", "UNKNOWN_PARTNER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"FOSTER_PARENT", "STEP_PARENT"})
  void whoHasNoAuthorityCannotGiveIt(String role) {
    var report = consented();
    report.person(0).put("role", role).put("authority", "UNKNOWN");

    submit(report).expect(422);
  }

  @Test
  void childOfTwelveGivesItself() {
    var report = consented();
    report.child(0).put("birthDate", LocalDate.now().minusYears(13).toString()).remove("insz");

    submit(report).expect(422).expectError("/consents/0/givers", "CONSENT_CHILD_MUST_GIVE");

    consent(report).putArray("givers").add("c1");
    var sent = withSafetyPlan(report, "x");
    grantee().get(sent.path()).expect(200);
  }

  @Test
  void periodHasAnEndAndALongestLength() {
    var report = consented();
    consent(report).put("validFrom", "2026-02-01").put("validTo", "2026-01-01");
    submit(report).expect(422).expectError("/consents/0/validTo", "CONSENT_PERIOD_REVERSED");

    consent(report).put("validFrom", LocalDate.now().toString());
    consent(report).put("validTo", LocalDate.now().plusMonths(13).toString());
    submit(report).expect(422).expectError("/consents/0/validTo", "CONSENT_PERIOD_TOO_LONG");
  }

  @Test
  void childAndGiverMustBeInTheReport() {
    var report = consented();
    consent(report).put("child", "c9").putArray("givers").add("p9");

    submit(report).expect(422).expectError("/consents/0/child", "UNKNOWN_CHILD_KEY");

    consent(report).put("child", "c1");
    submit(report).expect(422).expectError("/consents/0/givers/0", "UNKNOWN_PERSON_KEY");
  }

  private static Answer submit(Report report) {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT").post("/api/referrals", report.json());
  }

  @Test
  void numberOfAChildFindsNothingForWhoMayNotKnowWhoItIs() {
    var report = consented();
    Sent.byHospital(report);
    Sent.byHospital(report.reference(Invented.word("nog-een")));
    var search = object("childInsz", report.child(0).get("insz").asText()).put("limit", 1);

    var found = grantee().post("/api/referrals/search", search).expect(200);

    assertEquals(0, found.json().path("items").size());
    assertTrue(found.json().path("next").isNull(), "a next page would tell that there are some");
  }

  @Test
  void itFindsTheChildThatAConsentShows() {
    var report = Report.ofOneChild().consent("ocj-voorbeeld", "CHILD_ID", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);
    var search = object("childInsz", report.child(0).get("insz").asText());

    var found =
        TestPartner.of("ocj-voorbeeld")
            .as("CARE_COORDINATION")
            .post("/api/referrals/search", search)
            .expect(200);

    assertEquals(sent.id(), found.at("/items/0/id"));
  }
}
