package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Gateway;
import testkit.Invented;
import testkit.Listing;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Consents after the report: given, refused, confirmed, taken back, and what they open. */
@AgainstTheGateway
class ConsentsIT {

  private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Europe/Brussels"));

  private static Requests grantee() {
    return TestPartner.of("az-tweede").as("CARE_COORDINATION");
  }

  /** A child with mother and father, who both hold authority. */
  private static Report family() {
    return Report.ofOneChild()
        .but(
            json ->
                json.withArray("persons")
                    .addObject()
                    .put("key", "p2")
                    .put("role", "FATHER")
                    .put("authority", "HOLDS"));
  }

  private static Report aged(Report report, LocalDate birthDate) {
    report.child(0).put("birthDate", birthDate.toString()).remove("insz");
    report.child(0).put("noInszReason", "NOT_KNOWN");
    return report;
  }

  private static Sent withPlan(Report report, String word) {
    var sent = Sent.byHospital(report);
    sent.contribute(Sent.antwerpen(), object("category", "SAFETY_PLAN", "text", word)).expect(201);
    return sent;
  }

  private static ObjectNode consent(Sent sent, String... givers) {
    return object(
        "referral",
        sent.id(),
        "child",
        "c1",
        "givers",
        List.of(givers),
        "grantee",
        "az-tweede",
        "categories",
        List.of("SAFETY_PLAN"),
        "purposes",
        List.of("CARE_COORDINATION"),
        "method",
        "WRITTEN",
        "language",
        "fr",
        "interpreter",
        true,
        "informedItems",
        List.of("who may read"),
        "evidenceHash",
        "9f86d081884c7d659a2feaa0c55ad015");
  }

  private static Answer give(Requests by, ObjectNode consent) {
    return by.post("/api/consents", consent);
  }

  private static String given(Sent sent, String... givers) {
    return give(Sent.antwerpen(), consent(sent, givers)).expect(201).at("/id");
  }

  private static Answer withdraw(Requests by, String consent, String giver) {
    return by.post(
        "/api/consents/" + consent + "/withdrawal", object("giver", giver, "channel", "telephone"));
  }

  private static List<String> events(String consent) {
    return Gateway.running()
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient || case when exists (select 1 from outbox_stop s"
                            + " where s.event = e.id) then ' stopped' else '' end from outbox_event e"
                            + " where payload ->> 'consent' = :id order by id")
                    .bind("id", consent)
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void consentThatOpensTheSameTakesThePlaceOfTheEarlierOne() {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var first = given(sent, "p1", "p2");

    var second = given(sent, "p1", "p2");

    assertEquals(
        "SUPERSEDED", Sent.antwerpen().get("/api/consents/" + first).expect(200).at("/status"));
    assertEquals(
        "ACTIVE", Sent.antwerpen().get("/api/consents/" + second).expect(200).at("/status"));
    assertEquals(
        List.of("CONSENT_GIVEN az-tweede stopped", "CONSENT_SUPERSEDED az-tweede"), events(first));
    grantee().get(sent.path()).expect(200);
    withdraw(Sent.antwerpen(), second, "p1").expect(200);
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void narrowerConsentEndsTheWiderOneOnlyWhereItNamesIt() {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var both = consent(sent, "p1", "p2");
    both.withArray("categories").add("PLACEMENT");
    var wider = give(Sent.antwerpen(), both).expect(201).at("/id");

    var beside = give(Sent.antwerpen(), consent(sent, "p1", "p2")).expect(201);
    assertEquals("WIDER_CONSENT_REMAINS", beside.at("/warnings/0/code"));
    var instead = consent(sent, "p1", "p2");
    instead.putArray("replaces").add(wider);
    var narrower = give(Sent.antwerpen(), instead).expect(201);

    assertFalse(narrower.json().has("warnings"));
    assertEquals(
        "SUPERSEDED", Sent.antwerpen().get("/api/consents/" + wider).expect(200).at("/status"));
    give(Sent.antwerpen(), instead)
        .expect(422)
        .expectError("/replaces/0", "CONSENT_NOT_REPLACEABLE");
  }

  @Test
  void granteeReadsOnTheNextRequestAndIsDeniedOnTheNextAfterOneParentTakesItBack() {
    var word = Invented.word("afspraak");
    var sent = withPlan(family(), word);
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");

    var given = give(Sent.antwerpen(), consent(sent, "p1", "p2")).expect(201);

    assertEquals("/api/consents/" + given.at("/id"), path(given));
    assertEquals(sent.child(0), given.at("/child"));
    assertEquals("ACTIVE", given.at("/status"));
    assertTrue(given.json().at("/usable").asBoolean());
    assertEquals(word, grantee().get(sent.path()).expect(200).at("/contributions/0/text"));

    var withdrawn = withdraw(Sent.antwerpen(), given.at("/id"), "p2").expect(200);

    assertEquals("WITHDRAWN", withdrawn.at("/status"));
    assertEquals("STOPPED", withdrawn.at("/standing"));
    assertEquals("p2", withdrawn.at("/history/0/giver"));
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
    assertEquals(
        List.of("CONSENT_GIVEN az-tweede stopped", "CONSENT_WITHDRAWN az-tweede"),
        events(given.at("/id")));
  }

  private static String path(Answer created) {
    return created.header("Location").orElse("").replaceFirst("^https?://[^/]+", "");
  }

  @Test
  void takingBackTwiceIsTakingBackOnce() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");

    withdraw(Sent.antwerpen(), consent, "p1").expect(200);
    var again = withdraw(Sent.antwerpen(), consent, "p2").expect(200);

    assertEquals(1, again.json().path("history").size());
    assertEquals(2, events(consent).size());
  }

  @Test
  void allOfItIsShownToTheCentre() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");

    var read = Sent.antwerpen().get("/api/consents/" + consent).expect(200);

    assertEquals("[\"p1\",\"p2\"]", read.json().path("givers").toString());
    assertEquals("[\"who may read\"]", read.json().path("informedItems").toString());
    assertEquals("9f86d081884c7d659a2feaa0c55ad015", read.at("/evidenceHash"));
    assertTrue(read.json().path("interpreter").asBoolean());
    assertEquals("WRITTEN", read.at("/method"));
    assertEquals("fr", read.at("/language"));
    assertEquals("vk-antwerpen", read.at("/recordedBy"));
    assertEquals("1", read.at("/version"));
    assertEquals(TODAY.plusMonths(6).toString(), read.at("/validTo"));
  }

