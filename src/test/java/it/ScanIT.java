package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.Answer;
import testkit.Eventually;
import testkit.IcapServer;
import testkit.IcapServer.Manner;
import testkit.MortalGateway;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.WithItsOwnGateway;

/** With a malware scanner, nobody reads what it has not let through, and nothing is lost by it. */
@WithItsOwnGateway
@Execution(ExecutionMode.SAME_THREAD)
class ScanIT {

  private static final Duration SOON = Duration.ofSeconds(60);
  private static final int MEBIBYTE = 1024 * 1024;
  private static final byte[] BAD =
      ("x " + IcapServer.MALWARE + " x").getBytes(StandardCharsets.US_ASCII);

  private static IcapServer scanner;
  private static MortalGateway gateway;

  @BeforeAll
  static void start() throws Exception {
    scanner = new IcapServer();
    gateway =
        new MortalGateway("scan-" + UUID.randomUUID().toString().substring(0, 8))
            .with("schakel.scan.icap-url", scanner.uri().toString())
            .with("schakel.scan.patience", "PT2S");
    gateway.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (gateway != null) {
      gateway.close();
    }
    scanner.close();
  }

  @BeforeEach
  void scannerIsWell() {
    scanner.letGo();
    scanner.answering(Manner.NO_CONTENT);
  }

  private static Requests hospital() {
    return gateway.partner("uz-voorbeeld").as("FOLLOW_UP_OWN");
  }

  private static Requests submitting() {
    return gateway.partner("uz-voorbeeld").as("SUBMIT");
  }

