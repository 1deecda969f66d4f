package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.edge.Json;
import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.in.Bundles;
import be.schakel.fhir.out.Views;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.ReceiptView;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.Urgency;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The answer to a transaction: one entry for each that was sent. */
class ReceiptToFhirTest {

  @Test
  void everyEntryIsAnsweredInItsPlace() throws IOException {
    var bundle = Bundles.whole();
    var answer = answer(bundle, 201, List.of());
    var types = new ArrayList<String>();
    bundle
        .tree()
        .get("entry")
        .forEach(entry -> types.add(entry.at("/resource/resourceType").asText()));
    assertEquals(types.size(), answer.get("entry").size());
    for (var i = 0; i < types.size(); i++) {
      var response = answer.get("entry").get(i).get("response");
      assertEquals("201", response.get("status").textValue());
      assertEquals(expected(types.get(i)), response.path("location").asText(), types.get(i));
    }
  }

  private static String expected(String type) {
    return switch (type) {
      case "ServiceRequest" -> type + "/" + Views.REFERRAL;
      case "Patient" -> type + "/" + Views.id("child", 1);
      case "RelatedPerson" -> type + "/" + Views.id("child", 1) + "-p1";
      case "Consent" -> type + "/" + Views.id("consent", 1) + "/_history/1";
      case "DocumentReference" -> type + "/" + Views.id("document", 1);
      // Merged into the request: the contact, what the child says, what is wrong
      default -> "ServiceRequest/" + Views.REFERRAL;
    };
  }

  @Test
  void whatCountsItsVersionsIsAnsweredWithTheFirst() throws IOException {
    for (var entry : answer(Bundles.whole(), 201, List.of()).get("entry")) {
      var response = entry.get("response");
      assertEquals(
          response.path("location").asText().startsWith("Consent/") ? "W/\"1\"" : "",
          response.path("etag").asText());
    }
  }

  @Test
  void whatBelongsToADiagnosticReportIsFoundAsTheDocumentItBecame() throws IOException {
    var bundle = Bundles.minimal();
    bundle
        .and(
            "https://ehr.example/report",
            """
            {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
             "result": [{"reference": "https://ehr.example/hb"}]}""")
        .and(
            "https://ehr.example/hb",
            """
            {"resourceType": "Observation", "status": "final", "code": {"text": "Hemoglobine"},
             "specimen": {"reference": "https://ehr.example/blood"}}""")
        .and("https://ehr.example/blood", "{\"resourceType\": \"Specimen\"}");
    var answered = answer(bundle, 201, List.of()).get("entry");
    for (var entry : List.of(1, 2, 3)) {
      assertEquals(
          "DocumentReference/" + Views.id("document", 1),
          answered.get(answered.size() - entry).at("/response/location").asText());
    }
  }

  @Test
  void theRequestComesBackWithReferenceCentreAndTelephone() throws IOException {
    var request = answer(Bundles.whole(), 201, List.of()).at("/entry/0/resource");
    assertEquals("7K3M-92QF", request.at("/identifier/0/value").textValue());
    assertEquals("#vk", request.at("/performer/0/reference").textValue());
    assertEquals("VK Antwerpen", request.at("/contained/0/name").textValue());
    assertEquals("+32 3 000 00 01", request.at("/contained/0/telecom/0/value").textValue());
    assertEquals("SUBSETTED", request.at("/meta/tag/0/code").textValue());
  }

  @Test
  void aReportThatWasThereAlreadyIsNotCreated() throws IOException {
    var answer = answer(Bundles.minimal(), 200, List.of());
    assertEquals("200", answer.at("/entry/1/response/status").textValue());
  }

  @Test
  void warningsStandAtTheEntryTheyAreAbout() throws IOException {
    var bundle =
        Bundles.whole().with("Patient", "/telecom", "[{\"system\":\"phone\",\"value\":\"1\"}]");
    var answer =
        answer(
            bundle,
            201,
            List.of(
                new Issue("/children/0/insz", Code.INSZ_CHECKSUM),
                new Issue("/handlingRequested", Code.MISSING_HANDLING)));
    var child = outcome(answer, bundle.path("Patient"));
    assertEquals(
        List.of(
            bundle.path("Patient") + ".identifier[0].value", bundle.path("Patient") + ".telecom"),
        List.of(
            child.at("/issue/0/expression/0").textValue(),
            child.at("/issue/1/expression/0").textValue()));
    assertEquals("warning", child.at("/issue/0/severity").textValue());
    assertEquals("INSZ_CHECKSUM", child.at("/issue/0/details/coding/0/code").textValue());
    assertEquals(
        "MISSING_HANDLING",
        outcome(answer, bundle.path("ServiceRequest"))
            .at("/issue/0/details/coding/0/code")
            .textValue());
    assertFalse(answer.get("entry").get(1).get("response").has("outcome"));
  }

