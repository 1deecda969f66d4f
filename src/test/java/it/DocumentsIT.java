package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.OffsetDateTime;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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

/** Medical reports and other files: byte for byte, sealed at rest, of any size that is taken. */
@AgainstTheGateway
class DocumentsIT {

  private static final int CHUNK = 64 * 1024;
  private static final int MEBIBYTE = 1024 * 1024;

  private static byte[] bytes(int size) {
    var bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String sha256(byte[] bytes) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
  }

  private static Answer upload(TestPartner partner, byte[] bytes, String contentType) {
    return partner.as("SUBMIT").post("/api/documents", bytes, contentType);
  }

  private static TestPartner hospital() {
    return TestPartner.of("uz-voorbeeld");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 5 * MEBIBYTE})
  void documentComesBackByteForByte(int size) throws Exception {
    var bytes = bytes(size);
    var sent = Sent.byHospital(Report.ofOneChild().document("MEDICAL", "application/dicom", bytes));

    assertEquals(sha256(bytes), sent.receipt().at("/documents/0/sha256"));
    for (var reader : List.of(Sent.hospital(), Sent.antwerpen())) {
      var read = reader.get(sent.documentPath(0)).expect(200);
      assertArrayEquals(bytes, read.body());
      assertEquals("application/dicom", read.contentType());
      assertTrue(read.header("Content-Disposition").orElseThrow().startsWith("attachment"));
      assertEquals("nosniff", read.header("X-Content-Type-Options").orElseThrow());
      assertEquals("no-store", read.header("Cache-Control").orElseThrow());
      assertTrue(read.header("Disclosure-Receipt").isPresent());
    }
    var told = sent.read(Sent.antwerpen()).expect(200);
    assertEquals(size, told.json().at("/documents/0/size").asInt());
    assertEquals("MEDICAL", told.at("/documents/0/category"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\" : 1.50, \"a\":2}\r\n",
        "\ufeff<?xml version=\"1.0\"?>\n<x/>",
        "é\t\u0000\u001f end ",
        "<html><script>alert(1)</script></html>"
      })
  void nothingInADocumentIsTouched(String text) {
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (var type : List.of("application/fhir+json", "text/html; charset=utf-8", "text/plain")) {
      var sent = Sent.byHospital(Report.ofOneChild().document("MEDICAL", type, bytes));

      var read = Sent.hospital().get(sent.documentPath(0)).expect(200);

      assertArrayEquals(bytes, read.body());
      assertEquals(type.replace(" ", ""), read.contentType().replace(" ", ""));
    }
  }

  @Test
  void emptyDocumentIsToldSo() {
    TestPartner.of("uz-voorbeeld")
        .as("SUBMIT")
        .post(
            "/api/referrals",
            Report.ofOneChild().document("MEDICAL", "text/plain", new byte[0]).json())
        .expect(422)
        .expectError("/documents/0/data", "DOCUMENT_EMPTY");
  }

  @ParameterizedTest
  @ValueSource(strings = {"====", "YWJj\\n", "YWJ", "YW Jj", "_-_-", "YWJj="})
  void whatIsNoBase64IsRefused(String data) {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", bytes(3));
    report.but(
        json -> ((ObjectNode) json.at("/documents/0")).put("data", data.replace("\\n", "\n")));

    hospital()
        .as("SUBMIT")
        .post("/api/referrals", report.json())
        .expect(422)
        .expectError("/documents/0/data", "BAD_BASE64");
  }

  @Test
  void documentHasEitherBytesOrAnUpload() {
    for (var change : List.of("both", "none")) {
      var report = Report.ofOneChild().document("MEDICAL", "text/plain", bytes(3));
      var document = (ObjectNode) report.json().at("/documents/0");
      if (change.equals("both")) {
        document.put("upload", UUID.randomUUID().toString());
      } else {
        document.remove("data");
      }
      hospital()
          .as("SUBMIT")
          .post("/api/referrals", report.json())
          .expect(422)
          .expectError("/documents/0", "DOCUMENT_DATA_OR_UPLOAD");
    }
  }

  @Test
  void uploadIsNamedByTheReport() throws Exception {
    var bytes = bytes(CHUNK * 2 + 17);
    var receipt = upload(hospital(), bytes, "application/pdf").expect(201);
    assertEquals(sha256(bytes), receipt.at("/sha256"));
    assertEquals(bytes.length, receipt.json().path("size").asInt());
    assertTrue(OffsetDateTime.parse(receipt.at("/expiresAt")).isAfter(OffsetDateTime.now()));

    var sent = Sent.byHospital(Report.ofOneChild().uploaded(receipt.at("/id")));

    assertEquals(sha256(bytes), sent.receipt().at("/documents/0/sha256"));
    var read = Sent.antwerpen().get(sent.documentPath(0)).expect(200);
    assertArrayEquals(bytes, read.body());
    assertEquals("application/pdf", read.contentType());
  }

  /** As large as one may be, with the number at its very end. */
  @Test
  void uploadWithTheNumberOfASiblingIsAboutBoth() {
    var report = Report.ofSiblings("c1", "c2");
    var bytes = bytes(50 * MEBIBYTE);
    var number = report.child(0).path("insz").asText().getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(number, 0, bytes, bytes.length - number.length, number.length);
    bytes[bytes.length - number.length - 1] = ' ';
    var id = upload(hospital(), bytes, "application/octet-stream").expect(201).at("/id");

    var sent =
        Sent.byHospital(
            report
                .uploaded(id)
                .but(
                    json -> ((ObjectNode) json.at("/documents/0")).putArray("children").add("c2")));

    assertEquals(
        List.of("/documents/0/upload DOCUMENT_NAMES_ANOTHER_CHILD"), sent.receipt().warnings());
  }

  @Test
  void uploadOfAnotherPartnerOrOfNobodyIsNotFound() {
    var foreign = upload(TestPartner.of("az-tweede"), bytes(10), "text/plain").at("/id");
    var used = upload(hospital(), bytes(10), "text/plain").at("/id");
    Sent.byHospital(Report.ofOneChild().uploaded(used));

    for (var id : List.of(foreign, used, UUID.randomUUID().toString())) {
      hospital()
          .as("SUBMIT")
          .post("/api/referrals", Report.ofOneChild().uploaded(id).json())
          .expectProblem(422, "UPLOAD_NOT_FOUND")
          .expectError("/documents/0/upload", "UPLOAD_NOT_FOUND");
    }
    Sent.by(TestPartner.of("az-tweede"), Report.ofOneChild().uploaded(foreign));
  }

  @Test
  void refusedReportLeavesItsUploadForTheNext() {
    var id = upload(hospital(), bytes(10), "text/plain").at("/id");
    hospital()
        .as("SUBMIT")
        .post("/api/referrals", Report.ofOneChild().livingIn("4000").uploaded(id).json())
        .expect(422);

    Sent.byHospital(Report.ofOneChild().uploaded(id));
  }

  @Test
  void fiftyMebibytesAreTakenAndComeBack() throws Exception {
    var bytes = bytes(50 * MEBIBYTE);

    var receipt = upload(hospital(), bytes, "application/dicom").expect(201);
    var sent = Sent.byHospital(Report.ofOneChild().uploaded(receipt.at("/id")));

    assertEquals(sha256(bytes), receipt.at("/sha256"));
    assertArrayEquals(bytes, Sent.antwerpen().get(sent.documentPath(0)).expect(200).body());
  }

  @Test
  void moreThanFiftyMebibytesAreRefusedWithOrWithoutALength() {
    var requests = hospital().as("SUBMIT");
    requests
        .post("/api/documents", new byte[50 * MEBIBYTE + 1], "text/plain")
        .expectProblem(413, "UPLOAD_TOO_LARGE");
    requests
        .post(
            "/api/documents",
            BodyPublishers.ofInputStream(() -> zeros(51)),
            "application/octet-stream")
        .expectProblem(413, "UPLOAD_TOO_LARGE");
  }

  private static InputStream zeros(int mebibytes) {
    var pieces =
        Collections.nCopies(mebibytes, new byte[MEBIBYTE]).stream()
            .map(ByteArrayInputStream::new)
            .toList();
    return new SequenceInputStream(Collections.enumeration(pieces));
  }

  @Test
  void uploadNeedsATypeAndAPurposeOfItsOwn() {
    upload(hospital(), bytes(3), "not a type").expect(400);
    upload(hospital(), bytes(3), "text").expect(400);
    upload(hospital(), bytes(0), "text/plain").expectProblem(422, "DOCUMENT_EMPTY");
    hospital()
        .as("CARE_COORDINATION")
        .post("/api/documents", bytes(3), "text/plain")
        .expectProblem(403, "PURPOSE_MISMATCH");
  }

  @Test
  void documentIsFoundUnderItsOwnReportOnly() {
    var one = Sent.byHospital(Report.ofOneChild().document("MEDICAL", "text/plain", bytes(9)));
    var other = Sent.byHospital(Report.ofOneChild());

    Sent.hospital()
        .get(other.path() + "/documents/" + one.document(0))
        .expectProblem(404, "NOT_FOUND");
    Sent.hospital()
        .get(one.path() + "/documents/" + UUID.randomUUID())
        .expectProblem(404, "NOT_FOUND");
    TestPartner.of("az-tweede")
        .as("CARE_COORDINATION")
        .get(one.documentPath(0))
        .expectProblem(404, "NOT_FOUND");
  }

  @Test
  void documentAboutOneChildNamesIt() {
    var report = Report.ofSiblings("c1", "c2").document("MEDICAL", "text/plain", bytes(9));
    ((ObjectNode) report.json().at("/documents/0")).putArray("children").add("c2");

    var sent = Sent.byHospital(report);

    var told = sent.read(Sent.antwerpen()).json().at("/documents/0/children");
    assertEquals("[\"c2\"]", told.toString());
  }

  @Test
  void everyReadOfADocumentIsLogged() {
    var report = Report.ofSiblings("c1", "c2").document("MEDICAL", "text/plain", bytes(9));
    var sent = Sent.byHospital(report);
    var requestId = UUID.randomUUID().toString();

    Sent.antwerpen().with("X-Request-Id", requestId).get(sent.documentPath(0)).expect(200);

    var lines = Logbook.ofRequest(requestId);
    assertEquals(2, lines.size(), "one for each child");
    for (var line : lines) {
      assertEquals("DOCUMENT_READ", line.at("/action"));
      assertTrue(sent.documentPath(0).endsWith(line.at("/document")), line.entry());
      assertEquals(36, line.at("/document").length());
      assertEquals("[\"MEDICAL\"]", line.json().path("categories").toString());
    }
  }

  @Test
  void nothingOfADocumentLiesReadableInTheDatabase() {
    var word = Invented.word("geheim");
    var bytes = (word + " ".repeat(100)).getBytes();
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", bytes);
    report.but(json -> ((ObjectNode) json.at("/documents/0")).put("title", word));
    var sent = Sent.byHospital(report);
    var receipt = upload(hospital(), bytes, "text/plain");
    assertEquals(201, receipt.status());

    var found =
        Gateway.running()
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            """
                            select count(*) from document_chunk
                             where position(:word::bytea in bytes) > 0""")
                        .bind("word", word.getBytes())
                        .mapTo(Integer.class)
                        .one());

    assertEquals(0, found);
    assertFalse(sent.receipt().text().contains(word));
  }

  @Test
  void largeReportsGoFirstAsUploads() {
    var report = Report.ofOneChild().document("MEDICAL", "text/plain", bytes(8 * MEBIBYTE));

    hospital()
        .as("SUBMIT")
        .post("/api/referrals", report.json())
        .expectProblem(413, "BODY_TOO_LARGE");
  }

  @Test
  void systemMayUploadAndSubmitButReadsNoDocument() {
    Requests system = hospital().as("SUBMIT", "system");
    var id = system.post("/api/documents", bytes(9), "text/plain").expect(201).at("/id");
    var sent = Sent.by(system, Report.ofOneChild().uploaded(id));

    hospital()
        .as("FOLLOW_UP_OWN", "system")
        .get(sent.documentPath(0))
        .expectProblem(403, "UNATTENDED_LIMITED");
  }
}
