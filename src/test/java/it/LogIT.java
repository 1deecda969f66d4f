package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static testkit.Report.object;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.Gateway;
import testkit.Invented;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** What is answered stands in the log, and so does what is refused. */
@AgainstTheGateway
class LogIT {

  /** A request under a name of its own, by which its entries are found. */
  private static final class Noted {
    private final String id = UUID.randomUUID().toString();
    private final Requests requests;

    Noted(Requests requests) {
      this.requests = requests.with("X-Request-Id", id);
    }

    Requests requests() {
      return requests;
    }

    List<Logbook.Line> lines() {
      return Logbook.ofRequest(id);
    }

    Logbook.Line line() {
      var lines = lines();
      assertEquals(1, lines.size(), "entries of the request");
      return lines.get(0);
    }
  }

  private static Noted noted(Requests requests) {
    return new Noted(requests);
  }

  private static void says(Logbook.Line line, String action, String outcome, String partner) {
    assertEquals(action, line.at("/action"), line::entry);
    assertEquals(outcome, line.at("/outcome"), line::entry);
    assertEquals(partner, line.at("/partner/code"), line::entry);
  }

  @Test
  void eachChildOfAReportIsAnEntry() {
    var noted = noted(TestPartner.of("uz-voorbeeld").as("SUBMIT"));
    var sent = Sent.by(noted.requests(), Report.ofSiblings("c1", "c2", "c3"));

    var subjects = new HashSet<String>();
    for (var line : noted.lines()) {
      says(line, "SUBMIT", "PERMIT", "uz-voorbeeld");
      assertEquals(sent.id(), line.at("/referral"));
      assertEquals("OWN", line.at("/ground"));
      assertEquals("SUBMIT", line.at("/purpose"));
      assertEquals("physician", line.at("/professional/role"));
      assertEquals(TestPartner.SOMEBODY, line.at("/professional/id"));
      assertEquals("vk-antwerpen", line.at("/vk"));
      assertFalse(line.at("/policyVersion").isEmpty());
      subjects.add(line.at("/subject"));
    }
    assertEquals(3, subjects.size());
  }

  @Test
  void sameChildHasTheSamePseudonymInEveryReport() {
    var report = Report.ofOneChild();
    var first = noted(TestPartner.of("uz-voorbeeld").as("SUBMIT"));
    var second = noted(TestPartner.of("az-tweede").as("SUBMIT"));
    Sent.by(first.requests(), report);
    Sent.by(second.requests(), report);

    assertEquals(first.line().at("/subject"), second.line().at("/subject"));
  }

  @Test
  void readNamesWhatWasGivenAndWhatWasWithheld() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var own = noted(Sent.hospital());
    var centre = noted(Sent.antwerpen());

    sent.read(own.requests()).expect(200);
    sent.read(centre.requests()).expect(200);

