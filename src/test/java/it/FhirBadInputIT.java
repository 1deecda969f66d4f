package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.SubmissionToBundle;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Forge;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Bad input at the FHIR door: an OperationOutcome that names code and place, and nothing lost. */
@AgainstTheGateway
class FhirBadInputIT {

  private static final String FHIR = "application/fhir+json";

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }

  private static Answer submit(String body) {
    return hospital().post("/fhir", body, FHIR);
  }

  private static String bundle(Report report) {
    return SubmissionToBundle.of(report.json()).toString();
  }

  /** The first resource of a type in a Bundle. */
  private static ObjectNode resource(JsonNode bundle, String type) {
    return (ObjectNode)
        Answer.stream(bundle.path("entry"))
            .map(entry -> entry.path("resource"))
            .filter(resource -> resource.path("resourceType").asText().equals(type))
            .findFirst()
            .orElseThrow();
  }

  private static void outcome(Answer answer, int status, String code) {
    answer.expect(status);
    assertEquals("OperationOutcome", answer.at("/resourceType"), answer::text);
    assertTrue(answer.contentType().startsWith(FHIR), answer::contentType);
    assertTrue(codes(answer).contains(code), () -> code + " in " + answer.text());
    for (var word : List.of("Exception", "be.schakel", "ca.uhn", "com.ibm", "HAPI-", "\tat ")) {
      assertFalse(answer.text().contains(word), word + " in " + answer.text());
    }
  }

  private static List<String> codes(Answer answer) {
    return Answer.stream(answer.json().path("issue"))
        .map(issue -> issue.at("/details/coding/0/code").asText())
        .toList();
  }

  private static List<String> places(Answer answer) {
    return Answer.stream(answer.json().path("issue"))
        .map(issue -> issue.at("/expression/0").asText())
        .toList();
  }

  /** A Binary is no report and no Consent: nothing else would look at it. */
  @Test
  void binaryUnderRulesThatNobodyHereKnowsIsRefused() {
    var refused =
        hospital()
            .post(
                "/fhir/Binary",
                """
                {"resourceType": "Binary", "implicitRules": "https://a.example/rules",
                 "contentType": "text/plain", "data": "aGFsbG8="}""",
                FHIR);
    outcome(refused, 422, "UNKNOWN_MODIFIER");
    assertEquals(List.of("Binary.implicitRules"), places(refused));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"resourceType\": \"Bundle\"",
        "{\"resourceType\": Bundle}",
        "{\"resourceType\": \"Bundle\",}",
        "{\"resourceType\": \"Bundle\"} {}"
      })
  void bodyThatIsNoJsonIsRefused(String body) {
    outcome(submit(body), 400, "MALFORMED_BODY");
  }

  @Test
  void deepNestingIsRefused() {
    var levels = 10_000;
    var nested =
        "{\"resourceType\":\"Bundle\",\"entry\":" + "[".repeat(levels) + "]".repeat(levels) + "}";
    outcome(submit(nested), 400, "TOO_DEEP");
    var extension = "{\"extension\":[".repeat(levels) + "]}".repeat(levels);
    outcome(submit(extension), 400, "TOO_DEEP");
  }

  /** RFC 3339 knows offsets up to 23:59, Java up to 18:00, PostgreSQL up to 15:59. */
  @ParameterizedTest
  @ValueSource(strings = {"%2B15:59", "%2B16:00", "%2B18:00", "-18:00"})
  void farAwayOffsetIsATimeLikeAnother(String offset) {
    var since = "/fhir/ServiceRequest?_lastUpdated=ge2026-11-21T10:00:00" + offset;

    TestPartner.of("uz-voorbeeld").as("FOLLOW_UP_OWN").get(since).expect(200);
  }

  @Test
  void propertyGivenTwiceIsRefused() {
    var body = bundle(Report.ofOneChild()).replaceFirst("\\{", "{\"type\":\"batch\",");

    var answer = submit(body);

    outcome(answer, 400, "DUPLICATE_PROPERTY");
    assertEquals("Bundle.type", answer.at("/issue/0/expression/0"));
  }

  @Test
  void moreThanTenMebibytesAreRefused() {
    var report = Report.ofOneChild().but(json -> json.put("facts", "x".repeat(10 * 1024 * 1024)));

    outcome(submit(bundle(report)), 413, "BODY_TOO_LARGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/plain", "text/turtle", "application/fhir+json; fhirVersion=3.0"})
  void wrongContentTypeIsRefused(String contentType) {
    outcome(
        hospital().post("/fhir", bundle(Report.ofOneChild()), contentType),
        415,
        "UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/fhir+json", "application/fhir+xml", "application/json"})
  void whoSpeaksAnotherVersionOfFhirIsToldWhichIsSpoken(String type) {
    var refused = hospital().post("/fhir", bundle(Report.ofOneChild()), type + "; fhirVersion=5.0");

    outcome(refused, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertTrue(refused.at("/issue/0/details/text").contains("fhirVersion=4.0"), refused::text);
  }

  @Test
  void whoWantsAnotherVersionOfFhirIsToldWhichIsSpoken() {
    var refused =
        hospital()
            .with("Accept", "application/fhir+json; fhirVersion=5.0")
            .post("/fhir", bundle(Report.ofOneChild()), FHIR);

    outcome(refused, 406, "NOT_ACCEPTABLE");
    assertTrue(refused.at("/issue/0/details/text").contains("fhirVersion=4.0"), refused::text);
  }

  /** Also where a space was not encoded. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "application/fhir%2Bjson;fhirVersion=5.0",
        "application/fhir+xml;%20fhirVersion=3.0"
      })
  void whoAsksForAnotherVersionInTheAddressIsToldWhichIsSpoken(String format) {
    var refused = hospital().get("/fhir/metadata?_format=" + format);

    outcome(refused, 406, "NOT_ACCEPTABLE");
    assertTrue(refused.at("/issue/0/details/text").contains("fhirVersion=4.0"), refused::text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "text/turtle", "image/png"})
  void answerThatIsNotOfferedIsRefused(String accept) {
    var refused =
        hospital().with("Accept", accept).post("/fhir", bundle(Report.ofOneChild()), FHIR);

    outcome(refused, 406, "NOT_ACCEPTABLE");
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    var body = "{\"resourceType\": \"caf\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1);

    outcome(hospital().post("/fhir", body, FHIR), 400, "NOT_UTF8");
  }

  @ParameterizedTest
  @MethodSource("wrongBundles")
  void whatIsWrongIsNamedWithItsFhirPath(String code, String place, Consumer<JsonNode> change) {
    JsonNode bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    change.accept(bundle);

    var answer = submit(bundle.toString());

    outcome(answer, 422, code);
    var at = codes(answer).indexOf(code);
    assertTrue(places(answer).get(at).matches(place), () -> place + " in " + places(answer));
  }

  static Stream<Arguments> wrongBundles() {
    var patient = "Bundle\\.entry\\[\\d+]\\.resource";
    return Stream.of(
        wrong(
            "UNKNOWN_PROPERTY", patient + "\\.colour", in("Patient", p -> p.put("colour", "blue"))),
        wrong("UNKNOWN_CODE", patient + "\\.gender", in("Patient", p -> p.put("gender", "f"))),
        wrong(
            "INVALID_DATE",
            patient + "\\.birthDate",
            in("Patient", p -> p.put("birthDate", "2015-02-30"))),
        wrong(
            "BIRTH_DATE_IN_FUTURE",
            patient + "\\.birthDate",
            in("Patient", p -> p.put("birthDate", "2099-01-01"))),
        wrong("WRONG_TYPE", patient + "\\.birthDate", in("Patient", p -> p.put("birthDate", 2015))),
        wrong("WRONG_TYPE", patient + "\\.name", in("Patient", p -> p.put("name", "Proef"))),
        wrong(
            "CONTROL_CHARACTER",
            patient + "\\.name\\[0]\\.family",
            in("Patient", p -> ((ObjectNode) p.at("/name/0")).put("family", "a\u0001b"))),
        wrong(
            "UNKNOWN_CODE",
            "Bundle\\.entry\\[\\d+]\\.resource\\.priority",
            in("ServiceRequest", r -> r.put("priority", "asap-ish"))),
        wrong(
            "BUNDLE_NOT_TRANSACTION", "Bundle\\.type", b -> ((ObjectNode) b).put("type", "batch")));
  }

  private static Arguments wrong(String code, String place, Consumer<JsonNode> change) {
    return Arguments.of(code, place, change);
  }

  private static Consumer<JsonNode> in(String type, Consumer<ObjectNode> change) {
    return bundle -> change.accept(resource(bundle, type));
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    JsonNode bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    resource(bundle, "Patient").put("gender", "f").put("birthDate", "2015-02-30").put("colour", 1);

    var answer = submit(bundle.toString());

    outcome(answer, 422, "UNKNOWN_CODE");
    assertTrue(
        codes(answer).containsAll(List.of("UNKNOWN_CODE", "INVALID_DATE", "UNKNOWN_PROPERTY")),
        answer::text);
  }

  @Test
  void loneSurrogateIsRefused() {
    var report = Report.ofOneChild();
    report.child(0).put("familyName", "MARK");

    outcome(submit(bundle(report).replace("MARK", "a\\ud83d")), 422, "LONE_SURROGATE");
    outcome(submit(bundle(report).replace("MARK", "a\\u0000")), 422, "CONTROL_CHARACTER");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\ude22\ud83d\udc67\ud83c\udffd",
        "\u202eright to left\u202c \u05d0\u05d1",
        "'; drop table referral; --",
        "<script>alert('x')</script>&amp;"
      })
  void everyOtherTextComesBackUnchanged(String text) {
    var report = Report.ofOneChild().but(json -> json.put("facts", text));
    report.child(0).put("familyName", text);

    var answer = submit(bundle(report)).expect(200);

    var id = location(answer);
    var read = Sent.antwerpen().get("/api/referrals/" + id).expect(200);
    assertEquals(text, read.at("/facts"));
    assertEquals(text, read.at("/children/0/familyName"));
    var fhir = Sent.antwerpen().get("/fhir/ServiceRequest/" + id).expect(200);
    assertEquals(text, fhir.at("/note/0/text"));
  }

  private static String location(Answer answer) {
    return Answer.stream(answer.json().path("entry"))
        .map(entry -> entry.at("/response/location").asText())
        .filter(place -> place.startsWith("ServiceRequest/"))
        .map(place -> place.split("/")[1])
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @CsvSource({"16071400199, INSZ_CHECKSUM", "12345, INSZ_FORMAT"})
  void nationalNumberThatCannotBeRightIsAWarning(String insz, String code) {
    var report = Report.ofOneChild();
    report.child(0).put("insz", insz);

    var answer = submit(bundle(report)).expect(200);

    var warnings = new ArrayList<String>();
    for (var entry : answer.json().path("entry")) {
      for (var issue : entry.at("/response/outcome/issue")) {
        assertEquals("warning", issue.path("severity").asText());
        warnings.add(issue.at("/details/coding/0/code").asText());
      }
    }
    assertTrue(warnings.contains(code), answer::text);
    var read = Sent.antwerpen().get("/api/referrals/" + location(answer)).expect(200);
    assertEquals(insz, read.at("/children/0/insz"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/Patient?identifier=16071400125",
        "/fhir/ServiceRequest?subject:Patient.identifier=x%7C16071400125",
        "/fhir/Task?patient.identifier=16071400125",
        "/fhir/Patient/16071400125"
      })
  void numberOfAPersonInAnAddressIsRefused(String address) {
    var answer = Sent.hospital().beyondTheContract().get(address);

    outcome(answer, 400, "IDENTIFIER_IN_URL");
    assertFalse(answer.text().contains("16071400125"));
    var type = address.startsWith("/fhir/Task") ? "Task" : "ServiceRequest";
    assertTrue(answer.text().contains("/fhir/" + type + "/_search"), answer::text);
  }

  @Test
  void aFormIsAskedForWhereAFormIsWanted() {
    var search = "/fhir/ServiceRequest/_search";
    var answer = Sent.hospital().beyondTheContract().post(search, "{}", FHIR);

    outcome(answer, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertTrue(answer.text().contains("application/x-www-form-urlencoded"), answer::text);
    var patch = Sent.hospital().beyondTheContract().post("/fhir", "{}", "text/plain");
    outcome(patch, 415, "UNSUPPORTED_MEDIA_TYPE");
    assertTrue(patch.text().contains("application/json, text/json"), patch::text);
    var document =
        hospital()
            .send("POST", "/fhir/Binary", java.net.http.HttpRequest.BodyPublishers.ofString("x"));
    outcome(document, 415, "DOCUMENT_TYPE_MISSING");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /fhir/ServiceRequest?colour=x      | _count, _cursor, _id, _include, _lastUpdated, identifier, status, _elements, _format, _pretty, _summary
          /fhir/Task?colour=x&code=MANO      | _count, _cursor, _lastUpdated, business-status, code, _elements, _format, _pretty, _summary
          /fhir/Task/%s?colour=x             | _elements, _format, _pretty, _summary
          /fhir/Task/%s/_history?colour=x    | _count, _cursor, _format, _pretty, _since
          /fhir/Patient/%s/_history?_since=2026-11-21T10:00:00Z | _count, _format, _pretty
          /fhir/Task/%s-mano/_history?_since=2026-11-21T10:00:00Z | _count, _format, _pretty
          /fhir/metadata?colour=x            | mode, _format, _pretty
          /fhir/ValueSet?colour=x            | _count, _cursor, url, _format, _pretty
          """)
  void everyParameterOfAnAddressIsNamedToWhoGivesAnother(String address, String known) {
    var id = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10";
    var answer = Sent.hospital().beyondTheContract().get(address.formatted(id));

    outcome(answer, 400, "UNKNOWN_PARAMETER");
    assertTrue(answer.text().contains(": " + known + "."), answer::text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_sort=-authored", "patient=Patient/1", "_revinclude=Task:focus"})
  void whoSearchesAsElsewhereIsToldHowItGoesHere(String condition) {
    var answer = Sent.hospital().beyondTheContract().get("/fhir/ServiceRequest?" + condition);

    outcome(answer, 400, "NOT_SEARCHED_SO");
    for (var word : List.of(", _summary.", "_lastUpdated", "patient.identifier", "_include")) {
      assertTrue(answer.text().contains(word), answer::text);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"ServiceRequest", "Task", "Consent", "AuditEvent"})
  void searchByPostThatGoesOnByGetIsToldHowToGoOn(String type) {
    var answer = hospital().beyondTheContract().get("/fhir/" + type + "/_search?_cursor=x");

    outcome(answer, 405, "SEARCH_BY_POST");
    assertEquals("POST", answer.header("Allow").orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(strings = {"_cursor=%7Bx%7D", "_cursor=x&_cursor=%7Bx:[%7D"})
  void placeInAListThatLooksLikeATemplateIsNoPlace(String place) {
    var answer = hospital().beyondTheContract().get("/fhir/ServiceRequest?" + place);

    assertEquals(400, answer.status(), answer::text);
  }

  @Test
  void placeInAListThatStandsInBodyAndAddressIsRefused() {
    var search = "/fhir/ServiceRequest/_search?_cursor=x";
    var answer =
        hospital()
            .beyondTheContract()
            .post(search, "_cursor=x", "application/x-www-form-urlencoded");

    outcome(answer, 400, "DUPLICATE_PARAMETER");
  }

  @Test
  void statementIsGivenWholeAndInNoOtherMode() {
    hospital().get("/fhir/metadata?mode=full").expect(200);
    var other = hospital().beyondTheContract().get("/fhir/metadata?mode=terminology");
    outcome(other, 400, "INVALID_PARAMETER");
    assertTrue(other.text().contains("full"), other::text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bundle", "DocumentReference", "Patient", "ServiceRequest"})
  void whatIsNotSentByItselfIsToldWhereToGo(String type) {
    var answer = hospital().beyondTheContract().post("/fhir/" + type, "{}", FHIR);

    outcome(answer, 404, "ONLY_BY_TRANSACTION");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/Patient?identifier=https://a.example%7C1",
        "/fhir/DocumentReference?patient=1",
        "/fhir/Observation",
        "/fhir/Binary"
      })
  void whatIsNotSearchedByItselfIsToldHowToBeFound(String address) {
    outcome(Sent.hospital().beyondTheContract().get(address), 404, "FOUND_BY_REPORT");
  }

  @Test
  void byPostEither() {
    var answer =
        Sent.hospital()
            .beyondTheContract()
            .post("/fhir/Patient/_search", "identifier=x", "application/x-www-form-urlencoded");
    outcome(answer, 404, "FOUND_BY_REPORT");
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET Patient", "POST Patient", "POST Patient/_search"})
  void whoHasNoTokenIsToldNothingOfWhatIsNotByItself(String request) {
    var stranger = TestPartner.of("huisarts-voorbeeld").withoutToken().beyondTheContract();
    var address = "/fhir/" + request.split(" ")[1];
    var answer =
        request.startsWith("GET") ? stranger.get(address) : stranger.post(address, "{}", FHIR);

    outcome(answer, 401, "TOKEN_MISSING");
    assertTrue(answer.header("WWW-Authenticate").isPresent());
  }

  @Test
  void tokenIsNeededHereToo() {
    var partner = TestPartner.of("huisarts-voorbeeld");
    var good = partner.token("SUBMIT", "physician");
    var expired =
        Forge.from(good)
            .signedByTheGateway(
                claims ->
                    claims.setExpirationTime(
                        org.jose4j.jwt.NumericDate.fromSeconds(1_700_000_000)));
    for (var refused :
        List.of(
            partner.withoutToken().get("/fhir/Task"),
            partner.withToken("x.y.z").get("/fhir/Task"),
            partner.withToken(expired).get("/fhir/Task"),
            partner
                .withToken(TestPartner.of("az-tweede").token("SUBMIT", "physician"))
                .get("/fhir/Task"))) {
      refused.expect(401);
      assertEquals("OperationOutcome", refused.at("/resourceType"));
      assertTrue(refused.header("WWW-Authenticate").isPresent());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"unregistered", "suspended", "revoked"})
  void refusedCertificateIsToldInFhirToo(String code) {
    var refused = TestPartner.of(code).withoutToken().get("/fhir/Task");

    refused.expect(401);
    assertEquals("OperationOutcome", refused.at("/resourceType"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/fhir/ServiceRequest?colour=blue",
        "/fhir/ServiceRequest?status:colour=active",
        "/fhir/ServiceRequest?_lastUpdated=yesterday",
        "/fhir/ServiceRequest?_count=-1",
        "/fhir/ServiceRequest?_count=many",
        "/fhir/ServiceRequest?_include=everything"
      })
  void searchThatIsNotUnderstoodIsRefusedAndNotWidened(String address) {
    var answer = Sent.hospital().beyondTheContract().get(address);

    answer.expect(400);
    assertEquals("OperationOutcome", answer.at("/resourceType"));
  }

  private static final String ID = "0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10";

  @ParameterizedTest
  @ValueSource(strings = {"ServiceRequest", "DocumentReference"})
  void whoDeletesIsToldHowToTakeBack(String type) {
    var answer = hospital().beyondTheContract().delete("/fhir/" + type + "/" + ID);

    outcome(answer, 405, "TAKEN_BACK_BY_PUT");
    assertEquals("GET, PUT", answer.header("Allow").orElseThrow());
    assertTrue(answer.text().contains("entered-in-error"), answer::text);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /fhir/Foo",
    "GET, /fhir/Foo/" + ID,
    "GET, /fhir/Patient/" + ID + "/$everything",
    "GET, /fhir/Patient/$everything",
    "GET, /fhir/ServiceRequest/_history",
    "GET, /fhir/_history",
    "GET, /fhir/Encounter/_history",
    "POST, /fhir/ServiceRequest/$process",
    "POST, /fhir/$process",
    "GET, /fhir/ServiceRequest/" + ID + "/note"
  })
  void whatNobodyHereDoesIsNotCalledUnknown(String method, String path) {
    var answer =
        hospital()
            .with("Content-Type", FHIR)
            .beyondTheContract()
            .send(method, path, java.net.http.HttpRequest.BodyPublishers.ofString("{}"));

    outcome(answer, 404, "NO_SUCH_INTERACTION");
    assertEquals("not-supported", answer.at("/issue/0/code"));
    assertTrue(answer.text().contains("/fhir/metadata"), answer::text);
  }

  /** What is there, what is nobody's and what is no id at all are one answer. */
  @ParameterizedTest
  @CsvSource({
    "ServiceRequest/" + ID,
    "ServiceRequest/nothing",
    "Task/nothing",
    "Task/" + ID + "-abort",
    "RelatedPerson/x",
    "Patient/" + ID + "/_history/1",
    "ServiceRequest/" + ID + "/$document",
    "Consent/" + ID + "/_history/0"
  })
  void whatMayBeAnIdIsNotFoundWhateverItIs(String path) {
    var answer = Sent.hospital().beyondTheContract().get("/fhir/" + path);

    outcome(answer, 404, "NOT_FOUND");
    assertEquals("not-found", answer.at("/issue/0/code"));
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /fhir/Observation",
    "GET, /fhir/Nothing/1",
    "POST, /fhir/ServiceRequest",
    "DELETE, /fhir/Task/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10",
    "GET, /fhir/ServiceRequest/nothing"
  })
  void whatDoesNotWorkIsAnOutcomeToo(String method, String path) {
    var answer =
        hospital()
            .with("Content-Type", FHIR)
            .beyondTheContract()
            .send(method, path, java.net.http.HttpRequest.BodyPublishers.ofString("{}"));

    assertTrue(List.of(404, 405).contains(answer.status()), answer::text);
    assertEquals("OperationOutcome", answer.at("/resourceType"), answer::text);
  }
}
