package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static testkit.Answer.stream;

import be.schakel.fhir.in.SubmissionToBundle;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Invented;
import testkit.Listing;
import testkit.Logbook;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** A hospital and a centre meet over FHIR R4. */
@AgainstTheGateway
class FhirIT {

  private static final String FHIR = "application/fhir+json";

  @Test
  void aTransactionGivesReferenceCentreAndAPlaceForEverything() {
    var answer = submit(Report.ofOneChild().document("MEDICAL", "text/plain", bytes("a")));

    assertEquals("transaction-response", answer.at("/type"));
    assertEquals("VK Antwerpen", answer.at("/entry/0/resource/contained/0/name"));
    assertTrue(answer.header("Disclosure-Receipt").isPresent());
    for (var place : List.of("ServiceRequest", "Patient", "DocumentReference")) {
      hospital().get("/fhir/" + location(answer, place)).expect(200);
    }
  }

  @Test
  void whatGoesInByFhirComesOutByJson() {
    var report = Report.ofOneChild().consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
    var id = id(submit(report));

    var read = hospital().get("/api/referrals/" + id).expect(200).json();
    assertEquals(report.json().path("facts"), read.path("facts"));
    assertEquals(report.child(0).path("insz"), read.at("/children/0/insz"));
    assertEquals("SAFETY_PLAN", read.at("/consents/0/categories/0").asText());
  }

  /** A person's is a name for it in a later consent: a hospital reads nobody's family. */
  @Test
  void everyLocationLeadsSomewhere() {
    var report =
        Report.ofSiblings("older", "younger")
            .document("MEDICAL", "text/plain", bytes("a"))
            .consent("az-tweede", "SAFETY_PLAN", "CARE_COORDINATION");
    for (var entry : submit(report).json().path("entry")) {
      var location = entry.at("/response/location").asText();
      if (location.startsWith("RelatedPerson/")) {
        expect(hospital().get("/fhir/" + location), 403, "NOT_PERMITTED_FOR_KIND");
        Sent.antwerpen().get("/fhir/" + location).expect(200);
      } else if (!location.isEmpty()) {
        hospital().get("/fhir/" + location).expect(200);
      }
    }
  }

  @Test
  void whatGoesInByJsonComesOutByFhir() {
    var report = Report.ofSiblings("older", "younger");
    var sent = Sent.byHospital(report);

    var request = hospital().get("/fhir/ServiceRequest/" + sent.id()).expect(200).json();
    assertEquals(report.json().path("facts"), request.at("/note/0/text"));
    assertEquals("Group/" + sent.id(), request.at("/subject/reference").asText());
    var group = hospital().get("/fhir/Group/" + sent.id()).expect(200).json();
    assertEquals("Patient/" + sent.child(1), group.at("/member/1/entity/reference").asText());
    var child = hospital().get("/fhir/Patient/" + sent.child(1)).expect(200).json();
    assertEquals(report.child(1).path("insz"), child.at("/identifier/0/value"));
  }

  @Test
  void aReadOfOneResourceIsRecordedForThatAlone() {
    var sent = Sent.byHospital(Report.ofSiblings("older", "younger"));

    var request = Invented.word("request");
    hospital().with("X-Request-Id", request).get("/fhir/Patient/" + sent.child(0)).expect(200);
    var lines = Logbook.ofRequest(request);
    assertEquals(1, lines.size());
    var categories = lines.get(0).json().path("categories").toString();
    assertTrue(categories.contains("CHILD_ID"), categories);
    assertFalse(categories.contains("STATUS"), categories);
  }

  @Test
  void theCentreMovesByTaskAndTheHospitalReadsTheAdvice() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var advice = Invented.word("advies");
    sent.advise(Sent.antwerpen(), advice, "uz-voorbeeld").expect(201);

    var task = (ObjectNode) Sent.antwerpen().get(task(sent)).expect(200).json();
    ((ObjectNode) task.at("/businessStatus/coding/0")).put("code", "TAKEN_UP");
    var moved = Sent.antwerpen().put(task(sent), task.toString(), FHIR).expect(200);
    assertEquals("in-progress", moved.at("/status"));

