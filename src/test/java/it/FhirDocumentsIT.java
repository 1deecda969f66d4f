package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Answer.stream;

import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.SubmissionToBundle;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Documents as hospitals really send them, and back as their readers ask for them. */
@AgainstTheGateway
class FhirDocumentsIT {

  private static final String JSON = "application/fhir+json";
  private static final int LARGE = 11 * 1024 * 1024 + 7;

  @Test
  void largeDocumentComesFirstAndIsThenNamed() {
    var bytes = new byte[LARGE];
    new Random(1).nextBytes(bytes);
    var made = submitter().post("/fhir/Binary", bytes, "image/tiff").expect(201);
    assertTrue(made.header("Location").orElse("").endsWith("/fhir/Binary/" + made.at("/id")));
    assertEquals("image/tiff", made.at("/contentType"));

    var binary = submitted(attachment("Binary/" + made.at("/id")));
    assertArrayEquals(bytes, hospital().get(binary).expect(200).body());
    var part = hospital().with("Range", "bytes=70000-140000").get(binary).expect(206);
    assertArrayEquals(Arrays.copyOfRange(bytes, 70_000, 140_001), part.body());
    assertEquals("bytes 70000-140000/" + LARGE, part.header("Content-Range").orElse(""));
    assertEquals("bytes", part.header("Accept-Ranges").orElse(""));
    var rest = hospital().with("Range", "bytes=-7").get(binary).expect(206);
    assertArrayEquals(Arrays.copyOfRange(bytes, LARGE - 7, LARGE), rest.body());
    var none = hospital().with("Range", "bytes=" + LARGE + "-").get(binary).expect(416);
    assertEquals("bytes */" + LARGE, none.header("Content-Range").orElse(""));
    assertEquals("RANGE_BEHIND_END", none.at("/issue/0/details/coding/0/code"));
    assertTrue(none.at("/issue/0/details/text").contains(" " + LARGE), none::text);
    var tag = part.header("ETag").orElseThrow();
    assertEquals(
        0,
        hospital()
            .beyondTheContract()
            .with("If-None-Match", tag)
            .get(binary)
            .expect(304)
            .body()
            .length);
    var changed = hospital().with("Range", "bytes=0-1").with("If-Range", "\"x\"").get(binary);
    assertEquals(LARGE, changed.expect(200).body().length);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/fhir+json | {"resourceType":"Binary","contentType":"text/plain","data":"aGFsbG8="}
          application/fhir+xml  | <Binary xmlns="http://hl7.org/fhir"><contentType value="text/plain"/><data value="aGFsbG8="/></Binary>
          text/plain            | hallo
          """)
  void binaryIsItsBytesHoweverItComes(String type, String body) {
    var made = submitter().post("/fhir/Binary", body, type).expect(201);

    var binary = submitted(attachment("Binary/" + made.at("/id")));
    var read = hospital().get(binary).expect(200);
    assertEquals("hallo", read.text());
    assertEquals("text/plain", read.contentType());
  }

  @Test
  void whoSendsABinaryGetsBackWhatItPrefers() {
    // The contract has a body for whoever prefers one
    var minimal = submitter().beyondTheContract().with("Prefer", "return=minimal");
    var nothing = minimal.post("/fhir/Binary", "hallo", "text/plain").expect(201);
    assertEquals(0, nothing.body().length);
    assertTrue(nothing.header("Location").orElse("").contains("/fhir/Binary/"));
    var wrong = minimal.post("/fhir/Binary", new byte[0], "application/pdf").expect(422);
    assertEquals("DOCUMENT_EMPTY", wrong.at("/issue/0/details/coding/0/code"));

    var told =
        submitter()
            .with("Prefer", "return=OperationOutcome")
            .post("/fhir/Binary", "hallo", "text/plain")
            .expect(201);
    assertEquals("STORED", told.at("/issue/0/details/coding/0/code"));
    assertTrue(told.header("Location").orElse("").contains("/fhir/Binary/"));
  }

  @Test
  void nothingAtAllIsNoBinary() {
    var refused = submitter().post("/fhir/Binary", new byte[0], "application/pdf").expect(422);
    assertEquals("DOCUMENT_EMPTY", refused.at("/issue/0/details/coding/0/code"));
  }

  @Test
  void documentOfFhirIsNoBinary() {
    var bundle = "{\"resourceType\":\"Bundle\", \"type\":\"document\"}";
    var made = submitter().post("/fhir/Binary", bundle, JSON).expect(201);

    var binary = submitted(attachment("Binary/" + made.at("/id")));
    assertEquals(bundle, hospital().beyondTheContract().get(binary).expect(200).text());
    assertEquals(
        "UPLOAD_NOT_FOUND",
        submit(attachment("Binary/" + made.at("/id")))
            .expect(422)
            .at("/issue/0/details/coding/0/code"));
  }

  @Test
  void laboratoryReportIsReadableAsItWasSentAndAsItIsPresented() {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    add(
        bundle,
        "urn:uuid:00000000-0000-4000-8000-00000000000a",
        """
        {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
         "result": [{"reference": "urn:uuid:00000000-0000-4000-8000-00000000000b"}],
         "presentedForm": [{"contentType": "application/pdf", "data": "JVBERi0xLjQK"}]}""");
    add(
        bundle,
        "urn:uuid:00000000-0000-4000-8000-00000000000b",
        """
        {"resourceType": "Observation", "status": "final", "code": {"text": "Hemoglobine"},
         "valueQuantity": {"value": 12.5, "unit": "g/dL"}}""");
    var answer = submitter().post("/fhir", bundle.toString(), JSON).expect(200);
    var request = hospital().get("/fhir/" + location(answer, "ServiceRequest")).expect(200).json();

    var documents =
        stream(request.path("supportingInfo"))
            .map(each -> each.path("reference").asText())
            .filter(each -> each.startsWith("DocumentReference/"))
            .map(each -> hospital().get("/fhir/" + each).expect(200))
            .toList();
    assertEquals(2, documents.size());
    for (var document : documents) {
      assertEquals("Bloedbeeld", document.at("/content/0/attachment/title"));
      assertEquals("SDV", document.at("/meta/security/1/code"));
      assertEquals("MEDICAL", document.at("/meta/security/2/code"));
      var read =
          hospital()
              .beyondTheContract()
              .get("/fhir/" + document.at("/content/0/attachment/url"))
              .expect(200);
      if (read.contentType().equals(JSON)) {
        assertTrue(read.text().contains("12.5"), read::text);
        assertEquals("Observation", read.at("/entry/1/resource/resourceType"));
      } else {
        assertArrayEquals(Base64.getDecoder().decode("JVBERi0xLjQK"), read.body());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"application/fhir+json", "application/fhir+xml"})
  void whatWasSentIsProvedByItsDigestToItsSenderAndTheCentre(String type) {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    ((ObjectNode) bundle.at("/entry/0")).remove("request");
    var sent =
        type.equals(JSON)
            ? "\ufeff" + bundle.toPrettyString().replace("\n", "\r\n")
            : R4.xml().encodeResourceToString(R4.json().parseResource(bundle.toString()));
    var answer = submitter().post("/fhir", sent, type).expect(200);
    var request = location(answer, "ServiceRequest");

    for (var reader : List.of(hospital(), Sent.antwerpen())) {
      var place = "/fhir/" + reader.get("/fhir/" + request).at("/relevantHistory/0/reference");
      var provenance = reader.get(place).expect(200);
      assertEquals(request, provenance.at("/target/0/reference"));
      assertEquals("transform", provenance.at("/activity/coding/0/code"));
      assertEquals("VALUE_NORMALISED", provenance.at("/extension/0/extension/0/valueCode"));
      assertEquals(
          "Bundle.entry[0].request", provenance.at("/extension/0/extension/1/valueString"));
      assertEquals(
          name(sent.getBytes(StandardCharsets.UTF_8)),
          provenance.at("/entity/0/what/identifier/value"));
      // It holds every category at once: no role, no unattended work and no retraction opens it
      var id = place.substring(place.lastIndexOf('/') + 1);
      reader.get("/fhir/Binary/" + id).expect(404);
      reader.get("/api/referrals/" + request.substring(15) + "/documents/" + id).expect(404);
      TestPartner.of("az-tweede").as("CARE_COORDINATION").get(place).expect(404);
    }
  }

  @Test
  void reportHasItsContentsAndItsDocumentUnderTheIdOfTheComposition() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var contents = hospital().get("/fhir/Composition/" + sent.id()).expect(200);
    assertEquals("57133-1", contents.at("/type/coding/0/code"));
    var document = hospital().get("/fhir/Composition/" + sent.id() + "/$document").expect(200);
    assertEquals("document", document.at("/type"));
    assertEquals(contents.json().path("section"), document.json().at("/entry/0/resource/section"));
  }

  @Test
  void sameDocumentsSentAgainForAReportAreThere() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var addition =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:00000000-0000-4000-8000-00000000000c",
           "resource": {"resourceType": "DocumentReference", "status": "current",
             "context": {"related": [{"reference": "ServiceRequest/%s"}]},
             "content": [{"attachment": {"contentType": "text/plain", "data": "aGFsbG8="}}]},
           "request": {"method": "POST", "url": "DocumentReference"}}]}"""
            .formatted(sent.id());
    var first = submitter().post("/fhir", addition, JSON).expect(200);
    var again = submitter().post("/fhir", addition, JSON).expect(200);
    assertEquals(location(first, "DocumentReference"), location(again, "DocumentReference"));
    assertEquals("201", first.at("/entry/0/response/status"));
    assertEquals("200", again.at("/entry/0/response/status"));
    var keyed = submitter().with("Idempotency-Key", Invented.word("key"));
    var third = addition.replace("aGFsbG8=", "ZHJpZQ==");
    var withKey = keyed.post("/fhir", third, JSON).expect(200);
    assertEquals(withKey.text(), keyed.post("/fhir", third, JSON).expect(200).text());
    var other = addition.replace("aGFsbG8=", "ZGFn");
    var second = submitter().post("/fhir", other, JSON).expect(200);
    assertTrue(!location(first, "DocumentReference").equals(location(second, "DocumentReference")));
    assertEquals(
        3, hospital().get("/api/referrals/" + sent.id()).json().at("/developments").size());
  }

