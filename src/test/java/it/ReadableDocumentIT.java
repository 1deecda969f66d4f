package it;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.R4;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import testkit.AgainstTheGateway;
import testkit.Report;
import testkit.Sent;
import testkit.TestPartner;

/** A document of data alone, such as laboratories send, is read by people. */
@AgainstTheGateway
class ReadableDocumentIT {

  private static final String JSON = "application/fhir+json";

  /** Without any narrative, and with references as a laboratory writes them. */
  private static final String LABORATORY =
      """
      {"resourceType": "Bundle", "type": "document", "timestamp": "2026-03-02T10:00:00+01:00",
       "identifier": {"system": "https://lab.example/documents", "value": "L-1"},
       "entry": [
        {"fullUrl": "urn:uuid:00000000-0000-4000-8000-0000000000c1",
         "resource": {"resourceType": "Composition", "id": "00000000-0000-4000-8000-0000000000c1",
          "status": "final", "type": {"text": "Laboratoriumverslag"}, "date": "2026-03-02T09:30:00+01:00",
          "author": [{"reference": "Organization/00000000-0000-4000-8000-0000000000c2"}],
          "title": "Laboratoriumverslag",
          "section": [{"entry": [{"reference": "DiagnosticReport/00000000-0000-4000-8000-0000000000c3"}]}]}},
        {"fullUrl": "urn:uuid:00000000-0000-4000-8000-0000000000c2",
         "resource": {"resourceType": "Organization", "id": "00000000-0000-4000-8000-0000000000c2",
          "name": "Verzonnen Labo"}},
        {"fullUrl": "urn:uuid:00000000-0000-4000-8000-0000000000c3",
         "resource": {"resourceType": "DiagnosticReport", "id": "00000000-0000-4000-8000-0000000000c3",
          "status": "corrected", "code": {"text": "Bloedonderzoek"}, "issued": "2026-03-02T09:30:00+01:00",
          "effectiveDateTime": "2026-03-01T08:00:00+01:00",
          "result": [{"reference": "Observation/00000000-0000-4000-8000-0000000000c4"}]}},
        {"fullUrl": "urn:uuid:00000000-0000-4000-8000-0000000000c4",
         "resource": {"resourceType": "Observation", "id": "00000000-0000-4000-8000-0000000000c4",
          "status": "final", "code": {"text": "Hemoglobine"},
          "effectiveDateTime": "2026-03-01T08:00:00+01:00",
          "valueQuantity": {"value": 12.50, "unit": "g/dL", "system": "http://unitsofmeasure.org", "code": "g/dL"},
          "referenceRange": [{"low": {"value": 11.5, "unit": "g/dL"}, "high": {"value": 15.5, "unit": "g/dL"}}]}}]}
      """;

  @ParameterizedTest
  @CsvSource({
    "nl, Onderzoek, Verbeterd",
    "fr, Analyse, Corrigé",
    "en, Test, Corrected",
  })
  void resultsAreATableInTheLanguageOfTheirReader(String language, String test, String corrected) {
    var document = Sent.byHospital(of(JSON, LABORATORY)).document(0);
    var place = "/fhir/DocumentReference/" + document + "/$document";

    var read = Sent.hospital().in(language).get(place).expect(200);
    var bundle = R4.json().parseResource(Bundle.class, read.text());
    assertEquals(Bundle.BundleType.DOCUMENT, bundle.getType());
    assertEquals("Composition", read.at("/entry/0/resource/resourceType"));
    var told = read.at("/entry/0/resource/section/0/text/div");
    for (var word :
        new String[] {
          test, corrected, "Verzonnen Labo", "Hemoglobine", "12.50 g/dL", "11.5 g/dL – 15.5 g/dL"
        }) {
      assertTrue(
          told.contains(word) || read.at("/entry/0/resource/text/div").contains(word),
          () -> word + " in " + read.text());
    }
    assertTrue(read.text().contains("\"value\":12.50"), read::text);
    assertEquals("R", read.at("/meta/security/0/code"));
    assertEquals("MEDICAL", read.at("/entry/0/resource/meta/security/2/code"));

    var xml = Sent.hospital().with("Accept", "application/fhir+xml").get(place).expect(200);
    assertTrue(R4.xml().parseResource(Bundle.class, xml.text()).hasEntry());
    // What it was made of is what was sent
    assertArrayEquals(
        LABORATORY.getBytes(StandardCharsets.UTF_8),
        Sent.hospital().with("Accept", "*/*").get("/fhir/Binary/" + document).expect(200).body());
  }

  @Test
  void documentInXmlIsReadableToo() {
    var xml = R4.xml().encodeResourceToString(R4.json().parseResource(LABORATORY));
    var document = Sent.byHospital(of("application/fhir+xml", xml)).document(0);

    var read = Sent.hospital().get("/fhir/DocumentReference/" + document + "/$document");
    assertTrue(read.expect(200).at("/entry/0/resource/section/0/text/div").contains("12.50 g/dL"));
  }