  @ParameterizedTest
  @CsvSource({
    "nl,Ze kan nu gebruikt worden.",
    "fr,Il peut être utilisé maintenant.",
    "en,It can be used now."
  })
  void howItStandsIsToldInTheReadersLanguage(String language, String words) {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");

    var read = Sent.antwerpen().in(language).get("/api/consents/" + consent).expect(200);

    assertEquals(words, read.at("/words"));
  }

  @Test
  void submitterRecordsWhatWasGivenToItAndTheCentreIsTold() {
    var sent = withPlan(family(), "x");

    var given = give(Sent.hospital(), consent(sent, "p1", "p2")).expect(201);

    assertFalse(given.text().contains("vk-antwerpen"), "who recorded it stays with the centre");
    grantee().get(sent.path()).expect(200);
    assertEquals(
        List.of("CONSENT_GIVEN az-tweede", "CONSENT_GIVEN vk-antwerpen"), events(given.at("/id")));
    withdraw(Sent.hospital(), given.at("/id"), "p1").expect(200);
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  @Test
  void submitterTakesBackOnlyWhatItRecorded() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");

    withdraw(Sent.hospital(), consent, "p1").expectProblem(403, "NOT_OWNER");
    grantee().get(sent.path()).expect(200);
  }

  @Test
  void granteeMayReadItAndNotChangeIt() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");
    var az = TestPartner.of("az-tweede").as("FOLLOW_UP_OWN");

    var listed = az.get("/api/consents?child=" + sent.child(0)).expect(200);

