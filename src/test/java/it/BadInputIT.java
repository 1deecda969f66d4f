package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
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
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;
import testkit.Wire;

/** Bad input gets a clear answer and loses nothing. */
@AgainstTheGateway
class BadInputIT {

  private static final String REFERRALS = "/api/referrals";

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }

  private static Answer submit(String json) {
    return clean(hospital().post(REFERRALS, json));
  }

  private static Answer submit(Report report) {
    return submit(report.json().toString());
  }

  /** An answer that tells nothing of the machine behind it. */
  private static Answer clean(Answer answer) {
    var text = answer.text() + answer.headers().map();
    for (var word :
        List.of(
            "Exception",
            "at be.",
            "com.ibm",
            "io.openliberty",
            "org.jboss",
            "Jackson",
            "jackson")) {
      assertFalse(text.contains(word), word + " in " + text);
    }
    for (var word :
        List.of("select ", "insert into", "ERROR:", "PostgreSQL", "Liberty", "RESTEASY")) {
      assertFalse(text.contains(word), word + " in " + text);
    }
    assertTrue(answer.header("Server").isEmpty());
    assertTrue(answer.header("X-Powered-By").isEmpty());
    return answer;
  }

  // ---- as JSON

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\": \"REGULAR\", \"children\": [{\"key\": \"c1\"",
        "{\"type\": REGULAR}",
        "{'type': 'REGULAR'}",
        "{\"type\": \"REGULAR\",}",
        "{\"type\": \"REGULAR\"} {}",
        "{\"type\": NaN}",
        "{\"type\": 01}",
        "// comment\n{}",
        "\"\\ud800",
        "{\"a\":\"\\x41\"}",
        "{\"a\":\"tab\there\"}"
      })
  void bodyThatIsNoJsonIsRefused(String body) {
    submit(body).expectProblem(400, "MALFORMED_BODY");
  }

  @Test
  void missingBodyIsToldSo() {
    submit("").expectProblem(400, "BODY_MISSING");
    submit("   ").expectProblem(400, "BODY_MISSING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[]", "null", "1", "\"text\"", "true"})
  void bodyThatIsNoObjectIsRefused(String body) {
    submit(body).expectProblem(422, "WRONG_TYPE").expectError("", "WRONG_TYPE");
  }

  @Test
  void truncatedReportIsRefusedAtEveryLength() {
    var whole = Report.ofOneChild().json().toString();
    for (int length = 1; length < whole.length(); length += 37) {
      submit(whole.substring(0, length)).expect(400);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {201, 10_000, 1_000_000})
  void deepNestingIsRefused(int levels) {
    submit("{\"children\":" + "[".repeat(levels) + "]".repeat(levels) + "}")
        .expectProblem(400, "TOO_DEEP");
    submit("{\"a\":".repeat(levels) + "1" + "}".repeat(levels)).expectProblem(400, "TOO_DEEP");
    submit("[".repeat(levels)).expectProblem(400, "TOO_DEEP");
  }

  @Test
  void propertyGivenTwiceIsRefused() {
    var json = Report.ofOneChild().json().toString();

    submit(json.replaceFirst("\\{", "{\"type\":\"MANO\","))
        .expectProblem(400, "DUPLICATE_PROPERTY");
  }

  @Test
  void moreThanTenMebibytesAreRefused() {
    var report = Report.ofOneChild().but(json -> json.put("facts", "x".repeat(10 * 1024 * 1024)));

    submit(report).expectProblem(413, "BODY_TOO_LARGE");
  }

  @Test
  void formThatIsTooLargeIsRefusedBeforeItFillsTheMemory() {
    var form = "identifier=a|" + "x".repeat(2 * 1024 * 1024);

    Sent.antwerpen()
        .beyondTheContract()
        .post("/fhir/Task/_search", form, "application/x-www-form-urlencoded")
        .expect(413);
  }

  @Test
  void almostTenMebibytesAreTaken() {
    var bytes = new byte[7 * 1024 * 1024];
    var report = Report.ofOneChild().document("MEDICAL", "application/pdf", bytes);

    submit(report).expect(201);
  }

  @Test
  void bytesThatAreNoUtf8AreRefused() {
    var body = "{\"type\": \"caf\u00e9\"}".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    clean(hospital().post(REFERRALS, body, "application/json")).expectProblem(400, "NOT_UTF8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"text/plain", "application/xml", "application/fhir+json", "multipart/form-data"})
  void wrongContentTypeIsRefused(String contentType) {
    clean(hospital().post(REFERRALS, Report.ofOneChild().json().toString(), contentType))
        .expectProblem(415, "UNSUPPORTED_MEDIA_TYPE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON"})
  void contentTypeInAnyDressIsTaken(String contentType) {
    hospital().post(REFERRALS, Report.ofOneChild().json().toString(), contentType).expect(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "deflate", "br", "gzip, identity"})
  void compressedBodyIsRefused(String encoding) {
    clean(hospital().with("Content-Encoding", encoding).post(REFERRALS, Report.ofOneChild().json()))
        .expectProblem(415, "UNSUPPORTED_ENCODING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"text/html", "application/xml", "image/png"})
  void answerThatIsNotOfferedIsRefusedAndNothingIsStored(String accept) {
    var report = Report.ofOneChild();
    clean(hospital().with("Accept", accept).post(REFERRALS, report.json()))
        .expectProblem(406, "NOT_ACCEPTABLE");

    assertEquals(0, stored(report));
  }

  private static int stored(Report report) {
    var search = object("childInsz", report.child(0).get("insz"));
    var found = Sent.antwerpen().post(REFERRALS + "/search", search).expect(200);
    return found.json().path("items").size();
  }

  // ---- as a report

  @ParameterizedTest
  @MethodSource("wrongReports")
  void whatIsWrongIsNamedWithItsPlace(String pointer, String code, Consumer<ObjectNode> change) {
    var report = Report.ofOneChild().reference(Invented.word("ref"));
    change.accept(report.json());

    var answer = submit(report).expectProblem(422, code).expectError(pointer, code);

    assertEquals(1, answer.errors().size(), answer::text);
    assertTrue(answer.contentType().startsWith("application/problem+json"));
    assertEquals(
        "https://schakel.example/problems/"
            + code.toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        answer.at("/type"));
    assertTrue(answer.at("/traceId").matches("[0-9a-f]{32}"));
  }

  static Stream<Arguments> wrongReports() {
    return Stream.of(
        wrong("/type", "MISSING", json -> json.remove("type")),
        wrong("/type", "UNKNOWN_CODE", json -> json.put("type", "URGENT")),
        wrong("/type", "WRONG_TYPE", json -> json.put("type", 1)),
        wrong("/children", "MISSING", json -> json.remove("children")),
        wrong("/children", "TOO_FEW_ITEMS", json -> json.putArray("children")),
        wrong("/children", "WRONG_TYPE", json -> json.put("children", "one")),
        wrong("/colour", "UNKNOWN_PROPERTY", json -> json.put("colour", "blue")),
        wrong("/children/0/colour", "UNKNOWN_PROPERTY", json -> child(json).put("colour", "blue")),
        wrong("/a~1b~0c", "UNKNOWN_PROPERTY", json -> json.put("a/b~c", 1)),
        wrong("/children/0/key", "MISSING", json -> child(json).remove("key")),
        wrong("/children/0/problem", "MISSING", json -> child(json).remove("problem")),
        wrong("/children/0/gender", "UNKNOWN_CODE", json -> child(json).put("gender", "F")),
        wrong("/children/0/birthDate", "INVALID_DATE", json -> born(json, "2015-02-29")),
        wrong("/children/0/birthDate", "INVALID_DATE", json -> born(json, "29/02/2016")),
        wrong("/children/0/birthDate", "INVALID_DATE", json -> born(json, "0000-01-01")),
        wrong("/children/0/birthDate", "INVALID_DATE", json -> born(json, "2016-13-01")),
        wrong("/children/0/birthDate", "BIRTH_DATE_IN_FUTURE", json -> born(json, "2099-01-01")),
        wrong("/children/0/birthDate", "WRONG_TYPE", json -> child(json).put("birthDate", 2016)),
        wrong(
            "/children/0/secretAddress",
            "WRONG_TYPE",
            json -> child(json).put("secretAddress", "no")),
        wrong("/children/0/contexts", "DUPLICATE_ITEM", BadInputIT::contextTwice),
        wrong("/persons/0/of/0", "UNKNOWN_CHILD_KEY", BadInputIT::unknownChild),
        wrong("/facts", "TOO_SHORT", json -> json.put("facts", "")),
        wrong("/facts", "TOO_LONG", json -> json.put("facts", "x".repeat(200_001))),
        wrong("/yourReference/value", "MISSING", BadInputIT::noValue),
        wrong("/contact", "WRONG_TYPE", json -> json.putNull("contact")));
  }

  private static Arguments wrong(String pointer, String code, Consumer<ObjectNode> change) {
    return Arguments.of(pointer, code, change);
  }

  private static ObjectNode child(ObjectNode json) {
    return (ObjectNode) json.at("/children/0");
  }

  private static void born(ObjectNode json, String date) {
    child(json).put("birthDate", date).remove("insz");
    child(json).put("noInszReason", "NOT_KNOWN");
  }

  private static void contextTwice(ObjectNode json) {
    child(json).putArray("contexts").add("PRENATAL").add("PRENATAL");
  }

  private static void unknownChild(ObjectNode json) {
    ((ObjectNode) json.at("/persons/0")).putArray("of").add("c9");
  }

  private static void noValue(ObjectNode json) {
    ((ObjectNode) json.get("yourReference")).remove("value");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    var report = Report.ofOneChild();
    report.json().put("type", "X").put("colour", "blue").put("facts", "a\u0000b");
    report.child(0).put("gender", "F").put("birthDate", "2015-02-30");

    var answer = submit(report).expectProblem(422, "INVALID_CONTENT");

    answer
        .expectError("/type", "UNKNOWN_CODE")
        .expectError("/colour", "UNKNOWN_PROPERTY")
        .expectError("/facts", "CONTROL_CHARACTER")
        .expectError("/children/0/gender", "UNKNOWN_CODE")
        .expectError("/children/0/birthDate", "INVALID_DATE");
    assertEquals(5, answer.errors().size(), answer::text);
  }

  @Test
  void rulesBeyondTheSchemaAreToldAllAtOnceToo() {
    var report = Report.ofSiblings("c1", "c2").livingIn("4000").preferring("uz-voorbeeld");
    report.child(1).put("key", "c1").put("birthDate", "2099-01-01").remove("insz");

    submit(report)
        .expectProblem(422, "INVALID_CONTENT")
        .expectError("/children/0/address/postalCode", "WALLOON_POSTAL_CODE")
        .expectError("/preferredVk", "NOT_A_VK")
        .expectError("/children/1/key", "KEY_NOT_UNIQUE")
        .expectError("/children/1/birthDate", "BIRTH_DATE_IN_FUTURE");
  }

  @ParameterizedTest
  @CsvSource({
    "16071400199, INSZ_CHECKSUM",
    "12345, INSZ_FORMAT",
    "ABCDEFGHIJK, INSZ_FORMAT",
    "16.07.14-001.99, INSZ_CHECKSUM"
  })
  void nationalNumberThatCannotBeRightIsStoredAsGivenWithAWarning(String insz, String code) {
    var report = Report.ofOneChild();
    report.child(0).put("insz", insz);

    var sent = Sent.byHospital(report);

    assertEquals(List.of("/children/0/insz " + code), sent.receipt().warnings());
    assertEquals(insz, sent.read(Sent.antwerpen()).at("/children/0/insz"));
  }

  // ---- as text

  @ParameterizedTest
  @ValueSource(strings = {"\\u0000", "\\u0001", "\\u0008", "\\u000b", "\\u001f"})
  void controlCharactersAreRefusedWithTheirPlace(String escape) {
    var json = Report.ofOneChild().but(all -> all.put("facts", "MARK")).json().toString();

    submit(json.replace("MARK", "a" + escape + "b"))
        .expectProblem(422, "CONTROL_CHARACTER")
        .expectError("/facts", "CONTROL_CHARACTER");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00", "\\ud83d\\ud83d", "\\ude00\\ud83d"})
  void loneSurrogatesAreRefusedWithTheirPlace(String escape) {
    var report = Report.ofOneChild();
    report.child(0).put("familyName", "MARK");

    submit(report.json().toString().replace("MARK", "a" + escape))
        .expectProblem(422, "LONE_SURROGATE")
        .expectError("/children/0/familyName", "LONE_SURROGATE");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "tab\there, line\nbreak\r\n",
        "\ud83d\ude22\ud83d\udc67\ud83c\udffd",
        "\u202eright to left\u202c \u05d0\u05d1 \u0645\u0631\u062d\u0628\u0627",
        "'; drop table referral; --",
        "<script>alert('x')</script>&amp;",
        "${jndi:ldap://x.example/a} #{1+1} {{7*7}} %n%s",
        "\u00e9 and e\u0301, \u2028\u2029, \ufeff, \u00a0",
        "\\u0041 \\ \" /"
      })
  void everyOtherTextIsStoredAndComesBackUnchanged(String text) {
    var report = Report.ofOneChild().reference(text.replaceAll("\\s", "") + Invented.word("r"));
    report.json().put("facts", text);
    report.child(0).put("familyName", text).putArray("givenNames").add(text);
    report.person(0).put("familyName", text);

    var sent = Sent.byHospital(report);

    var read = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(text, read.at("/facts"));
    assertEquals(text, read.at("/children/0/familyName"));
    assertEquals(text, read.at("/children/0/givenNames/0"));
    assertEquals(text, read.at("/persons/0/familyName"));
    assertEquals(report.json().path("yourReference"), read.json().path("yourReference"));
  }

  // ---- as HTTP

  @ParameterizedTest
  @ValueSource(
      strings = {
        "?insz=16071400125",
        "?identifier=https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin%7C16071400125",
        "?identifier=x%7C16.07.14-001.25",
        "?cursor=16071400125",
        "/16071400125",
        "?identifier=x%7CAN45.L3.001234/2026"
      })
  void numberOfAPersonInAnAddressIsRefused(String rest) {
    var answer =
        clean(Sent.hospital().get(REFERRALS + rest)).expectProblem(400, "IDENTIFIER_IN_URL");

    assertTrue(answer.at("/detail").contains("/api/referrals/search"), answer::text);
    assertFalse(answer.text().contains("16071400125"));
  }

  @ParameterizedTest
  @CsvSource({
    "DELETE, /api/referrals",
    "PUT, /api/referrals",
    "PATCH, /api/ping",
    "DELETE, /api/referrals/0199a7c4-3b1e-7001-9d53-5f1f6d3a2b10",
    "TRACE, /api/ping",
    "BREW, /api/ping"
  })
  void methodThatDoesNothingIsRefused(String method, String path) {
    var answer = clean(hospital().beyondTheContract().send(method, path, BodyPublishers.noBody()));

    assertTrue(List.of(400, 403, 405, 501).contains(answer.status()), answer.status() + path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"HEAD", "OPTIONS"})
  void quietMethodsDiscloseNoMoreThanTheirAnswerSays(String method) {
    var sent = Sent.byHospital(Report.ofOneChild());
    var stranger = TestPartner.of("az-tweede");

    var without = quiet(stranger.withoutToken(), method, sent.path());
    var unrelated = quiet(stranger.as("FOLLOW_UP_OWN"), method, sent.path());
    var nonexistent =
        quiet(stranger.as("FOLLOW_UP_OWN"), method, REFERRALS + "/" + UUID.randomUUID());

    assertEquals(nonexistent.status(), unrelated.status());
    if (method.equals("HEAD")) {
      assertEquals(401, without.status());
      assertEquals(404, unrelated.status());
      var own = quiet(Sent.hospital(), method, sent.path());
      assertEquals(200, own.status());
      assertTrue(own.header("Disclosure-Receipt").isPresent());
    }
  }

  private static Answer quiet(Requests requests, String method, String path) {
    var answer = clean(requests.beyondTheContract().send(method, path, BodyPublishers.noBody()));
    assertEquals(0, answer.body().length);
    return answer;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api",
        "/api/",
        "/api/nothing",
        "/nothing",
        "/WEB-INF/web.xml",
        "/api/ping/more"
      })
  void pathThatLeadsNowhereIsTheSameProblemAsEverywhere(String path) {
    var answer = clean(hospital().beyondTheContract().get(path));

    if (!path.equals("/")) {
      answer.expectProblem(404, "NOT_FOUND");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET /api/ping HTTP/1.1\r\n\r\n",
        "GET /api/ping HTTP/9.9\r\nHost: localhost\r\n\r\n",
        "NONSENSE\r\n\r\n",
        "GET /api/%zz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/../../etc/passwd HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
        "GET /api/ping HTTP/1.1\r\nHost: localhost\r\nBad Header: x\r\nConnection: close\r\n\r\n",
        "POST /api/referrals HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        "POST /api/referrals HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void whatIsHardlyHttpTellsNothingOfTheServer(String request) throws Exception {
    String answer;
    try (var wire = Wire.of(TestPartner.of("uz-voorbeeld"), new String[0])) {
      wire.write(request);
      answer = wire.send("GET /api/certificate HTTP/1.1\r\nConnection: close\r\nHost: x\r\n\r\n");
    } catch (java.io.IOException cutOff) {
      answer = "";
    }

    for (var word : List.of("Exception", "com.ibm", "openliberty", "\tat ")) {
      assertFalse(answer.contains(word), word + " in " + answer);
    }
  }

  @Test
  void hugeHeadersAreRefused() {
    var answer =
        clean(hospital().with("X-Huge", "x".repeat(20_000)).beyondTheContract().get("/api/ping"));

    assertTrue(answer.status() >= 400, () -> "status " + answer.status());
  }
}