  private static Requests antwerpen() {
    return gateway.partner("vk-antwerpen").as("CASE_MANAGEMENT", "social-worker");
  }

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random().nextBytes(bytes);
    return bytes;
  }

  private static Sent sent(byte[] bytes) {
    return Sent.by(
        submitting(), Report.ofOneChild().document("MEDICAL", "application/dicom", bytes));
  }

  private static boolean isThere(Sent sent, byte[] bytes) {
    var read = antwerpen().get(sent.documentPath(0));
    if (read.status() == 503) {
      read.expectProblem(503, "DOCUMENT_NOT_SCANNED");
      return false;
    }
    assertArrayEquals(bytes, read.expect(200).body());
    return true;
  }

  private static void becomesReadable(Sent sent, byte[] bytes) {
    Eventually.holds(SOON, "it is let through", () -> isThere(sent, bytes));
    assertTrue(sent.read(antwerpen()).json().at("/documents/0/scan").isMissingNode());
  }

  private static void keptFromEverybody(Sent sent) {
    for (var reader : List.of(hospital(), antwerpen())) {
      var waits = reader.get(sent.documentPath(0)).expectProblem(503, "DOCUMENT_NOT_SCANNED");
      assertEquals("10", waits.header("Retry-After").orElseThrow());
      var fhir = reader.with("Accept", "*/*").get("/fhir/Binary/" + sent.document(0)).expect(503);
      assertTrue(fhir.text().contains("DOCUMENT_NOT_SCANNED"), fhir::text);
      assertEquals("WAITING", sent.read(reader).expect(200).at("/documents/0/scan"));
    }
  }

  private static boolean told(Requests partner, Sent sent) {
    var events = partner.get("/api/events?limit=100").expect(200).json();
    var list = events.isArray() ? events : events.findPath("items");
    return Answer.stream(list)
        .filter(event -> event.path("kind").asText().equals("MALWARE_FOUND"))
        .filter(event -> event.path("referral").asText().equals(sent.id()))
        .anyMatch(event -> event.path("codes").path("document").asText().equals(sent.document(0)));
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_CONTENT", "THE_SAME"})
  void whatTheScannerLetsThroughIsReadByteForByte(Manner manner) {
    scanner.answering(manner);
    for (var size : new int[] {1, 300_000}) {
      var bytes = bytes(size);
      becomesReadable(sent(bytes), bytes);
    }
    assertEquals("", scanner.fault());
  }

  @Test
  void uploadOfFiftyMebibytesIsScannedBeforeItIsRead() {
    var bytes = bytes(50 * MEBIBYTE);
    var upload = submitting().post("/api/documents", bytes, "application/dicom").expect(201);
    var sent = Sent.by(submitting(), Report.ofOneChild().uploaded(upload.at("/id")));

    becomesReadable(sent, bytes);
  }

  @Test
  void malwareIsReadByNobodyAndToldToSenderAndCentre() {
    var sent = sent(BAD);

    Eventually.holds(
        SOON, "it is found", () -> hospital().get(sent.documentPath(0)).status() == 410);
    for (var reader : List.of(hospital(), antwerpen())) {
      reader.get(sent.documentPath(0)).expectProblem(410, "DOCUMENT_QUARANTINED");
      reader
          .with("Range", "bytes=0-3")
          .get(sent.documentPath(0))
          .expectProblem(410, "DOCUMENT_QUARANTINED");
      var fhir = reader.with("Accept", "*/*").get("/fhir/Binary/" + sent.document(0)).expect(410);
      assertFalse(fhir.text().contains(IcapServer.MALWARE));
      assertEquals("INFECTED", sent.read(reader).expect(200).at("/documents/0/scan"));
      Eventually.holds(SOON, "it is told", () -> told(reader, sent));
    }
    // Who has nothing to do with it does not learn that there is anything
    gateway
        .partner("az-tweede")
        .as("CARE_COORDINATION")
        .get(sent.documentPath(0))
        .expectProblem(404, "NOT_FOUND");
    var logged =
        entries(sent.document(0)).stream()
            .filter(entry -> entry.path("rule").asText().equals("MALWARE_FOUND"))
            .toList();
    assertEquals(1, logged.size(), "one for its child");
    assertEquals("DENY", logged.get(0).path("outcome").asText());
    assertEquals("uz-voorbeeld", logged.get(0).at("/partner/code").asText());
    assertEquals("system", logged.get(0).at("/professional/role").asText());
    assertTrue(
        entries(sent.document(0)).stream()
            .anyMatch(entry -> entry.path("rule").asText().equals("DOCUMENT_QUARANTINED")));
    assertEquals(
        "Proef.Virus-1", one("select found from document_scan where document = :id", sent));
  }

  private static List<JsonNode> entries(String document) {
    return gateway
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select entry from ledger_entry where entry::jsonb ->> 'document' = :value order by id")
                    .bind("value", document)
                    .mapTo(String.class)
                    .map(Report::read)
                    .list());
  }

  private static String one(String query, Sent sent) {
    return gateway
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(query)
                    .bind("id", UUID.fromString(sent.document(0)))
                    .mapTo(String.class)
                    .one());
  }

  @ParameterizedTest
  @EnumSource(names = {"CHANGED", "BLOCKED"})
  void whatTheScannerGivesBackOtherwiseIsReadByNobody(Manner manner) {
    scanner.answering(manner);
    var sent = sent(bytes(1000));

    Eventually.holds(
        SOON, "it is kept", () -> antwerpen().get(sent.documentPath(0)).status() == 410);
  }

  @Test
  void infectedUploadIsNamedByNoReport() {
    var upload = submitting().post("/api/documents", BAD, "text/plain").expect(201).at("/id");
    Eventually.holds(
        SOON,
        "it is found",
        () ->
            gateway
                .asOwner()
                .withHandle(
                    handle ->
                        handle
                            .createQuery("select state from document_scan where document = :id")
                            .bind("id", UUID.fromString(upload))
                            .mapTo(String.class)
                            .one())
                .equals("INFECTED"));

    submitting()
        .post("/api/referrals", Report.ofOneChild().uploaded(upload).json())
        .expectProblem(422, "MALWARE_FOUND")
        .expectError("/documents/0/upload", "MALWARE_FOUND");
  }

  @ParameterizedTest
  @EnumSource(names = {"NOT_FOUND", "BROKEN", "CUT", "SILENT"})
  void scannerThatFailsIsAskedAgain(Manner manner) {
    scanner.answering(manner);
    var bytes = bytes(100_000);
    var before = scanner.begun();
    var sent = sent(bytes);

    Eventually.holds(SOON, "it is asked twice", () -> scanner.begun() >= before + 2);
    keptFromEverybody(sent);
    scanner.answering(Manner.NO_CONTENT);

    becomesReadable(sent, bytes);
  }

  @Test
  void whileTheScannerIsAwayReportsArriveAndNothingIsLost() throws Exception {
    scanner.goAway();
    var bytes = bytes(2000);
    var sent = sent(bytes);
    try {
      keptFromEverybody(sent);
      assertEquals("MEDICAL", sent.read(antwerpen()).at("/documents/0/category"));
    } finally {
      scanner.comeBack();
    }

    becomesReadable(sent, bytes);
  }

  @Test
  void slowScannerIsAskedAFewAtATimeAndHoldsNothing() {
    scanner.hold();
    var bytes = bytes(1000);
    var waiting = new ArrayList<Sent>();
    for (var i = 0; i < 12; i++) {
      waiting.add(sent(bytes));
    }
    Eventually.holds(SOON, "it is busy", () -> scanner.mostAtOnce() > 1);

    int idle =
        gateway
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select count(*) from pg_stat_activity
                             where state = 'idle in transaction' and now() - xact_start > interval '0.5 s'""")
                        .mapTo(Integer.class)
                        .one());
    assertEquals(0, idle, "no transaction waits for it");
    scanner.letGo();
    waiting.forEach(sent -> becomesReadable(sent, bytes));
    assertTrue(scanner.mostAtOnce() <= 4, () -> "at once: " + scanner.mostAtOnce());
  }
}