    var read = hospital().get(task(sent)).expect(200);
    assertEquals("TAKEN_UP", read.at("/businessStatus/coding/0/code"));
    assertEquals(advice, read.at("/output/0/valueString"));
    assertEquals("+32 3 000 00 01", read.at("/contained/0/telecom/0/value"));
  }

  @Test
  void underCoverOfAMoveNothingElseChanges() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var task = (ObjectNode) Sent.antwerpen().get(task(sent)).expect(200).json();
    ((ObjectNode) task.at("/businessStatus/coding/0")).put("code", "TAKEN_UP");
    task.put("priority", "stat");

    var told = Sent.antwerpen().put(task(sent), task.toString(), FHIR);
    expect(told, 422, "ONLY_STATUS_MAY_CHANGE");
    assertEquals("Task.priority", told.at("/issue/0/expression/0"));
    assertEquals("requested", Sent.antwerpen().get(task(sent)).at("/status"));
  }

  @Test
  void onlyTheCentreMoves() {
    var sent = Sent.byHospital(Report.ofOneChild());
    var task = hospital().get(task(sent)).expect(200).text();

    expect(hospital().put(task(sent), task, FHIR), 403, "INSUFFICIENT_SCOPE");
  }

  @Test
  void aDocumentComesBackByteForByte() {
    var original = "{ \"resourceType\":\"Bundle\", \"type\" : \"document\",\n\t\"é\":1.0 }";
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json());
    var reference = bundle.withArray("entry").addObject();
    reference
        .putObject("resource")
        .put("resourceType", "DocumentReference")
        .put("status", "current")
        .putArray("content")
        .addObject()
        .putObject("attachment")
        .put("url", "urn:uuid:11111111-2222-4333-8444-555555555555");
    var body = bundle.toString();
    var entry =
        ",{\"fullUrl\":\"urn:uuid:11111111-2222-4333-8444-555555555555\",\"resource\":"
            + original
            + "}";
    var at = body.lastIndexOf("]");
    var answer =
        TestPartner.of("uz-voorbeeld")
            .as("SUBMIT")
            .post("/fhir", body.substring(0, at) + entry + body.substring(at), FHIR)
            .expect(200);
    var binary = "/fhir/" + location(answer, "Binary");

    var plain = hospital().beyondTheContract().get(binary).expect(200);
    assertArrayEquals(bytes(original), plain.body());
    assertEquals(FHIR, plain.contentType());
    var wrapped = hospital().with("Accept", FHIR + "; wrapper=1").get(binary).expect(200);
    assertArrayEquals(bytes(original), Base64.getDecoder().decode(wrapped.at("/data")));
    var asked = hospital().get(binary + "?_format=json").expect(200);
    assertEquals("Binary", asked.at("/resourceType"));
    assertArrayEquals(bytes(original), Base64.getDecoder().decode(asked.at("/data")));
  }

  @Test
  void ownReportsAreFoundByReferenceAndByChildAndNeverCounted() {
    var reference = Invented.word("ref");
    var report = Report.ofOneChild().reference(reference);
    var id = id(submit(report));

    var found =
        hospital().get("/fhir/ServiceRequest?identifier=https://proef.example/ref%7C" + reference);
    assertEquals(List.of(id), ids(found));
    assertTrue(found.json().path("total").isMissingNode());
    var insz = report.child(0).path("insz").asText();
    assertEquals(
        List.of(id),
        ids(
            hospital()
                .post(
                    "/fhir/Task/_search",
                    "patient.identifier=" + insz,
                    "application/x-www-form-urlencoded")));
    assertEquals(
        List.of(),
        ids(
            TestPartner.of("az-tweede")
                .as("FOLLOW_UP_OWN")
                .post(
                    "/fhir/ServiceRequest/_search",
                    "patient.identifier=" + insz,
                    "application/x-www-form-urlencoded")));
  }

  /** As people quote it to each other by telephone. */
  @Test
  void reportIsFoundByTheReferenceThatWeGave() {
    var id = id(submit(Report.ofOneChild()));
    var ours = hospital().get("/api/referrals/" + id).expect(200).at("/reference");
    var token = "identifier=https://schakel.example/fhir/NamingSystem/referral%7C" + ours;

    for (var who : List.of(hospital(), Sent.antwerpen())) {
      assertEquals(List.of(id), ids(who.get("/fhir/ServiceRequest?" + token)));
      var form = "application/x-www-form-urlencoded";
      assertEquals(List.of(id), ids(who.post("/fhir/ServiceRequest/_search", token, form)));
      assertEquals(List.of(id), Listing.referrals(who, token));
    }
    assertEquals(List.of(), ids(Sent.centre("vk-limburg").get("/fhir/ServiceRequest?" + token)));
    var refused = hospital().get("/fhir/ServiceRequest?identifier=" + ours).expect(400);
    assertTrue(refused.text().contains("NamingSystem/referral|"), refused::text);
  }

  @Test
  void pagesFollowEachOtherByTheirLinks() {
    submit(Report.ofOneChild());
    submit(Report.ofOneChild());

    var first = hospital().get("/fhir/Task?_count=1&status=requested").expect(200);
    var next =
        stream(first.json().path("link"))
            .filter(link -> link.path("relation").asText().equals("next"))
            .map(link -> link.path("url").asText().replaceFirst("^.*/fhir/", "/fhir/"))
            .findFirst()
            .orElseThrow();
    var second = hospital().get(next).expect(200);
    assertEquals(1, ids(second).size());
    assertFalse(ids(second).equals(ids(first)));
  }

  @Test
  void aTransferThatASecretAddressHidesIsNotFoundByItsStatus() {
    var report = Report.ofOneChild();
    report.child(0).put("secretAddress", true);
    var sent = Sent.byHospital(report);
    sent.transfer(Sent.antwerpen(), "vk-limburg").expect(200);

    assertFalse(
        ids(hospital().get("/fhir/Task?status=received&_id=" + sent.id())).contains(sent.id()));
    var found = hospital().get("/fhir/Task?status=requested&_id=" + sent.id());
    assertEquals(List.of(sent.id()), ids(found));
    assertEquals("RECEIVED", found.at("/entry/0/resource/businessStatus/coding/0/code"));
    assertEquals(
        List.of(sent.id()),
        ids(Sent.centre("vk-limburg").get("/fhir/Task?status=received&_id=" + sent.id())));
  }

  @Test
  void theSameKeyGivesTheSameReport() {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().json()).toString();
    var keyed =
        TestPartner.of("uz-voorbeeld")
            .as("SUBMIT")
            .with("Idempotency-Key", '"' + Invented.word("key") + '"');

    var first = keyed.post("/fhir", bundle, FHIR).expect(200);
    assertEquals(id(first), id(keyed.post("/fhir", bundle, FHIR).expect(200)));
  }

  @Test
  void whoHasNothingToDoWithItFindsNothing() {
    var sent = Sent.byHospital(Report.ofOneChild().document("MEDICAL", "text/plain", bytes("a")));
    var stranger = TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN");

    for (var place :
        List.of(
            "ServiceRequest/" + sent.id(),
            "Task/" + sent.id(),
            "Group/" + sent.id(),
            "Patient/" + sent.child(0),
            "RelatedPerson/" + sent.child(0) + "-p1")) {
      var answer = stranger.get("/fhir/" + place);
      expect(answer, 404, "NOT_FOUND");
      assertTrue(answer.header("Disclosure-Receipt").isEmpty());
    }
  }

  @Test
  void whatTheFeatureFindsWrongIsToldWithAFhirPath() {
    var bundle = SubmissionToBundle.of(Report.ofOneChild().livingIn("5000").json());
    var answer = TestPartner.of("uz-voorbeeld").as("SUBMIT").post("/fhir", bundle.toString(), FHIR);

    expect(answer, 422, "WALLOON_POSTAL_CODE");
    assertTrue(
        answer
            .at("/issue/0/expression/0")
            .matches("Bundle\\.entry\\[\\d+]\\.resource\\.address\\[0]\\.postalCode"),
        answer.text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ServiceRequest?subject:Patient.identifier=16071400103",
        "Task?patient.identifier=16071400103",
        "Patient/16071400103"
      })
  void aNumberOfAPersonIsRefusedInAnAddress(String place) {
    expect(hospital().beyondTheContract().get("/fhir/" + place), 400, "IDENTIFIER_IN_URL");
  }

  @Test
  void otherFormatsAreRefused() {
    var submitter = TestPartner.of("uz-voorbeeld").as("SUBMIT");
    expect(submitter.post("/fhir", "<Bundle/>", "text/turtle"), 415, "UNSUPPORTED_MEDIA_TYPE");
    expect(hospital().with("Accept", "text/turtle").get("/fhir/Task"), 406, "NOT_ACCEPTABLE");
    expect(hospital().get("/fhir/Task?_format=ttl"), 406, "NOT_ACCEPTABLE");
    expect(submitter.post("/fhir", "{\"resourceType\":", FHIR), 400, "MALFORMED_BODY");
  }

  @Test
  void metadataNeedsNoToken() {
    var statement = TestPartner.of("uz-voorbeeld").withoutToken().get("/fhir/metadata").expect(200);
    assertEquals("CapabilityStatement", statement.at("/resourceType"));
    assertEquals("4.0.1", statement.at("/fhirVersion"));
  }

  private static Answer submit(Report report) {
    return TestPartner.of("uz-voorbeeld")
        .as("SUBMIT")
        .post("/fhir", SubmissionToBundle.of(report.json()).toString(), FHIR)
        .expect(200);
  }

  private static Requests hospital() {
    return Sent.hospital();
  }

  private static String task(Sent sent) {
    return "/fhir/Task/" + sent.id();
  }

  private static String id(Answer answer) {
    return location(answer, "ServiceRequest").replace("ServiceRequest/", "");
  }

  private static String location(Answer answer, String type) {
    return stream(answer.json().path("entry"))
        .map(entry -> entry.at("/response/location").asText())
        .filter(location -> location.startsWith(type + "/"))
        .findFirst()
        .orElseThrow(() -> new AssertionError("no " + type + " in " + answer.text()));
  }

  private static List<String> ids(Answer page) {
    return stream(page.expect(200).json().path("entry"))
        .map(entry -> entry.at("/resource/id").asText())
        .toList();
  }

  private static void expect(Answer answer, int status, String code) {
    assertEquals(status, answer.status(), answer::text);
    JsonNode issue = answer.json().at("/issue/0/details/coding/0/code");
    assertEquals(code, issue.asText(), answer::text);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