  @Test
  void aFhirDocumentIsFoundAsTheBinaryItBecame() throws IOException {
    var bundle = Bundles.whole();
    bundle.and("urn:uuid:report", "{\"resourceType\":\"Bundle\",\"type\":\"document\"}");
    bundle.with("DocumentReference", "/content/0/attachment", "{\"url\":\"urn:uuid:report\"}");
    var entries = answer(bundle, 201, List.of()).get("entry");
    assertEquals(
        "Binary/" + Views.id("document", 1),
        entries.get(entries.size() - 1).at("/response/location").textValue());
  }

  /** Who knows one address alone takes one form back, and leaves the other standing. */
  @Test
  void eachDocumentThatCameOfOneEntryIsNamed() throws IOException {
    var other = "{'attachment': {'contentType': 'text/plain', 'data': 'aGFsbG8='}}";
    var bundle = Bundles.whole().with("DocumentReference", "/content/1", other.replace('\'', '"'));
    var content = bundle.path("DocumentReference") + ".content";
    assertEquals(
        List.of(
            content + "[0].attachment DocumentReference/" + Views.id("document", 1),
            content + "[1].attachment DocumentReference/" + Views.id("document", 2)),
        several(answer(bundle, 201, List.of()), bundle.path("DocumentReference")));
  }

  @Test
  void eachDocumentThatADiagnosticReportBecameIsNamed() throws IOException {
    var bundle = Bundles.minimal();
    bundle.and(
        "https://ehr.example/report",
        """
        {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
         "conclusion": "goed", "presentedForm": [
          {"contentType": "text/plain", "data": "aGFsbG8="}, {"contentType": "text/plain", "data": "ZGFn"}]}""");
    var report = bundle.path("DiagnosticReport");
    assertEquals(
        List.of(
            report + ".presentedForm[0] DocumentReference/" + Views.id("document", 1),
            report + ".presentedForm[1] DocumentReference/" + Views.id("document", 2),
            report + " DocumentReference/" + Views.id("document", 3)),
        several(answer(bundle, 201, List.of()), report));
  }

  /** The places that one entry is told to have, each with the address in the sentence. */
  private static List<String> several(JsonNode answer, String path) {
    var told = new ArrayList<String>();
    for (var issue : outcome(answer, path).path("issue")) {
      if (issue.at("/details/coding/0/code").asText().equals("ONE_OF_SEVERAL_DOCUMENTS")) {
        var address =
            issue.at("/details/text").asText().replaceFirst(".*(DocumentReference/[^:]*):.*", "$1");
        told.add(issue.at("/expression/0").asText() + " " + address);
      }
    }
    return told;
  }

  private static JsonNode outcome(JsonNode answer, String path) {
    var index = Integer.parseInt(path.replaceAll("\\D", ""));
    return answer.get("entry").get(index).at("/response/outcome");
  }

  private static JsonNode answer(Bundles bundle, int status, List<Issue> warnings)
      throws IOException {
    var transaction = bundle.map();
    var receipt =
        new ReceiptView(
            Optional.of(Views.REFERRAL),
            Optional.of("7K3M-92QF"),
            Optional.of(ReferralType.REGULAR),
            Optional.of(ReferralStatus.RECEIVED),
            Optional.of(Views.AT),
            Optional.of(Urgency.URGENT),
            Optional.of(
                new ReferralView.Vk(
                    Optional.of("vk-antwerpen"),
                    Optional.of(new LocalizedText(Map.of(Language.NL, "VK Antwerpen"))),
                    Optional.of("+32 3 000 00 01"),
                    Optional.of(true),
                    Optional.empty())),
            List.of(new ReceiptView.ChildRef(Optional.of("c1"), Optional.of(Views.id("child", 1)))),
            IntStream.rangeClosed(1, transaction.submission().documents().size())
                .mapToObj(i -> Optional.of(Views.id("document", i)))
                .map(id -> new ReceiptView.StoredDocument(id, Optional.of("ab".repeat(32))))
                .toList(),
            List.of(Views.id("consent", 1)),
            warnings);
    var response =
        ReceiptToFhir.response(transaction, status, receipt, Return.REPRESENTATION, Language.NL);
    return Json.MAPPER.readTree(R4.json().encodeResourceToString(response));
  }
}
