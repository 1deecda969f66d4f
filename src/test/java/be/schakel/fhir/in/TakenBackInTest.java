package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.edge.Json;
import be.schakel.fhir.RoundTripTest;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.out.DocumentToFhir;
import be.schakel.fhir.out.ReferralToFhir;
import be.schakel.fhir.out.Views;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.problem.Texts;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report or a document that its submitter sends back to take it back. */
class TakenBackInTest {

  private static final String BY_STATUS =
      "revoked: WITHDRAWN; entered-in-error: ENTERED_IN_ERROR, WRONG_CHILD";

  private final ReferralView view = Views.of(RoundTripTest.example("submission"));
  private final ObjectNode request = sent(ReferralToFhir.request(view, Language.FR), "revoked");
  private final ObjectNode document =
      sent(DocumentToFhir.map(view.documents().get(0), view.id(), Language.FR), "entered-in-error");

  TakenBackInTest() throws IOException {}

  @ParameterizedTest
  @CsvSource({
    "revoked, , WITHDRAWN",
    "revoked, WITHDRAWN, WITHDRAWN",
    "entered-in-error, , ENTERED_IN_ERROR",
    "entered-in-error, WRONG_CHILD, WRONG_CHILD"
  })
  void reasonGoesWithTheStatus(String status, String reason, RetractionReason counts)
      throws IOException {
    assertEquals(counts, parse(status, reason).retraction().reason());
  }

  /** One mistake is told once, and with what is possible. */
  @ParameterizedTest
  @CsvSource({"revoked, WRONG_CHILD", "entered-in-error, WITHDRAWN", "revoked, NONSENSE"})
  void reasonOfAnotherStatusIsToldWithThoseOfEach(String status, String reason) {
    var told = assertThrows(SchakelProblem.class, () -> parse(status, reason));
    assertEquals(
        List.of(
            new Issue(
                "ServiceRequest.extension[0].valueCodeableConcept.coding[0].code",
                Code.REASON_OF_OTHER_STATUS,
                BY_STATUS)),
        told.issues());
  }

  private ServiceRequestToRetraction parse(String status, String reason) throws IOException {
    request.put("status", status).remove("extension");
    if (reason != null) {
      request.set(
          "extension",
          Bundles.json(
              """
              [{"url": "http://hl7.org/fhir/StructureDefinition/request-statusReason",
                "valueCodeableConcept": {"coding": [{"code": "%s",
                  "system": "https://schakel.example/fhir/CodeSystem/retraction-reason"}]}}]"""
                  .formatted(reason)));
    }
    return ServiceRequestToRetraction.parse(Views.REFERRAL, body(request));
  }

  /** Who updates what stands in it is told where news goes. */
  @Test
  void otherStatusIsToldThatThisIsTakenBackAlone() {
    var report = assertThrows(SchakelProblem.class, () -> parse("active", null));
    assertEquals(
        List.of(
            new Issue("ServiceRequest.status", Code.ONLY_TAKEN_BACK, "revoked, entered-in-error")),
        report.issues());
    document.put("status", "current");
    var file = assertThrows(SchakelProblem.class, this::parsedDocument);
    assertEquals(
        List.of(new Issue("DocumentReference.status", Code.ONLY_TAKEN_BACK, "entered-in-error")),
        file.issues());
    for (var language : Language.values()) {
      var text = Texts.inFhir(Code.ONLY_TAKEN_BACK, List.of("revoked"), language);
      assertTrue(text.contains("context.related") && text.contains("Communication"), text);
    }
  }

  @Test
  void whatWasReadIsSentBackAsItIs() throws IOException {
    parse("revoked", "WITHDRAWN").changesNothingElse(view);
    parsedDocument().changesNothingElse(view);
  }

  /** What is nowhere kept would be lost, whatever it is. */
  @ParameterizedTest
  @CsvSource({"description", "docStatus", "type", "_description"})
  void documentWithMoreThanWasReadIsAnother(String added) throws IOException {
    document.set(
        added,
        Bundles.json(
            added.startsWith("_")
                ? "{\"id\": \"a\"}"
                : added.equals("type") ? "{\"text\": \"Brief\"}" : "\"preliminary\""));
    var read = parsedDocument();
    assertEquals(
        List.of("DocumentReference." + added.replace("_", "")),
        otherwise(() -> read.changesNothingElse(view)));
  }

  @Test
  void reportWithMoreThanWasReadIsAnother() throws IOException {
    request.put("patientInstruction", "Bel eerst.");
    request.withArray("note").removeAll();
    request.withArray("note").addObject().put("text", "Iets anders");
    var read = parse("revoked", null);
    assertEquals(
        List.of("ServiceRequest.patientInstruction", "ServiceRequest.note"),
        otherwise(() -> read.changesNothingElse(view)));
  }

  /** It would count as the reason that is first of its status, which was not meant. */
  @Test
  void reasonInAnotherSystemIsToldAndNotPassedOver() {
    request.put("status", "entered-in-error");
    request.set(
        "extension",
        Bundles.json(
            """
            [{"url": "http://hl7.org/fhir/StructureDefinition/request-statusReason",
              "valueCodeableConcept": {"text": "Verkeerd kind", "coding": [{"code": "WRONG_CHILD",
                "system": "https://ehr.example/reasons"}]}}]"""));
    var told =
        assertThrows(
            SchakelProblem.class,
            () -> ServiceRequestToRetraction.parse(Views.REFERRAL, body(request)));
    assertEquals(
        List.of(
            new Issue(
                "ServiceRequest.extension[0].valueCodeableConcept.coding[0].system",
                Code.WRONG_SYSTEM,
                "https://schakel.example/fhir/CodeSystem/retraction-reason"
                    + " (WRONG_CHILD, ENTERED_IN_ERROR, WITHDRAWN)")),
        told.issues());
  }

  @Test
  void reasonInWordsAloneIsTheFirstOfItsStatus() throws IOException {
    request.put("status", "revoked");
    request.set(
        "extension",
        Bundles.json(
            """
            [{"url": "http://hl7.org/fhir/StructureDefinition/request-statusReason",
              "valueCodeableConcept": {"text": "Niet meer nodig"}}]"""));
    assertEquals(
        RetractionReason.WITHDRAWN,
        ServiceRequestToRetraction.parse(Views.REFERRAL, body(request)).retraction().reason());
  }

  private static List<String> otherwise(Executable held) {
    var told = assertThrows(SchakelProblem.class, held);
    assertEquals(Code.ONLY_STATUS_MAY_CHANGE, told.code());
    return told.issues().stream().map(Issue::pointer).toList();
  }

  private DocumentReferenceToRetraction parsedDocument() throws IOException {
    return DocumentReferenceToRetraction.parse(
        view.documents().get(0).id().orElseThrow(), body(document));
  }

  private static ObjectNode sent(Resource read, String status) throws IOException {
    var sent = (ObjectNode) Json.MAPPER.readTree(R4.json().encodeResourceToString(read));
    return sent.put("status", status);
  }

  private static ByteArrayInputStream body(ObjectNode json) throws IOException {
    return new ByteArrayInputStream(Json.MAPPER.writeValueAsBytes(json));
  }
}
