package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.R4;
import be.schakel.medical.DocumentView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a document says in data is said in words, all of it, and once. */
class ReadableDocumentTest {

  private static final OffsetDateTime NOW = OffsetDateTime.parse("2026-11-22T10:00:00+01:00");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "valueQuantity": {"value": 12.50, "unit": "g/dL"}                               | 12.50 g/dL
          "valueQuantity": {"comparator": "<", "value": 3, "code": "mg"}                  | < 3 mg
          "valueCodeableConcept": {"coding": [{"code": "x", "display": "Homogeen"}]}      | Homogeen
          "valueCodeableConcept": {"coding": [{"code": "LA6576-8"}]}                      | LA6576-8
          "valueString": "zie verslag"                                                    | zie verslag
          "valueBoolean": true                                                            | true
          "valueInteger": 4                                                               | 4
          "valueRange": {"low": {"value": 1}, "high": {"value": 2, "unit": "mm"}}         | 1 – 2 mm
          "valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 64}}         | 1 / 64
          "valueTime": "08:30:00"                                                         | 08:30:00
          "valueDateTime": "2026-03-01T08:00:00+01:00"                                    | 2026-03-01T08:00:00+01:00
          "valuePeriod": {"start": "2026-03-01", "end": "2026-03-02"}                     | 2026-03-01 – 2026-03-02
          "dataAbsentReason": {"text": "staal gestold"}                                   | staal gestold
          "valueInteger": 4, "referenceRange": [{"text": "< 5"}]                          | < 5
          "valueInteger": 4, "referenceRange": [{"high": {"value": 5}}]                   | ≤ 5
          "valueInteger": 4, "referenceRange": [{"low": {"value": 5}}]                    | ≥ 5
          "valueInteger": 4, "interpretation": [{"coding": [{"code": "H"}]}]              | H
          "valueInteger": 4, "note": [{"text": "hemolytisch"}]                            | hemolytisch
          "component": [{"code": {"text": "Systolisch"}, "valueInteger": 121}]            | – Systolisch
          "effectiveDateTime": "2026-03-01"                                               | 2026-03-01
          """)
  void eachKindOfResultHasItsWords(String said, String words) {
    var told = told(read(observation("1", said)));
    assertTrue(cells(told).contains(words), told);
  }

  @Test
  void panelComesBeforeItsMembersAndEachIsToldOnce() {
    var told =
        told(
            read(
                """
                {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Bloed"},
                 "result": [{"reference": "Observation/2"}, {"reference": "Observation/1"},
                            {"reference": "Observation/3"}, {"reference": "Observation/2"}]}""",
                observation("1", "\"hasMember\": [{\"reference\": \"Observation/2\"}]"),
                observation("2", "\"valueInteger\": 7"),
                observation("3", "\"valueInteger\": 8")));
    var tests = cells(told).stream().filter(cell -> cell.contains("Test ")).toList();
    assertEquals(List.of("Test 1", "– Test 2", "Test 3"), tests, told);
  }

  @Test
  void membersOfEachOtherAreToldAndEnd() {
    var told =
        told(
            read(
                observation("1", "\"hasMember\": [{\"reference\": \"Observation/2\"}]"),
                observation("2", "\"hasMember\": [{\"reference\": \"Observation/1\"}]")));
    assertTrue(told.contains("Test 1") && told.contains("Test 2"), told);
  }

  @Test
  void longChainOfPanelsIsToldToItsEnd() {
    var chain =
        IntStream.range(0, 3000)
            .mapToObj(
                i ->
                    observation(
                        "n" + i,
                        "\"hasMember\": [{\"reference\": \"Observation/n%d\"}]".formatted(i + 1)))
            .toArray(String[]::new);
    assertTrue(told(read(chain)).contains("Test n2999"));
  }

  @Test
  void resultThatIsContainedIsFollowed() {
    var told =
        told(
            read(
                """
                {"resourceType": "DiagnosticReport", "id": "r", "status": "preliminary", "code": {"text": "Bloed"},
                 "conclusion": "Geen afwijking",
                 "contained": [{"resourceType": "Observation", "id": "o", "status": "final",
                                "code": {"text": "Glucose"}, "valueInteger": 90}],
                 "result": [{"reference": "#o"}]}"""));
    for (var word : List.of("Bloed", "Voorlopig", "Glucose", "90", "Besluit: Geen afwijking")) {
      assertTrue(told.contains(word), told);
    }
  }

  @Test
  void referenceByTypeAndIdLeadsToTheEntryThatItMeans() {
    var made =
        read(
            """
            {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Bloed"},
             "result": [{"reference": "Observation/1"}, {"reference": "Observation/none"}]}""",
            observation("1", "\"valueInteger\": 7"));
    var report = (DiagnosticReport) made.getEntry().get(1).getResource();
    assertEquals("https://lab.example/Observation/1", report.getResult().get(0).getReference());
    assertEquals("Observation/none", report.getResult().get(1).getReference());
  }

  @Test
  void resultThatIsNotThereIsSaidToBeMissing() {
    var whole = read(observation("1", "\"valueInteger\": 7"));
    var partly = read(observation("1", "\"hasMember\": [{\"reference\": \"Observation/none\"}]"));
    assertFalse(head(whole).contains("origineel"), head(whole));
    assertTrue(head(partly).contains("origineel"), head(partly));
  }

  @Test
  void resultSaysOfWhatItIs() {
    var told =
        told(
            read(
                observation(
                    "1",
                    """
                    "valueInteger": 7, "specimen": {"reference": "Specimen/s"},
                    "bodySite": {"text": "linkerarm"}"""),
                """
                {"resourceType": "Specimen", "id": "s", "type": {"text": "Urine"}}"""));
    assertTrue(cells(told).contains("Urine; linkerarm"), told);
  }

  @Test
  void wordsOfTheSenderStay() {
    var own = "<div xmlns=\"http://www.w3.org/1999/xhtml\">Eigen woorden</div>";
    var composition =
        """
        {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
         "section": [{"text": {"status": "additional", "div": "%s"},
                      "entry": [{"reference": "Observation/1"}]}]}"""
            .formatted(own.replace("\"", "\\\""));
    var told = told(read(composition, observation("1", "\"valueInteger\": 7")));
    assertTrue(told.contains("Eigen woorden") && !told.contains("Test 1"), told);
  }

  @Test
  void documentWithoutContentsGetsThem() {
    var made = read(observation("1", "\"valueInteger\": 7"));
    assertEquals(Bundle.BundleType.DOCUMENT, made.getType());
    assertEquals(2, made.getEntry().size());
    assertEquals("Composition", made.getEntryFirstRep().getResource().fhirType());
  }

  @Test
  void signatureOfTheOriginalIsNotOnWhatIsMadeOfIt() {
    var signed =
        R4.json()
            .parseResource(
                Bundle.class,
                "{\"resourceType\": \"Bundle\", \"type\": \"document\", \"signature\": {\"who\": {\"display\": \"x\"}}}");
    assertFalse(of(signed).hasSignature());
  }

  @ParameterizedTest
  @EnumSource
  void everyStatusHasItsWordsInEveryLanguage(Language language) {
    var wording = Wording.of("i18n/results");
    assertEquals(wording.keys(Language.EN), wording.keys(language));
    for (var status : DiagnosticReportStatus.values()) {
      assertTrue(
          status == DiagnosticReportStatus.NULL
              || wording.find("status." + status.toCode(), language).isPresent());
    }
    for (var status : ObservationStatus.values()) {
      assertTrue(
          status == ObservationStatus.NULL
              || wording.find("status." + status.toCode(), language).isPresent());
    }
  }

  private static String observation(String id, String said) {
    return """
        {"resourceType": "Observation", "id": "%s", "status": "final", "code": {"text": "Test %s"}, %s}"""
        .formatted(id, id, said);
  }

  private static Bundle read(String... resources) {
    var bundle = new Bundle().setType(Bundle.BundleType.COLLECTION);
    for (var json : resources) {
      var resource = (Resource) R4.json().parseResource(json);
      bundle
          .addEntry()
          .setFullUrl("https://lab.example/" + resource.fhirType() + "/" + resource.getIdPart())
          .setResource(resource);
    }
    return of(bundle);
  }

  private static Bundle of(Bundle sent) {
    var stored =
        new DocumentView(
            Optional.of(new UUID(1, 1)),
            List.of(),
            List.of(),
            Optional.empty(),
            List.of(),
            Optional.empty(),
            Optional.of(DataCategory.MEDICAL),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return ReadableDocument.of(sent, true, stored, NOW, Language.NL);
  }

  private static String told(Bundle document) {
    return ((Composition) document.getEntryFirstRep().getResource())
        .getSection().stream()
            .map(section -> section.getText().getDivAsString())
            .collect(Collectors.joining());
  }

  private static String head(Bundle document) {
    return ((Composition) document.getEntryFirstRep().getResource()).getText().getDivAsString();
  }

  private static List<String> cells(String told) {
    return Pattern.compile("<td>(.*?)</td>")
        .matcher(told)
        .results()
        .map(found -> found.group(1).replace("&lt;", "<"))
        .toList();
  }
}