    says(own.line(), "READ", "PARTIAL", "uz-voorbeeld");
    assertTrue(own.line().json().path("categories").toString().contains("CONCERN"));
    assertTrue(own.line().json().path("withheld").toString().contains("FAMILY_ID"));
    says(centre.line(), "READ", "PERMIT", "vk-antwerpen");
    assertTrue(centre.line().json().path("categories").toString().contains("FAMILY_ID"));
  }

  @Test
  void searchThatFindsIsAnEntryForEachChildFound() {
    var report = Report.ofSiblings("c1", "c2").reference(Invented.word("ref"));
    Sent.byHospital(report);
    var noted = noted(Sent.hospital());

    noted
        .requests()
        .post("/api/referrals/search", object("identifier", report.json().get("yourReference")))
        .expect(200);

    assertEquals(2, noted.lines().size());
    noted.lines().forEach(line -> assertEquals("SEARCH", line.at("/action")));
  }

  @Test
  void searchWithoutAHitIsAnEntryThatDoesNotNameWhoWasSought() {
    var noted = noted(Sent.hospital());
    var insz = Invented.insz();

    noted.requests().post("/api/referrals/search", object("childInsz", insz)).expect(200);

    says(noted.line(), "SEARCH", "PERMIT", "uz-voorbeeld");
    assertEquals("NO-HIT", noted.line().at("/rule"));
    assertFalse(noted.line().entry().contains(insz));
  }

  @Test
  void everyChangeIsAnEntry() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var move = noted(Sent.antwerpen());
    var advice = noted(Sent.antwerpen());
    var development = noted(Sent.hospital());
    var retraction = noted(Sent.hospital());

    sent.moved(move.requests(), "TAKEN_UP");
    sent.advise(advice.requests(), "x", "uz-voorbeeld").expect(201);
    sent.develop(development.requests(), "x").expect(201);
    sent.retract(retraction.requests(), "WITHDRAWN").expect(200);

    for (var noted : List.of(move, advice, development, retraction)) {
      assertEquals("UPDATE", noted.line().at("/action"));
      assertEquals(sent.id(), noted.line().at("/referral"));
    }
  }

  @Test
  void everyRefusalIsAnEntry() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var unrelated = noted(TestPartner.of("az-tweede").as("CARE_COORDINATION"));
    var wrongPurpose = noted(TestPartner.of("uz-voorbeeld").as("SUBMIT"));
    var impossible = noted(Sent.antwerpen());
    var wrong = noted(TestPartner.of("uz-voorbeeld").as("SUBMIT"));
    var scope = noted(TestPartner.of("kindreflex-voorbeeld").as("FOLLOW_UP_OWN"));

    sent.read(unrelated.requests()).expect(404);
    sent.read(wrongPurpose.requests()).expect(403);
    sent.move(impossible.requests(), "CLOSED").expect(409);
    wrong.requests().post("/api/referrals", Report.ofOneChild().type("NPIE").json()).expect(422);
    sent.move(scope.requests(), "TAKEN_UP").expect(403);

    says(unrelated.line(), "READ", "DENY", "az-tweede");
    says(wrongPurpose.line(), "READ", "DENY", "uz-voorbeeld");
    says(impossible.line(), "UPDATE", "DENY", "vk-antwerpen");
    says(wrong.line(), "SUBMIT", "DENY", "uz-voorbeeld");
    says(scope.line(), "TOKEN", "DENY", "kindreflex-voorbeeld");
  }

  @Test
  void requestWithoutTokenAndRefusedGrantAreEntries() {
    var missing = noted(TestPartner.of("kind-en-gezin").withoutToken());
    var invalid = noted(TestPartner.of("kind-en-gezin").withToken("x.y.z"));
    var grant = noted(TestPartner.of("kind-en-gezin").withoutToken());

    missing.requests().get("/api/ping").expect(401);
    invalid.requests().get("/api/ping").expect(401);
    grant
        .requests()
        .post(
            "/oauth2/token",
            "grant_type=client_credentials&purpose_of_use=AUDIT&subject_role=system",
            "application/x-www-form-urlencoded")
        .expect(400);

    says(missing.line(), "TOKEN", "DENY", "kind-en-gezin");
    assertEquals("TOKEN_MISSING", missing.line().at("/rule"));
    assertEquals("TOKEN_INVALID", invalid.line().at("/rule"));
    assertEquals("PURPOSE_NOT_REGISTERED", grant.line().at("/rule"));
    assertEquals("AUDIT", grant.line().at("/purpose"));
  }

  @Test
  void nobodyFloodsTheLogWithRefusals() {
    var nodes = noted(TestPartner.of("caw-voorbeeld").withoutToken());

    for (int i = 0; i < 25; i++) {
      nodes.requests().get("/api/ping").expect(401);
    }

    assertEquals(10, nodes.lines().size(), "the rest of the minute becomes one entry after it");
  }

  @Test
  void restOfTheMinuteIsOneEntryThatCountsIt() {
    assumeTrue(Gateway.longDrills(), "takes more than a minute");
    var noted = noted(TestPartner.of("unregistered").withoutToken());

    for (int i = 0; i < 25; i++) {
      noted.requests().get("/api/ping").expect(401);
    }

    Eventually.holds(
        Duration.ofSeconds(90), "the eleventh entry", () -> noted.lines().size() == 11);
    var last = noted.lines().get(10);
    assertTrue(last.json().path("flags").toString().contains("AGGREGATED:15"), last::entry);
  }

  @Test
  void traceOfTheCallerStandsInTheLogAndComesBack() {
    var noted = noted(Sent.hospital());
    var traceId = UUID.randomUUID().toString().replace("-", "");
    var parent = "00-" + traceId + "-00f067aa0ba902b7-01";

    var answer = noted.requests().with("traceparent", parent).get("/api/referrals?limit=1");

    assertEquals(noted.id, answer.header("X-Request-Id").orElseThrow());
    assertTrue(answer.header("traceparent").orElseThrow().startsWith("00-" + traceId + "-"));
    assertNotEquals(parent, answer.header("traceparent").orElseThrow());
    assertEquals(traceId, noted.lines().get(0).at("/traceId"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "two words",
        "16071400125",
        "75.01.01-123.45",
        "insz:16071400125",
        "call-75.01.01-123.45/2",
        "x\u00e9"
      })
  void requestIdThatIsNoneOrCouldBeAPersonIsReplaced(String id) {
    var answer = Sent.hospital().with("X-Request-Id", id).get("/api/ping").expect(200);

    var given = answer.header("X-Request-Id").orElseThrow();
    assertNotEquals(id, given);
    assertTrue(given.matches("[!-~]{1,64}"), given);
  }

  @Test
  void longRequestIdIsReplaced() {
    var answer = Sent.hospital().with("X-Request-Id", "x".repeat(65)).get("/api/ping").expect(200);

    assertNotEquals("x".repeat(65), answer.header("X-Request-Id").orElseThrow());
  }

  // ---- receipts, recomputed by code that shares nothing with the writer

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 8, 13})
  void receiptSignsTheRootOverTheEntriesOfItsAnswer(int children) throws Exception {
    var keys = IntStream.range(0, children).mapToObj(i -> "c" + i).toArray(String[]::new);
    var sent = Sent.byHospital(Report.ofSiblings(keys));
    var noted = noted(Sent.antwerpen());

    var answer = sent.read(noted.requests()).expect(200);

    var receipt = ReceiptCheck.of(answer);
    assertEquals("vk-antwerpen", receipt.payload().path("aud").asText());
    assertEquals(Gateway.running().publicUrl(), receipt.payload().path("iss").asText());
    assertEquals(noted.id, receipt.payload().path("requestId").asText());
    assertEquals(
        "localhost:" + Gateway.running().httpsPort() + "/log",
        receipt.payload().path("origin").asText());
    assertEquals(children, receipt.payload().path("count").asInt());
    assertTrue(receipt.payload().path("mmd").asInt() > 0);
    var lines = noted.lines();
    assertEquals(children, lines.size());
    for (var line : lines) {
      assertEquals(
          ReceiptCheck.hex(ReceiptCheck.leaf(line.salt(), line.entry())),
          ReceiptCheck.hex(line.leaf()));
    }
    var root = ReceiptCheck.root(lines.stream().map(Logbook.Line::leaf).toList());
    assertEquals(ReceiptCheck.base64(root), receipt.payload().path("root").asText());
  }

  @Test
  void everyDisclosingAnswerBringsAReceipt() throws Exception {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", "x".getBytes());
    var sent = Sent.byHospital(report);
    var document = object("category", "ADVICE", "text", "x", "audience", List.of("uz-voorbeeld"));
    var insz = object("childInsz", report.child(0).get("insz"));
    for (var answer :
        List.of(
            sent.receipt(),
            sent.read(Sent.antwerpen()),
            Sent.antwerpen().get("/api/referrals?limit=3"),
            Sent.antwerpen().post("/api/referrals/search", insz),
            Sent.antwerpen().get(sent.documentPath(0)),
            sent.move(Sent.antwerpen(), "TAKEN_UP"),
            sent.contribute(Sent.antwerpen(), document),
            sent.develop(Sent.hospital(), "x"),
            sent.retract(Sent.hospital(), "WITHDRAWN"))) {
      assertTrue(answer.status() < 300, answer::text);
      var receipt = ReceiptCheck.of(answer);
      var lines =
          Logbook.ofAnswer(
              java.util.Base64.getUrlDecoder().decode(receipt.payload().path("root").asText()));
      assertEquals(receipt.payload().path("count").asInt(), lines.size());
    }
  }

  @Test
  void refusalBringsNoReceipt() {
    var sent = Sent.byHospital(Report.ofOneChild());

    for (Answer refused :
        List.of(
            sent.read(TestPartner.of("az-tweede").as("CARE_COORDINATION")),
            sent.read(TestPartner.of("uz-voorbeeld").as("SUBMIT")),
            sent.move(Sent.antwerpen(), "CLOSED"))) {
      assertTrue(refused.status() >= 400);
      assertTrue(refused.header("Disclosure-Receipt").isEmpty());
    }
  }

  @Test
  void entryIsCanonicalJsonWithoutAnythingPersonal() throws Exception {
    var report = Report.ofOneChild().reference(Invented.word("ref"));
    var noted = noted(TestPartner.of("uz-voorbeeld").as("SUBMIT"));
    Sent.by(noted.requests(), report);

    var entry = noted.line().entry();

    assertEquals(sorted(Report.read(entry)), entry);
    for (var pointer :
        List.of(
            "/children/0/insz",
            "/children/0/familyName",
            "/children/0/birthDate",
            "/children/0/address/lines/0",
            "/facts",
            "/contact/name",
            "/yourReference/value")) {
      assertFalse(entry.contains(report.json().at(pointer).asText()), pointer);
    }
    assertFalse(entry.contains("Dr. Proef Persoon"));
  }

  /** RFC 8785 for what stands in an entry: names in order, nothing between. */
  private static String sorted(JsonNode entry) throws Exception {
    var mapper = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    return mapper.writeValueAsString(mapper.convertValue(entry, TreeMap.class));
  }

  // ---- nobody changes it quietly

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update ledger_entry set entry = null, salt = null",
        "delete from ledger_entry",
        "truncate ledger_entry",
        "update ledger_entry_rest set leaf = leaf",
        "delete from ledger_entry_rest",
        "truncate ledger_entry_rest",
        "drop table ledger_entry",
        "alter table ledger_entry add column more text",
        "create or replace function uuid7_at(moment timestamptz) returns uuid language sql as 'select null::uuid'",
        "set role postgres"
      })
  void gatewaysOwnRoleMayOnlyAdd(String statement) {
    var refused =
        assertThrows(
            JdbiException.class,
            () -> Gateway.running().asApplication().useHandle(handle -> handle.execute(statement)));

    var state = ((java.sql.SQLException) refused.getCause()).getSQLState();
    assertEquals("42501", state, "insufficient privilege, not " + refused.getMessage());
  }

  @Test
  void partitionsInUseMayNotBeChangedEither() {
    var partitions =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select inhrelid::regclass::text from pg_inherits"
                                + " where inhparent = 'ledger_entry'::regclass")
                        .mapTo(String.class)
                        .list());

    assertTrue(partitions.size() > 1, partitions::toString);
    for (var partition : partitions) {
      gatewaysOwnRoleMayOnlyAdd("delete from " + partition);
      gatewaysOwnRoleMayOnlyAdd("update " + partition + " set recorded_at = now()");
      gatewaysOwnRoleMayOnlyAdd("truncate " + partition);
    }
  }
}