  @Test
  void narrativeOfItsSenderStaysWithoutWhatRuns() {
    var own =
        "<div xmlns=\\\"http://www.w3.org/1999/xhtml\\\"><p onclick=\\\"x()\\\">Eigen woorden</p>"
            + "<script>kwaad()</script><img src=\\\"https://spion.example/x.png\\\" alt=\\\"x\\\"/></div>";
    var text =
        LABORATORY.replace(
            "\"section\": [{",
            "\"section\": [{\"text\": {\"status\": \"generated\", \"div\": \"" + own + "\"}, ");
    var document = Sent.byHospital(of(JSON, text)).document(0);

    var read =
        Sent.hospital().get("/fhir/DocumentReference/" + document + "/$document").expect(200);
    assertTrue(
        read.at("/entry/0/resource/section/0/text/div").contains("<p>Eigen woorden</p>"),
        read::text);
    for (var unsafe : new String[] {"kwaad", "onclick", "spion"}) {
      assertFalse(read.text().contains(unsafe), read::text);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "naam": "x"
          "modifierExtension": [{"url": "https://elders.example/niet", "valueBoolean": true}]
          """)
  void whatIsNotShownOrNotUnderstoodIsSaidAtItsHead(String odd) {
    var text = LABORATORY.replace("\"name\":", odd + ", \"name\":");
    var document = Sent.byHospital(of(JSON, text)).document(0);

    var place = "/fhir/DocumentReference/" + document + "/$document";
    var read = Sent.hospital().in("nl").get(place).expect(200);
    assertTrue(read.at("/entry/0/resource/text/div").contains("origineel"), read::text);
    assertTrue(read.at("/entry/0/resource/section/0/text/div").contains("12.50"), read::text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          application/pdf       | %PDF-1.7 proef
          application/fhir+json | {"resourceType": "Bundle"
          application/fhir+json | {"resourceType": "Uitvinding"}
          application/fhir+json | {"geen": "resource"}
          application/fhir+json | {"resourceType": "Bundle", "type": "document"}
          application/fhir+json | {"resourceType": "Patient", "name": "Jan"}
          application/fhir+json | {"resourceType": "Observation", "status": "final", "component": [{"code": {"text": "c"}, "valueInteger": 1.5}]}
          application/fhir+json | {"resourceType": "Observation", "status": "final", "extension": [{"url": "https://a.example/b", "valueInteger": 2147483648}]}
          application/fhir+json | {"resourceType": "Observation", "status": "final", "meta": {"lastUpdated": "x"}}
          application/fhir+xml  | <Bundle xmlns="http://hl7.org/fhir"><entry></Bundle>
          """)
  void whatIsNoFhirIsSaidToBeBytes(String type, String bytes) {
    var document = Sent.byHospital(of(type, bytes)).document(0);

    var refused = Sent.hospital().get("/fhir/DocumentReference/" + document + "/$document");
    assertEquals("NO_FHIR_DOCUMENT", refused.expect(422).at("/issue/0/details/coding/0/code"));
    assertFalse(refused.text().contains("Uitvinding"), refused::text);
    Sent.hospital()
        .with("Accept", "application/fhir+xml")
        .get("/fhir/DocumentReference/" + document + "/$document")
        .expect(422);
    Sent.hospital().with("Accept", "*/*").get("/fhir/Binary/" + document).expect(200);
  }

  /** A few bytes of it would be many to write: each of these once filled the heap. */
  @ParameterizedTest
  @ValueSource(strings = {"number", "address", "narrative"})
  void whatGrowsIsNotMadeReadable(String kind) {
    var observation = "{\"resourceType\": \"Observation\", \"status\": \"final\", %s}";
    var text =
        switch (kind) {
          case "number" -> observation.formatted("\"valueQuantity\": {\"value\": 1e-300000}");
          case "address" ->
              "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [{\"fullUrl\": \"urn:x:%s\", \"resource\": %s}]}"
                  .formatted("A".repeat(300), observation.formatted("\"valueInteger\": 1"));
          default ->
              observation.formatted(
                  "\"text\": {\"status\": \"generated\", \"div\": \"%s\"}"
                      .formatted("<".repeat(3_000_000)));
        };
    var document = Sent.byHospital(of(JSON, text)).document(0);

    var refused = Sent.hospital().get("/fhir/DocumentReference/" + document + "/$document");
    assertEquals("NO_FHIR_DOCUMENT", refused.expect(422).at("/issue/0/details/coding/0/code"));
  }

  @Test
  void nameOfTheOtherFormIsCorrected() {
    var xml = R4.xml().encodeResourceToString(R4.json().parseResource(LABORATORY));
    var document = Sent.byHospital(of(JSON, xml)).document(0);

    var bytes = Sent.hospital().with("Accept", "*/*").get("/fhir/Binary/" + document).expect(200);
    assertEquals("application/fhir+xml", bytes.contentType());
    Sent.hospital().get("/fhir/DocumentReference/" + document + "/$document").expect(200);
  }

  @Test
  void whatWasTakenBackIsSaidToBe() {
    var sent = Sent.byHospital(of(JSON, LABORATORY));
    var place = "/fhir/DocumentReference/" + sent.document(0);
    var read = (ObjectNode) Sent.hospital().get(place).expect(200).json();
    read.put("status", "entered-in-error");
    TestPartner.of("uz-voorbeeld").as("SUBMIT").put(place, read.toString(), JSON).expect(200);

    var readable = Sent.hospital().in("nl").get(place + "/$document").expect(200);
    assertTrue(readable.at("/entry/0/resource/text/div").contains("teruggenomen"), readable::text);
  }

  @Test
  void whoMayNotFetchItsBytesMayNotReadItEither() {
    var sent = Sent.byHospital(of(JSON, LABORATORY));
    var place = "/fhir/DocumentReference/" + sent.document(0) + "/$document";

    TestPartner.of("clb-voorbeeld").as("FOLLOW_UP_OWN").get(place).expect(404);
    TestPartner.of("uz-voorbeeld").as("SUBMIT").get(place).expect(403);
  }

  private static Report of(String type, String document) {
    return Report.ofOneChild().document("MEDICAL", type, document.getBytes(StandardCharsets.UTF_8));
  }
}