  @Test
  void eachFormOfADocumentIsNamedAndTakenBack() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var addition =
        """
        {"resourceType": "Bundle", "type": "transaction", "entry": [
          {"fullUrl": "urn:uuid:00000000-0000-4000-8000-00000000000c",
           "resource": {"resourceType": "DocumentReference", "status": "current",
             "context": {"related": [{"reference": "ServiceRequest/%s"}]},
             "content": [{"attachment": {"contentType": "text/plain", "data": "aGFsbG8="}},
               {"attachment": {"contentType": "text/html", "data": "PGI+aGFsbG88L2I+"}}]},
           "request": {"method": "POST", "url": "DocumentReference"}}]}"""
            .formatted(sent.id());
    var answer = submitter().post("/fhir", addition, JSON).expect(200);
    var named =
        stream(answer.json().at("/entry/0/response/outcome/issue"))
            .map(issue -> issue.at("/details/text").asText())
            .map(text -> text.replaceFirst(".*(DocumentReference/[^:]*):.*", "$1"))
            .filter(text -> text.startsWith("DocumentReference/"))
            .toList();
    assertEquals(location(answer, "DocumentReference"), named.get(0));
    assertEquals(2, named.size());
    for (var each : named) {
      var own = (ObjectNode) hospital().get("/fhir/" + each).expect(200).json();
      own.put("status", "entered-in-error");
      hospital().put("/fhir/" + each, own.toString(), JSON).expect(200);
    }
    var request = hospital().get("/fhir/ServiceRequest/" + sent.id()).expect(200);
    assertFalse(request.text().contains("\"current\""), request::text);
  }

  /** What was cut off on its way, or mixed up with another. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          size | 5
          hash | "/fLoFFqpZiB0c2dmK1ohhkDDAZ8="
          """)
  void whatIsSaidOfAnUploadIsHeldAgainstItsBytes(String name, String otherwise) {
    var made = submitter().post("/fhir/Binary", "hallo!", "text/plain").expect(201);
    var reference = attachment("Binary/" + made.at("/id"));
    var wrong = reference.replace("\"url\"", "\"" + name + "\": " + otherwise + ", \"url\"");
    var refused = submit(wrong).expect(422);
    assertEquals("DIGEST_MISMATCH", refused.at("/issue/0/details/coding/0/code"));
    assertTrue(refused.at("/issue/0/expression/0").endsWith("attachment." + name), refused::text);

    var right = "\"size\": 6, \"hash\": \"VVe+454lVW1TBpSPBdi6Yj0mwiY=\", \"url\"";
    var answer = submit(reference.replace("\"url\"", right)).expect(200);
    assertFalse(answer.text().contains("attachment." + name), answer::text);
  }

  @Test
  void conditionOfACreateIsOneThatIsHeld() {
    var report = Report.ofOneChild().reference(Invented.word("condition"));
    var own = report.json().path("yourReference");
    var condition = "identifier=" + own.path("system").asText() + "|" + own.path("value").asText();
    var bundle = SubmissionToBundle.of(report.json()).toString();
    submitter().with("If-None-Exist", condition).post("/fhir", bundle, JSON).expect(200);
    submitter().with("If-None-Exist", condition).post("/fhir", bundle, JSON).expect(200);
    submitter()
        .beyondTheContract()
        .with("If-None-Exist", "identifier=https://a.example|1")
        .post("/fhir", bundle, JSON)
        .expect(400);
    var alone =
        submitter()
            .beyondTheContract()
            .with("If-None-Exist", condition)
            .post("/fhir/Binary", "hallo", "text/plain")
            .expect(400);
    assertEquals("CONDITION_NOT_HELD", alone.at("/issue/0/details/coding/0/code"));
  }

  /** RFC 6920, section 3. */
  private static String name(byte[] bytes) {
    try {
      var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
      return "ni:///sha-256;" + Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new AssertionError(everyPlatformHasIt);
    }
  }

  @Test
  void documentsOfMhdGoToTheReportThatTheyName() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var text = Invented.word("verslag");
    var answer = provide(sent, report.child(0).path("insz").asText(), text).expect(200);

    var place = location(answer, "DocumentReference");
    assertEquals(
        text, hospital().get("/fhir/" + place.replace("DocumentReference", "Binary")).text());
    assertEquals(
        "ServiceRequest/" + sent.id(),
        hospital().get("/fhir/" + place).expect(200).at("/context/related/0/reference"));
    assertEquals(
        text, Sent.antwerpen().get("/fhir/" + place.replace("DocumentReference", "Binary")).text());
  }

  @Test
  void documentsOfAnotherChildOrForSomebodyElsesReportGoNowhere() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);

    var stranger = provide(sent, Invented.insz(), "x").expect(422);
    assertEquals("UNKNOWN_CHILD", stranger.at("/issue/0/details/coding/0/code"));
    assertEquals("Bundle.entry[0].resource.subject", stranger.at("/issue/0/expression/0"));
    var other =
        TestPartner.of("caw-voorbeeld")
            .as("SUBMIT")
            .post("/fhir", mhd(sent, report.child(0).path("insz").asText(), "x"), JSON);
    assertEquals("REPORT_NOT_FOUND", other.expect(404).at("/issue/0/details/coding/0/code"));
  }

  @Test
  void documentIsReplacedAndTakenBackAndTheCentreSeesWhoHadIt() {
    var report =
        Report.ofOneChild()
            .document("MEDICAL", "text/plain", "oud".getBytes(StandardCharsets.UTF_8))
            .consent("az-tweede", "MEDICAL", "CARE_COORDINATION");
    var sent = Sent.byHospital(report);
    var old = "/fhir/DocumentReference/" + sent.document(0);
    var reader = TestPartner.of("az-tweede").as("CARE_COORDINATION");
    reader.get("/fhir/Binary/" + sent.document(0)).expect(200);
    var number = report.child(0).get("insz").asText();
    var answer = submitter().post("/fhir", edition(sent, number, "nieuw"), JSON).expect(200);

    var newer = "/fhir/" + location(answer, "DocumentReference");
    var last = answer.json().path("entry").size() - 1;
    assertEquals("200", answer.at("/entry/" + last + "/response/status"));
    assertEquals(
        old.substring("/fhir/".length()), answer.at("/entry/" + last + "/response/location"));
    assertEquals("superseded", reader.get(old).expect(200).at("/status"));
    var read = reader.get(newer).expect(200);
    assertEquals("current", read.at("/status"));
    assertEquals("replaces", read.at("/relatesTo/0/code"));
    assertEquals("DocumentReference/" + sent.document(0), read.at("/relatesTo/0/target/reference"));
    var again = submitter().post("/fhir", edition(sent, number, "later"), JSON).expect(422);
    assertEquals("ALREADY_CORRECTED", again.at("/issue/0/details/coding/0/code"));
    assertEquals(
        "Bundle.entry[0].resource.relatesTo[0].target.reference",
        again.at("/issue/0/expression/0"));

    var own = (ObjectNode) hospital().get(newer).expect(200).json();
    own.put("status", "entered-in-error");
    hospital()
        .put(newer, own.deepCopy().put("description", "Een ander").toString(), JSON)
        .expect(422);
    hospital().with("If-Match", "W/\"0-0\"").put(newer, own.toString(), JSON).expect(412);
    hospital()
        .put(newer, own.deepCopy().put("date", "2020-01-01T00:00:00Z").toString(), JSON)
        .expect(422);
    var back = hospital().put(newer, own.toString(), JSON).expect(200);
    assertEquals("entered-in-error", back.at("/status"));
    reader.get(newer).expect(404);
    reader.get(newer.replace("DocumentReference", "Binary")).expect(404);
    assertEquals("entered-in-error", Sent.antwerpen().get(newer).expect(200).at("/status"));

    var whole = Sent.antwerpen().get("/fhir/ServiceRequest/" + sent.id() + "/$document").text();
    assertTrue(whole.contains(old + "\""), whole);
    assertFalse(whole.contains(newer + "\""), whole);

    var seen = Sent.antwerpen().get(sent.path() + "/corrections").expect(200);
    assertEquals("DOCUMENT_REPLACED", seen.at("/corrections/0/kind"));
    assertEquals("az-tweede", seen.at("/corrections/0/recipients/0/code"));
    assertEquals("true", seen.at("/corrections/0/recipients/0/told"));
    assertEquals("ENTERED_IN_ERROR", seen.at("/corrections/1/reason"));
    reader.get(sent.path() + "/corrections").expect(403);
  }

  /** In the place of the first document. */
  private static String edition(Sent sent, String insz, String text) {
    var bundle = (ObjectNode) Report.read(mhd(sent, insz, text));
    var relation = ((ObjectNode) bundle.at("/entry/0/resource")).putArray("relatesTo").addObject();
    relation.put("code", "replaces");
    var old = "DocumentReference/" + sent.document(0);
    relation.putObject("target").put("reference", old);
    // As MHD has it since 4.2
    bundle
        .withArray("entry")
        .add(
            Report.read(
                """
                {"request": {"method": "PATCH", "url": "%s"}, "resource": {"resourceType": "Parameters", "parameter": [
                 {"name": "operation", "part": [{"name": "type", "valueCode": "replace"},
                  {"name": "path", "valueString": "DocumentReference.status"}, {"name": "value", "valueCode": "superseded"}]}]}}"""
                    .formatted(old)));
    return bundle.toString();
  }

  @Test
  void linkOfTwoChildrenIsThereForTheirCentreAloneUntilItIsTakenAway() {
    var report = Report.ofOneChild();
    var one = Sent.byHospital(report);
    var two = Sent.byHospital(report.reference(Invented.word("tweede")));
    var patient = "/fhir/Patient/" + one.child(0);
    var before = hospital().get(patient).expect(200);
    var link =
        Report.object("child", one.child(0), "other", two.child(0), "type", "REPLACES")
            .put("reason", "zelfde kind");
    hospital().post(one.path() + "/links", link).expect(403);

    var made = Sent.antwerpen().post(one.path() + "/links", link).expect(201);

    var seen = Sent.antwerpen().get(patient).expect(200);
    assertEquals("replaces", seen.at("/link/0/type"));
    assertEquals("Patient/" + two.child(0), seen.at("/link/0/other/reference"));
    var other = Sent.antwerpen().get("/fhir/Patient/" + two.child(0)).expect(200);
    assertEquals("replaced-by", other.at("/link/0/type"));
    var after = hospital().get(patient).expect(200);
    assertEquals(before.text(), after.text());
    assertEquals(before.header("ETag"), after.header("ETag"));

    var end = two.path() + "/links/" + made.at("/links/0/id") + "/end";
    Sent.antwerpen().post(end, Report.object("reason", "toch niet")).expect(200);
    assertTrue(Sent.antwerpen().get(patient).expect(200).json().path("link").isMissingNode());
    var history = Sent.antwerpen().get(one.path() + "/links").expect(200);
    assertEquals("toch niet", history.at("/links/0/end/reason"));
  }

  private static Answer provide(Sent sent, String insz, String text) {
    return submitter().post("/fhir", mhd(sent, insz, text), JSON);
  }

  private static String mhd(Sent sent, String insz, String text) {
    var bundle =
        (ObjectNode) Report.read("{\"resourceType\": \"Bundle\", \"type\": \"transaction\"}");
    add(
        bundle,
        "urn:uuid:00000000-0000-4000-8000-000000000001",
        """
        {"resourceType": "DocumentReference", "status": "current",
         "subject": {"reference": "urn:uuid:00000000-0000-4000-8000-000000000003"},
         "content": [{"attachment": {"url": "urn:uuid:00000000-0000-4000-8000-000000000002"}}],
         "context": {"related": [{"reference": "ServiceRequest/%s"}]}}"""
            .formatted(sent.id()));
    add(
        bundle,
        "urn:uuid:00000000-0000-4000-8000-000000000002",
        "{\"resourceType\": \"Binary\", \"contentType\": \"text/plain\", \"data\": \"%s\"}"
            .formatted(Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))));
    add(
        bundle,
        "urn:uuid:00000000-0000-4000-8000-000000000003",
        "{\"resourceType\": \"Patient\", \"identifier\": [{\"system\": \"%s\", \"value\": \"%s\"}]}"
            .formatted("https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin", insz));
    return bundle.toString();
  }

  @Test
  void reportIsReadAsOneDocument() {
    var report = Report.ofOneChild();
    var sent = Sent.byHospital(report);
    var place = "/fhir/ServiceRequest/" + sent.id() + "/$document";
    var document = hospital().in("fr").get(place).expect(200);

    assertEquals("document", document.at("/type"));
    assertEquals("Composition", document.at("/entry/0/resource/resourceType"));
    assertEquals("SDV", document.at("/entry/0/resource/meta/security/1/code"));
    assertTrue(document.text().contains("Enfants"), document::text);
    assertTrue(document.text().contains(report.json().path("facts").asText()), document::text);
    assertEquals(
        "NOT_FOUND",
        TestPartner.of("clb-voorbeeld")
            .as("FOLLOW_UP_OWN")
            .get(place)
            .expect(404)
            .at("/issue/0/details/coding/0/code"));
  }

  @Test
  void documentIsKeptAsWhatItIsAndProgramIsNot() {
    var pdf =
        Base64.getEncoder().encodeToString("%PDF-1.7 proef".getBytes(StandardCharsets.US_ASCII));
    var answer = submit(inline("text/plain", pdf)).expect(200);
    assertTrue(answer.text().contains("CONTENT_TYPE_CORRECTED"), answer::text);
    var place =
        "/fhir/" + location(answer, "DocumentReference").replace("DocumentReference", "Binary");
    assertEquals("application/pdf", hospital().get(place).expect(200).contentType());

    var upload = submitter().post("/fhir/Binary", "%PDF-1.7 vooraf", "application/pdf").expect(201);
    var named =
        submit(
                attachment("Binary/" + upload.at("/id"))
                    .replace("\"url\"", "\"contentType\": \"text/html\", \"url\""))
            .expect(200);
    assertTrue(named.text().contains("CONTENT_TYPE_CORRECTED"), named::text);
    var kept =
        "/fhir/" + location(named, "DocumentReference").replace("DocumentReference", "Binary");
    assertEquals("application/pdf", hospital().get(kept).expect(200).contentType());

    var elf =
        Base64.getEncoder().encodeToString("\u007fELF proef".getBytes(StandardCharsets.US_ASCII));
    var refused = submit(inline("application/pdf", elf)).expect(422);
    assertEquals("PROGRAM_REFUSED", refused.at("/issue/0/details/coding/0/code"));
    assertTrue(refused.at("/issue/0/expression/0").endsWith("attachment.data"), refused::text);
    var ahead = submitter().post("/fhir/Binary", "\u007fELF proef", "image/png").expect(422);
    assertEquals("PROGRAM_REFUSED", ahead.at("/issue/0/details/coding/0/code"));
  }

  private static String inline(String type, String data) {
    return """
        {"resourceType": "DocumentReference", "status": "current",
         "content": [{"attachment": {"contentType": "%s", "data": "%s"}}]}"""
        .formatted(type, data);
  }

  private static String attachment(String url) {
    return """
        {"resourceType": "DocumentReference", "status": "current",
         "content": [{"attachment": {"url": "%s"}}]}"""
        .formatted(url);
  }

  /** The place of the bytes of the one document. */
  private static String submitted(String reference) {
    var answer = submit(reference).expect(200);
    return "/fhir/" + location(answer, "DocumentReference").replace("DocumentReference", "Binary");
  }

  private static Answer submit(String reference) {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    add(bundle, "urn:uuid:00000000-0000-4000-8000-00000000000d", reference);
    return submitter().post("/fhir", bundle.toString(), JSON);
  }

  private static void add(ObjectNode bundle, String fullUrl, String resource) {
    var entry = bundle.withArray("entry").addObject().put("fullUrl", fullUrl);
    entry.set("resource", Report.read(resource));
    entry
        .putObject("request")
        .put("method", "POST")
        .put("url", entry.at("/resource/resourceType").asText());
  }

  private static String location(Answer answer, String type) {
    return stream(answer.json().path("entry"))
        .map(entry -> entry.at("/response/location").asText())
        .filter(location -> location.startsWith(type + "/"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + answer.text()));
  }

  private static Requests hospital() {
    return Sent.hospital();
  }

  private static Requests submitter() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }
}