    assertEquals(consent, listed.at("/items/0/id"));
    assertEquals(1, listed.json().path("items").size());
    assertFalse(listed.text().contains("vk-antwerpen"));
    withdraw(az, consent, "p1").expectProblem(403, "NOT_OWNER");
    give(az, consent(sent, "p1", "p2")).expectProblem(403, "NOT_OWNER");
  }

  @Test
  void granteeSeesItForThePurposeItWasGivenFor() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");

    var listed = grantee().get("/api/consents?child=" + sent.child(0)).expect(200);

    assertEquals(consent, listed.at("/items/0/id"));
  }

  @Test
  void eachSeesItsOwnOfAChildsConsents() {
    var sent = withPlan(family(), "x");
    var byCentre = given(sent, "p1", "p2");
    var bySubmitter = give(Sent.hospital(), consent(sent, "p1", "p2")).expect(201).at("/id");
    var path = "/api/consents?child=" + sent.child(0);

    assertEquals(List.of(byCentre, bySubmitter), ids(Sent.antwerpen().get(path).expect(200)));
    assertEquals(List.of(bySubmitter), ids(Sent.hospital().get(path).expect(200)));
  }

  private static List<String> ids(Answer page) {
    return Answer.stream(page.json().path("items"))
        .map(item -> item.path("id").asText())
        .sorted()
        .toList();
  }

  @Test
  void whoHasNothingToDoWithAChildGetsTheAnswerOfNoChild() {
    var sent = withPlan(family(), "x");
    var consent = given(sent, "p1", "p2");
    var other = TestPartner.of("huisarts-voorbeeld").as("CARE_COORDINATION");
    var nobody = UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00");

    same(
        other.get("/api/consents?child=" + sent.child(0)).expect(200),
        other.get("/api/consents?child=" + nobody).expect(200));
    same(
        other.get("/api/consents/" + consent).expect(404),
        other.get("/api/consents/" + nobody).expect(404));
    same(
        withdraw(other, consent, "p1").expect(404),
        withdraw(other, nobody.toString(), "p1").expect(404));
    var elsewhere = consent(sent, "p1", "p2").put("referral", nobody.toString());
    same(give(other, consent(sent, "p1", "p2")).expect(404), give(other, elsewhere).expect(404));
  }

  private static void same(Answer one, Answer two) {
    var trace = "\"traceId\":\"[^\"]*\"";
    assertEquals(one.text().replaceAll(trace, ""), two.text().replaceAll(trace, ""));
    assertEquals(one.headers().map().keySet(), two.headers().map().keySet());
  }

  @Test
  void refusalIsOnRecordAndToldToTheCentreAlone() {
    var sent = withPlan(family(), "x");

    var refused = give(Sent.hospital(), consent(sent, "p2").put("status", "REFUSED")).expect(201);

    assertEquals("REFUSED", refused.at("/status"));
    assertFalse(refused.json().path("usable").asBoolean());
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
    assertEquals(List.of("CONSENT_REFUSED vk-antwerpen"), events(refused.at("/id")));
    withdraw(Sent.antwerpen(), refused.at("/id"), "p2").expectProblem(409, "CONSENT_NOT_ACTIVE");
  }

  @ParameterizedTest
  @CsvSource({
    "FOSTER_PARENT, HOLDS, CONSENT_GIVER_FOSTER_PARENT",
    "STEP_PARENT, HOLDS, CONSENT_GIVER_STEP_PARENT",
    "OTHER_CARER, UNKNOWN, CONSENT_GIVER_NOT_VALID",
    "FATHER, DEPRIVED, CONSENT_GIVER_NO_AUTHORITY"
  })
  void whoMayNotGiveItIsToldWhy(String role, String authority, String code) {
    var report = Report.ofOneChild();
    report.person(0).put("role", role).put("authority", authority);
    var sent = withPlan(report, "x");

    give(Sent.antwerpen(), consent(sent, "p1"))
        .expectProblem(422, code)
        .expectError("/givers", code);
  }

  @Test
  void everythingWrongIsToldAtItsPlace() {
    var sent = withPlan(family(), "x");
    var wrong = consent(sent, "p1", "p9").put("grantee", "az-derde").put("child", "c9");
    give(Sent.antwerpen(), wrong).expect(422).expectError("/child", "UNKNOWN_CHILD");
    wrong.put("child", sent.child(0)).putArray("categories").add("RISK_FULL");
    give(Sent.antwerpen(), wrong)
        .expect(422)
        .expectError("/grantee", "UNKNOWN_PARTNER")
        .expectError("/categories/0", "CATEGORY_NOT_CONSENTABLE")
        .expectError("/givers/1", "UNKNOWN_PERSON_KEY");
    wrong.put("status", "WITHDRAWN");
    give(Sent.antwerpen(), wrong).expect(422).expectError("/status", "UNKNOWN_CODE");
  }

  @Test
  void childAndCentreNeedNoReferralNamedWhereTheChildIsNamedById() {
    var sent = withPlan(family(), "x");
    var consent = consent(sent, "p1", "p2").put("child", sent.child(0));
    consent.remove("referral");

    give(Sent.antwerpen(), consent).expect(201);
    give(Sent.antwerpen(), consent.put("child", "c1"))
        .expect(422)
        .expectError("/referral", "MISSING");
  }

  @Test
  void childThatTurnedTwelveConfirmsWhatItsParentsGave() {
    var sent = withPlan(aged(family(), TODAY.minusYears(11)), "x");
    var consent = given(sent, "p1", "p2");
    confirm(consent).expectProblem(409, "CONSENT_NOT_AWAITED");
    turnTwelve(sent);
    assertEquals(
        "PENDING_CHILD_CONFIRMATION",
        Sent.antwerpen().get("/api/consents/" + consent).expect(200).at("/status"));
    refused(grantee().get(sent.path()));

    var confirmed = confirm(consent).expect(200);

    assertEquals("ACTIVE", confirmed.at("/status"));
    assertEquals("2", confirmed.at("/version"));
    assertTrue(confirmed.json().path("givers").toString().contains("c1"));
    grantee().get(sent.path()).expect(200);
    confirm(consent).expect(200);
    assertTrue(events(consent).contains("CONSENT_CONFIRMED az-tweede"));

    assertEquals("WITHDRAWN", withdraw(Sent.antwerpen(), consent, "c1").expect(200).at("/status"));
    refused(grantee().get(sent.path()));
  }

  @Test
  void childThatDecidesGoesOnWhenAParentLeaves() {
    var sent = withPlan(aged(family(), TODAY.minusYears(13)), "x");
    var consent = given(sent, "c1", "p1");

    var goesOn = withdraw(Sent.antwerpen(), consent, "p1").expect(200);

    assertEquals("ACTIVE", goesOn.at("/status"));
    assertEquals("[\"c1\"]", goesOn.json().path("givers").toString());
    grantee().get(sent.path()).expect(200);
    withdraw(Sent.antwerpen(), consent, "p2")
        .expectProblem(422, "CONSENT_NOT_THEIRS")
        .expectError("/giver", "CONSENT_NOT_THEIRS");
  }

  @Test
  void granteeIsToldThatItCoversLessWithoutAParent() {
    var sent = withPlan(aged(Report.ofOneChild(), TODAY.minusYears(13)), "x");
    var both = consent(sent, "c1", "p1");
    both.putArray("categories").add("SAFETY_PLAN").add("FAMILY_ID");
    var consent = give(Sent.antwerpen(), both).expect(201).at("/id");

    withdraw(Sent.antwerpen(), consent, "p1").expect(200);

    assertEquals(List.of("CONSENT_GIVEN az-tweede", "CONSENT_NARROWED az-tweede"), events(consent));
  }

  @Test
  void whoTakesItBackIsToldThatAnotherGroundRemains() {
    var sent = withPlan(Report.ofOneChild(), "x");
    var ocj = consent(sent, "p1").put("grantee", "ocj-voorbeeld");
    var consent = give(Sent.antwerpen(), ocj).expect(201).at("/id");
    ground(sent, "ocj-voorbeeld");

    var withdrawn = withdraw(Sent.antwerpen(), consent, "p1").expect(200);

    assertEquals(List.of(" OTHER_GROUND_REMAINS"), withdrawn.warnings());
  }

  private static void ground(Sent sent, String grantee) {
    Gateway.running()
        .asOwner()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into ground (id, referral, ground, grantee, valid_from, valid_until, origin,"
                            + " recorded_by, recorded_role, recorded_at) values (gen_random_uuid(), :id,"
                            + " 'G1_SHARED_SECRECY', :grantee, now() - interval '1 hour',"
                            + " now() + interval '1 hour', gen_random_uuid(), 'vk-antwerpen', 'x', now())")
                    .bind("id", UUID.fromString(sent.id()))
                    .bind("grantee", grantee)
                    .execute());
  }

  @Test
  void unattendedWorkPutsNothingOnRecord() {
    var sent = withPlan(family(), "x");
    var system = TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN", "system");

    give(system, consent(sent, "p1", "p2")).expectProblem(403, "UNATTENDED_LIMITED");
    assertEquals(
        0,
        Sent.antwerpen().get("/api/consents?child=" + sent.child(0)).json().path("items").size());
  }

  /** Assessed capable, a younger child decides as one of twelve does. */
  private static void turnTwelve(Sent sent) {
    capacity(sent, "ASSESSED_CAPABLE").expect(201);
  }

  private static Answer capacity(Sent sent, String result) {
    return Sent.antwerpen()
        .post(
            "/api/children/" + sent.child(0) + "/capacity",
            object(
                "result",
                result,
                "motivation",
                "Begrijpt wat gedeeld wordt en met wie.",
                "reviewOn",
                TODAY.plusMonths(6).toString()));
  }

  private static Answer confirm(String consent) {
    return Sent.antwerpen()
        .post("/api/consents/" + consent + "/confirmation", object("channel", "conversation"));
  }

  private static void refused(Answer answer) {
    assertTrue(List.of(403, 404).contains(answer.status()), answer::text);
  }

  @Test
  void assessmentIsTakenBackAndItsHistoryStays() {
    var sent = withPlan(family(), "x");
    given(sent, "p1", "p2");
    capacity(sent, "ASSESSED_CAPABLE").expect(201);
    refused(grantee().get(sent.path()));

    var back = capacity(sent, "PRESUMED_BY_AGE").expect(201);

    assertEquals("PRESUMED_BY_AGE", back.at("/facts/0/value"));
    assertEquals(2, back.json().path("history").size());
    assertEquals("Dr. Proef Persoon", back.at("/history/1/author"));
    grantee().get(sent.path()).expect(200);
    capacity(sent, "PRESUMED_BY_AGE").expect(201);
    var read = Sent.antwerpen().get("/api/children/" + sent.child(0) + "/capacity").expect(200);
    assertEquals(2, read.json().path("history").size(), "a repetition adds nothing");
  }

  @Test
  void authorityAndDisagreementDecideAtTheNextRequest() {
    var sent =
        withPlan(
            Report.ofOneChild()
                .but(
                    json ->
                        json.withArray("persons")
                            .addObject()
                            .put("key", "p2")
                            .put("role", "FATHER")),
            "x");
    var consent = given(sent, "p1");
    grantee().get(sent.path()).expect(200);
    var path = sent.path() + "/children/" + sent.child(0) + "/authority";

    put(path, object("person", "p2", "disagrees", true, "evidence", "Telefoon van de vader."))
        .expect(200);
    refused(grantee().get(sent.path()));
    assertEquals("DISAGREEMENT", Sent.antwerpen().get("/api/consents/" + consent).at("/standing"));

    var deprived =
        put(path, object("person", "p2", "authority", "DEPRIVED", "evidence", "Vonnis 3 november"))
            .expect(200);
    assertEquals("DEPRIVED", find(deprived, "AUTHORITY"));
    grantee().get(sent.path()).expect(200);
    put(path, object("person", "p9", "authority", "HOLDS", "evidence", "x"))
        .expect(422)
        .expectError("/person", "UNKNOWN_PERSON_KEY");
    put(path, object("person", "p2", "evidence", "x")).expect(422);
  }

  private static String find(Answer facts, String kind) {
    return Answer.stream(facts.json().path("facts"))
        .filter(fact -> fact.path("kind").asText().equals(kind))
        .findFirst()
        .orElseThrow()
        .path("value")
        .asText();
  }

  @Test
  void fosterParentGivesItOnceDelegationIsDocumented() {
    var report = Report.ofOneChild();
    report.person(0).put("role", "FOSTER_PARENT").put("authority", "DELEGATED");
    var sent = withPlan(report, "x");
    give(Sent.antwerpen(), consent(sent, "p1")).expect(422);

    put(
            sent.path() + "/children/" + sent.child(0) + "/authority",
            object(
                "person", "p1",
                "authority", "DELEGATED",
                "delegationDocument", "2026/114",
                "evidence", "Beschikking van de jeugdrechter"))
        .expect(200);

    give(Sent.antwerpen(), consent(sent, "p1")).expect(201);
  }

  @Test
  void allegedPerpetratorCannotGiveAloneAndTheSubmitterIsNotToldWhy() {
    var sent = withPlan(Report.ofOneChild(), "x");
    var path = sent.path() + "/children/" + sent.child(0) + "/flags";
    var flag =
        object(
            "allegedPerpetrator",
            Map.of(
                "person",
                "p1",
                "value",
                true,
                "motivation",
                "Bevindingen van het centrum",
                "reviewOn",
                TODAY.plusMonths(3).toString()));

    put(path, flag).expect(200);

    give(Sent.antwerpen(), consent(sent, "p1")).expectProblem(422, "CONSENT_GIVER_ALLEGED");
    give(Sent.hospital(), consent(sent, "p1")).expectProblem(422, "CONSENT_GIVER_NOT_VALID");
    ((ObjectNode) flag.path("allegedPerpetrator")).put("value", false);
    put(path, flag).expect(200);
    give(Sent.hospital(), consent(sent, "p1")).expect(201);
    var read = Sent.antwerpen().get(path).expect(200);
    assertEquals(2, read.json().path("history").size());
    assertEquals("false", find(read, "ALLEGED_PERPETRATOR"));
    assertEquals("Bevindingen van het centrum", read.at("/history/0/motivation"));
  }

  @Test
  void secretAddressHidesTheCentreFromTheNextReader() {
    var sent = withPlan(Report.ofOneChild(), "x");
    var path = sent.path() + "/children/" + sent.child(0) + "/flags";
    assertEquals("vk-antwerpen", sent.read(Sent.hospital()).at("/vk/code"));

    put(
            path,
            object(
                "secretAddress",
                Map.of("value", true, "motivation", "Moeder is ondergedoken met het kind")))
        .expect(200);

    assertFalse(sent.read(Sent.hospital()).text().contains("vk-antwerpen"));
    put(path, object("secretAddress", Map.of("value", false, "motivation", "Terug in het gezin")))
        .expect(200);
    assertEquals("vk-antwerpen", sent.read(Sent.hospital()).at("/vk/code"));
  }

  @Test
  void onlyTheCentreSaysWhoDecides() {
    var sent = withPlan(Report.ofOneChild(), "x");
    var flags = sent.path() + "/children/" + sent.child(0) + "/flags";
    var flag =
        object("secretAddress", Map.of("value", true, "motivation", "Gezin is gevlucht uit huis"));
    var ocj = TestPartner.of("ocj-voorbeeld").as("CASE_MANAGEMENT");

    ocj.put(flags, flag.toString(), "application/json").expectProblem(404, "NOT_FOUND");
    ocj.get(flags).expectProblem(404, "NOT_FOUND");
    Sent.centre("vk-limburg").get(flags).expectProblem(404, "NOT_FOUND");
    Sent.hospital().get(flags).expectProblem(403, "NOT_OWNER");
    Sent.hospital()
        .get("/api/children/" + sent.child(0) + "/capacity")
        .expectProblem(403, "NOT_OWNER");
  }

  @Test
  void reviewLiesAhead() {
    var sent = withPlan(Report.ofOneChild(), "x");
    Sent.antwerpen()
        .post(
            "/api/children/" + sent.child(0) + "/capacity",
            object(
                "result", "ASSESSED_CAPABLE",
                "motivation", "Begrijpt wat gedeeld wordt.",
                "reviewOn", TODAY.toString()))
        .expect(422)
        .expectError("/reviewOn", "REVIEW_NOT_AHEAD");
  }

  private static Answer put(String path, ObjectNode body) {
    return Sent.antwerpen().put(path, body.toString(), "application/json");
  }

  @Test
  void whatLapsesIsListedOnceWithTheLetterForTheChild() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var soon = consent(sent, "p1").put("validTo", TODAY.plusDays(10).toString());
    var ends = give(Sent.antwerpen(), soon).expect(201).at("/id");
    var child = Sent.byHospital(aged(Report.ofOneChild(), TODAY.minusYears(12).plusDays(20)));
    var birthday = given(child, "p1");
    var later = given(Sent.byHospital(Report.ofOneChild()), "p1");

    var all = Listing.all(Sent.antwerpen(), "/api/consents/lapsing", "within=60d&limit=1");

    var ids = all.stream().map(item -> item.path("consent").asText()).toList();
    assertEquals(ids.size(), ids.stream().distinct().count());
    assertTrue(ids.indexOf(ends) >= 0 && ids.indexOf(ends) < ids.indexOf(birthday), ids::toString);
    assertFalse(ids.contains(later));
    var item = all.get(ids.indexOf(birthday));
    assertEquals("CHILD_MUST_CONFIRM", item.path("then").asText());
    assertEquals(TODAY.plusDays(19).toString(), item.path("lastDay").asText());
    assertEquals("fr", item.at("/letter/language").asText());
    assertEquals("[\"c1\",\"p1\"]", item.at("/letter/to").toString());
    assertTrue(item.at("/letter/text").asText().contains("tu peux décider toi-même"));

    withdraw(Sent.antwerpen(), ends, "p1").expect(200);
    assertFalse(
        Listing.all(Sent.antwerpen(), "/api/consents/lapsing", "within=60d").stream()
            .anyMatch(each -> each.path("consent").asText().equals(ends)));
    Sent.hospital().get("/api/consents/lapsing").expectProblem(403, "NOT_PERMITTED_FOR_KIND");
    assertFalse(
        Listing.all(Sent.centre("vk-limburg"), "/api/consents/lapsing", "within=60d").stream()
            .anyMatch(each -> each.path("consent").asText().equals(birthday)));
    Sent.antwerpen()
        .get("/api/consents/lapsing?within=soon")
        .expectProblem(400, "INVALID_PARAMETER");
  }

  private static ObjectNode resource(Sent sent) {
    var terms = "https://schakel.example/fhir/CodeSystem/";
    var consent = object("resourceType", "Consent", "status", "active");
    consent.putObject("patient").put("reference", "Patient/" + sent.child(0));
    for (var key : List.of("p1", "p2")) {
      consent
          .withArray("performer")
          .addObject()
          .put("reference", "RelatedPerson/" + sent.child(0) + "-" + key);
    }
    consent.withArray("policy").addObject().put("uri", "https://schakel.example/policy");
    var provision = consent.putObject("provision").put("type", "permit");
    provision
        .withArray("actor")
        .addObject()
        .putObject("reference")
        .putObject("identifier")
        .put("system", "https://schakel.example/fhir/NamingSystem/partner")
        .put("value", "az-tweede");
    provision
        .withArray("securityLabel")
        .addObject()
        .put("system", terms + "data-category")
        .put("code", "SAFETY_PLAN");
    provision
        .withArray("purpose")
        .addObject()
        .put("system", terms + "purpose")
        .put("code", "CARE_COORDINATION");
    return consent;
  }

  private static Answer create(Requests by, ObjectNode resource) {
    return by.post("/fhir/Consent", resource.toString(), "application/fhir+json");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void consentSentAgainWithItsKeyIsTheFirst(boolean fhir) {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var keyed = Sent.antwerpen().with("Idempotency-Key", UUID.randomUUID().toString());

    var first = put(keyed, sent, fhir).expect(201);
    var again = put(keyed, sent, fhir).expect(201);

    assertEquals(first.text(), again.text());
    assertEquals(first.header("Location"), again.header("Location"));
    assertEquals(List.of("CONSENT_GIVEN az-tweede"), events(first.at("/id")));
    assertEquals(
        1, Sent.antwerpen().get("/api/consents?child=" + sent.child(0)).json().at("/items").size());
  }

  private static Answer put(Requests by, Sent sent, boolean fhir) {
    return fhir ? create(by, resource(sent)) : give(by, consent(sent, "p1", "p2"));
  }

  @Test
  void consentSentAgainWithItsKeyIsGivenAsItStandsAndNotAnew() {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var keyed = Sent.antwerpen().with("Idempotency-Key", UUID.randomUUID().toString());
    var id = give(keyed, consent(sent, "p1", "p2")).expect(201).at("/id");
    withdraw(Sent.antwerpen(), id, "p1").expect(200);

    var again = give(keyed, consent(sent, "p1", "p2")).expect(201);

    assertEquals(id, again.at("/id"));
    assertEquals("WITHDRAWN", again.at("/status"));
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
    give(Sent.antwerpen(), consent(sent, "p1", "p2")).expect(201);
    grantee().get(sent.path()).expect(200);
  }

  @Test
  void sentAgainItIsRemarkedOnAgain() {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var both = consent(sent, "p1", "p2");
    both.withArray("categories").add("PLACEMENT");
    give(Sent.antwerpen(), both).expect(201);
    var keyed = Sent.antwerpen().with("Idempotency-Key", UUID.randomUUID().toString());

    for (int times = 0; times < 2; times++) {
      var beside = give(keyed, consent(sent, "p1", "p2")).expect(201);
      assertEquals("WIDER_CONSENT_REMAINS", beside.at("/warnings/0/code"));
    }
  }

  @Test
  void keyOfAnotherConsentIsRefused() {
    var sent = withPlan(family(), Invented.word("afspraak"));
    var keyed = Sent.antwerpen().with("Idempotency-Key", UUID.randomUUID().toString());
    give(keyed, consent(sent, "p1", "p2")).expect(201);

    var other = consent(sent, "p1", "p2");
    other.put("validTo", TODAY.plusDays(30).toString());

    give(keyed, other).expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
    give(keyed, consent(withPlan(family(), "x"), "p1", "p2"))
        .expectProblem(422, "IDEMPOTENCY_KEY_REUSED");
  }

  @Test
  void bothFacesShowTheSameRecord() {
    var sent = withPlan(family(), "x");

    var created = create(Sent.antwerpen(), resource(sent)).expect(201);

    var id = created.at("/id");
    assertEquals("/fhir/Consent/" + id + "/_history/1", path(created));
    assertEquals("active", created.at("/status"));
    assertEquals("IRCP", created.at("/provision/actor/0/role/coding/0/code"));
    assertFalse(created.json().has("verification"));
    grantee().get(sent.path()).expect(200);
    assertEquals(
        "[\"p1\",\"p2\"]",
        Sent.antwerpen().get("/api/consents/" + id).expect(200).json().path("givers").toString());
    assertEquals(List.of(id), found(sent, "active"));
    assertEquals(List.of(), found(sent, "inactive"));
    var number = "patient.identifier=" + sent.read(Sent.antwerpen()).at("/children/0/insz");
    assertEquals(List.of(id), searched(Sent.antwerpen(), number + "&status=active"));
    assertEquals(
        List.of(), searched(Sent.antwerpen(), number + "&status=active&actor=uz-voorbeeld"));
    assertEquals(
        List.of(id),
        searched(Sent.antwerpen(), number + "&status=active&actor=Organization/az-tweede"));
    assertEquals(List.of(), searched(Sent.centre("vk-limburg"), number + "&status=active"));

    withdraw(Sent.antwerpen(), id, "p1").expect(200);

    var read = Sent.antwerpen().get("/fhir/Consent/" + id).expect(200);
    assertEquals("inactive", read.at("/status"));
    assertEquals("2", read.at("/meta/versionId"));
    var before = Sent.antwerpen().get("/fhir/Consent/" + id + "/_history/1").expect(200);
    assertEquals("active", before.at("/status"));
    Sent.antwerpen().get("/fhir/Consent/" + id + "/_history/3").expect(404);
    var history = Sent.antwerpen().get("/fhir/Consent/" + id + "/_history").expect(200);
    assertEquals(2, history.json().path("entry").size());
    assertEquals("W/\"2\"", history.at("/entry/0/response/etag"));
    assertEquals("PUT", history.at("/entry/0/request/method"));
    assertEquals("POST", history.at("/entry/1/request/method"));
    assertEquals("201", history.at("/entry/1/response/status"));
    assertEquals(before.json(), history.json().at("/entry/1/resource"));
    Sent.centre("vk-limburg").get("/fhir/Consent/" + id + "/_history").expect(404);
    assertEquals(List.of(id), found(sent, "inactive,rejected"));
    grantee().get(sent.path()).expectProblem(404, "NOT_FOUND");
  }

  private static List<String> found(Sent sent, String status) {
    return searched(Sent.antwerpen(), "patient=Patient/" + sent.child(0) + "&status=" + status);
  }

  private static List<String> searched(Requests by, String form) {
    var page =
        by.post("/fhir/Consent/_search", form, "application/x-www-form-urlencoded").expect(200);
    return Answer.stream(page.json().path("entry"))
        .map(entry -> entry.at("/resource/id").asText())
        .toList();
  }

  @Test
  void fhirSearchNeedsPatientAndStatus() {
    Sent.antwerpen().get("/fhir/Consent?status=active").expect(400);
    Sent.antwerpen().get("/fhir/Consent?patient=Patient/x").expect(400);
    var nothing = Sent.antwerpen().get("/fhir/Consent?patient=Patient/x&status=active").expect(200);
    assertTrue(nothing.json().path("entry").isMissingNode());
  }

  @Test
  void fhirTellsWhatIsWrongAtItsPlace() {
    var sent = withPlan(family(), "x");
    var wrong = resource(sent);
    ((ObjectNode) wrong.at("/provision/securityLabel/0")).put("code", "HELP_CONTENT");

    var refused = create(Sent.antwerpen(), wrong).expect(422);

    assertEquals("Consent.provision.securityLabel[0].code", refused.at("/issue/0/expression/0"));
    ((ObjectNode) wrong.at("/provision")).putArray("action").addObject().put("text", "read");
    assertTrue(create(Sent.antwerpen(), wrong).expect(422).text().contains("action"));
    var refusal = resource(sent).put("status", "rejected");
    assertEquals("rejected", create(Sent.hospital(), refusal).expect(201).at("/status"));
  }
}
