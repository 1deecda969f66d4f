package be.schakel.fhir.out;

import static be.schakel.fhir.out.Readable.cells;
import static be.schakel.fhir.out.Readable.collection;
import static be.schakel.fhir.out.Readable.head;
import static be.schakel.fhir.out.Readable.observation;
import static be.schakel.fhir.out.Readable.of;
import static be.schakel.fhir.out.Readable.read;
import static be.schakel.fhir.out.Readable.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.R4;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.Wording;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.DiagnosticReport;
import org.hl7.fhir.r4.model.DiagnosticReport.DiagnosticReportStatus;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.codesystems.DataAbsentReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What a document says in data is said in words, all of it, and once. */
class ReadableDocumentTest {

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
          "valueBoolean": true                                                            | ja
          "valueQuantity": {"comparator": "<", "unit": "mg"}                              | < mg
          "valueRange": {"low": {"value": 5}}                                             | ≥ 5
          "valueRange": {"high": {"value": 7}}                                            | ≤ 7
          "valueRatio": {"denominator": {"value": 128}}                                   | … / 128
          "valuePeriod": {"end": "2026-03-02"}                                            | … – 2026-03-02
          "valueInteger": 4, "referenceRange": [{"high": {"value": 5}, "appliesTo": [{"text": "kind"}]}] | ≤ 5 (kind)
          "valueInteger": 4, "interpretation": [{"coding": [{"system": "http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation", "code": "LL", "display": "Critical low"}]}] | Kritisch laag
          "valueInteger": 4, "method": {"text": "strip"}                                  | strip
          "valueInteger": 4, "subject": {"display": "Moeder"}                             | Moeder
          "valueInteger": 4                                                               | 4
          "valueRange": {"low": {"value": 1}, "high": {"value": 2, "unit": "mm"}}         | 1 – 2 mm
          "valueRatio": {"numerator": {"value": 1}, "denominator": {"value": 64}}         | 1 / 64
          "valueTime": "08:30:00"                                                         | 08:30:00
          "valueDateTime": "2026-03-01T08:00:00+01:00"                                    | 2026-03-01 08:00
          "valuePeriod": {"start": "2026-03-01", "end": "2026-03-02"}                     | 2026-03-01 – 2026-03-02
          "dataAbsentReason": {"text": "staal gestold"}                                   | staal gestold
          "dataAbsentReason": {"coding": [{"system": "http://terminology.hl7.org/CodeSystem/data-absent-reason", "code": "not-performed", "display": "Not Performed"}]} | Niet uitgevoerd
          "dataAbsentReason": {"coding": [{"system": "http://lab.example/redenen", "code": "unknown", "display": "gestold"}]} | gestold
          "valueInteger": 4, "referenceRange": [{"text": "< 5"}]                          | < 5
          "valueInteger": 4, "referenceRange": [{"high": {"value": 5}}]                   | ≤ 5
          "valueInteger": 4, "referenceRange": [{"low": {"value": 5}}]                    | ≥ 5
          "valueInteger": 4, "interpretation": [{"coding": [{"code": "H"}]}]              | H
          "valueInteger": 4, "note": [{"text": "hemolytisch"}]                            | hemolytisch
          "component": [{"code": {"text": "Systolisch"}, "valueInteger": 121}]            | – Systolisch
          "effectiveDateTime": "2026-03-01"                                               | 2026-03-01
          "valueInteger": 4, "referenceRange": [{"text": "nuchter", "low": {"value": 3}}] | ≥ 3, nuchter
          "valueInteger": 4, "referenceRange": [{"text": "3,0 tot 5", "low": {"value": 3.0}, "high": {"value": 5}}] | 3,0 tot 5
          "valueInteger": 4, "specimen": {"display": "Urine"}                             | Urine
          "valueInteger": 4, "dataAbsentReason": {"text": "toestel stuk"}                 | 4; toestel stuk
          "valueInteger": 4, "subject": {"identifier": {"value": "dossier 7"}}            | dossier 7
          "valueQuantity": {"value": 3, "_comparator": {"extension": [{"url": "https://a.example/b", "valueBoolean": true}]}} | 3
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

  /** Each was once passed over in silence. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"resourceType": "Condition", "id": "1", "code": {"text": "Breuk"}, "verificationStatus": {"text": "weerlegd"}}
          {"resourceType": "Immunization", "id": "1", "vaccineCode": {"text": "BMR"}}
          {"resourceType": "Bundle", "id": "1", "type": "collection", "language": "nl"}
          {"resourceType": "DiagnosticReport", "id": "1", "status": "final", "media": [{"comment": "foto"}]}
          {"resourceType": "DiagnosticReport", "id": "1", "status": "final", "result": [{"display": "elders"}]}
          {"resourceType": "Observation", "id": "1", "status": "final", "code": {"text": "Curve"}, "valueSampledData": {"dimensions": 1, "data": "1 2 3"}}
          {"resourceType": "Observation", "id": "1", "status": "final", "valueInteger": 1, "specimen": {"reference": "Specimen/none"}}
          {"resourceType": "Observation", "id": "1", "status": "final", "valueInteger": 1, "effectiveTiming": {"event": ["2026"]}}
          {"resourceType": "Observation", "id": "1", "status": "final", "valueInteger": 1, "text": {"status": "additional", "div": "<div>staal verwisseld</div>"}}
          {"resourceType": "Observation", "id": "1", "status": "final", "valueInteger": 1, "contained": [{"resourceType": "Observation", "id": "b", "code": {"text": "Breuk"}}]}
          {"resourceType": "DiagnosticReport", "id": "1", "status": "final", "presentedForm": [{"data": "AAAA"}]}
          {"resourceType": "DiagnosticReport", "id": "1", "status": "final", "result": [{"reference": "#b"}], "contained": [{"resourceType": "Observation", "id": "b", "valueInteger": 1}, {"resourceType": "Observation", "id": "b", "valueInteger": 2}]}
          """)
  void whatHasNoWordsHereIsSaidToBeMissing(String resource) {
    var made = read(resource, observation("2", "\"valueInteger\": 7"));
    assertTrue(head(made).contains("origineel"), head(made));
    assertTrue(told(made).contains("Test 2") && !told(made).contains("Breuk"), told(made));
  }

  @Test
  void resultThatNoSectionNamesIsSaidToBeMissing() {
    var composition =
        """
        {"resourceType": "Composition", "id": "c", "status": "entered-in-error", "title": "Verslag",
         "section": [{"entry": [{"reference": "Observation/1"}]}]}""";
    var result = observation("1", "\"valueInteger\": 7");
    var whole = head(read(composition, result));
    assertTrue(whole.contains("Bij vergissing ingevoerd") && !whole.contains("origineel"), whole);
    var partly = head(read(composition, result, observation("2", "\"valueInteger\": 8")));
    assertTrue(partly.contains("origineel"), partly);
  }

  @Test
  void relativeReferenceStaysOnItsOwnServer() {
    var bundle = new Bundle();
    for (var server : List.of("https://a.example/", "https://b.example/")) {
      bundle
          .addEntry()
          .setFullUrl(server + "Observation/1")
          .setResource(
              (Resource)
                  R4.json()
                      .parseResource(observation("1", "\"valueString\": \"of " + server + "\"")));
    }
    bundle
        .addEntry()
        .setFullUrl("https://b.example/DiagnosticReport/1")
        .setResource(
            (Resource)
                R4.json()
                    .parseResource(
                        """
                        {"resourceType": "DiagnosticReport", "id": "1", "status": "final",
                         "result": [{"reference": "Observation/1"}]}"""));
    var told = told(of(bundle));
    assertTrue(told.indexOf("of https://b.example/") < told.indexOf("of https://a.example/"), told);
  }

  @Test
  void entriesWithoutAnyNameAreAllTold() {
    var bundle = new Bundle();
    for (var value : List.of("5", "6", "7")) {
      var resource = observation("x", "\"valueString\": \"waarde " + value + "\"");
      bundle
          .addEntry()
          .setResource((Resource) R4.json().parseResource(resource.replace("\"id\": \"x\",", "")));
    }
    var told = told(of(bundle));
    assertTrue(told.contains("waarde 5") && told.contains("waarde 6") && told.contains("waarde 7"));
  }

  @Test
  void longTextThatIsNamedAThousandTimesIsWrittenOnce() {
    var entry = "{\"reference\": \"DiagnosticReport/r\"},".repeat(1500);
    var composition =
        """
        {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
         "section": [{"entry": [%s{"reference": "DiagnosticReport/r"}]}]}"""
            .formatted(entry);
    var report =
        """
        {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "conclusion": "%s"}""";
    var told = told(read(composition, report.formatted("A".repeat(900_000))));
    assertTrue(told.length() < 1_000_000, told.length() + " characters");
    var tooLong = report.formatted("A".repeat(1_100_000));
    assertThrows(SchakelProblem.class, () -> read(composition, tooLong));
  }

  /** Its members once were looked up again for each table: these took a minute. */
  @Test
  void largePanelThatIsNamedInThousandsOfSectionsTakesNoTime() {
    var section = "{\"entry\": [{\"reference\": \"Observation/1\"}]}";
    var composition =
        """
        {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
         "section": [%s]}"""
            .formatted(String.join(",", Collections.nCopies(3000, section)));
    var member = "{\"reference\": \"Observation/2\"}";
    var panel =
        observation(
            "1",
            "\"hasMember\": [%s]".formatted(String.join(",", Collections.nCopies(20_000, member))));
    var made =
        assertTimeout(
            Duration.ofSeconds(20),
            () -> read(composition, panel, observation("2", "\"valueInteger\": 7")));
    assertEquals(3, told(made).split("Test ", -1).length);
  }

  @Test
  void containedResultOfAContainedPanelIsTold() {
    var told =
        told(
            read(
                """
                {"resourceType": "DiagnosticReport", "id": "r", "status": "final",
                 "contained": [
                   {"resourceType": "Observation", "id": "m", "status": "final",
                    "code": {"text": "Test m"}, "hasMember": [{"reference": "#n"}]},
                   {"resourceType": "Observation", "id": "n", "status": "final",
                    "code": {"text": "Test n"}, "valueInteger": 3}],
                 "result": [{"reference": "#m"}]}"""));
    assertTrue(told.contains("– Test n"), told);
  }

  @Test
  void whatOnceWasIsNotTakenForWhatIs() {
    var history = new Bundle().setType(Bundle.BundleType.HISTORY);
    var result = observation("1", "\"valueInteger\": 7");
    history.addEntry().setResource((Resource) R4.json().parseResource(result));
    assertTrue(head(of(history)).contains("origineel"), head(of(history)));
  }

  @Test
  void documentOfWhichNothingIsShownSaysSo() {
    var made = read("{\"resourceType\": \"Encounter\", \"id\": \"e\", \"status\": \"finished\"}");
    assertTrue(head(made).contains("origineel"), head(made));
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
                {"resourceType": "Specimen", "id": "s", "status": "unsatisfactory",
                 "type": {"text": "Urine"}, "condition": [{"text": "oud"}]}"""));
    assertTrue(cells(told).contains("Urine; Staal ongeschikt; oud; linkerarm"), told);
  }

  @Test
  void documentWithoutContentsGetsThem() {
    var made = read(observation("1", "\"valueInteger\": 7"));
    assertEquals(Bundle.BundleType.DOCUMENT, made.getType());
    assertEquals(2, made.getEntry().size());
    assertEquals("Composition", made.getEntryFirstRep().getResource().fhirType());
  }

  /** A laboratory's results come without the child, whom their sender named beside them. */
  @Test
  void whomItIsAboutItsSenderSaysWhereItDoesNot() {
    var child = Views.id("child", 1);
    var silent = observation("1", "\"valueInteger\": 7");
    assertTrue(head(of(collection(silent), child)).contains("Patient/" + child));
    var several = head(of(collection(silent), child, Views.id("child", 2)));
    assertTrue(several.contains("Group/" + Views.REFERRAL), several);
    assertFalse(head(of(collection(silent))).contains("afzender"));
    var says =
        collection(
            observation("1", "\"subject\": {\"reference\": \"Patient/p\"}"),
            "{\"resourceType\": \"Patient\", \"id\": \"p\", \"name\": [{\"text\": \"Lotte\"}]}");
    var own = head(of(says, child));
    assertTrue(own.contains("Lotte") && !own.contains("Patient/" + child), own);
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
  void everyCodeOfR4HasItsWordsInEveryLanguage(Language language) {
    var wording = Wording.of("i18n/results");
    assertEquals(wording.keys(Language.EN), wording.keys(language));
    for (var status : DiagnosticReportStatus.values()) {
      assertTrue(
          status == DiagnosticReportStatus.NULL
              || wording.find("status." + status.toCode(), language).isPresent());
    }
    for (var reason : DataAbsentReason.values()) {
      assertTrue(
          reason == DataAbsentReason.NULL
              || wording.find("absent." + reason.toCode(), language).isPresent());
    }
    for (var status : ObservationStatus.values()) {
      assertTrue(
          status == ObservationStatus.NULL
              || wording.find("status." + status.toCode(), language).isPresent());
    }
  }

  @Test
  void wordsThatWereUndoneSaySo() {
    var condition =
        """
        {"resourceType": "Condition", "id": "1", "subject": {"display": "Kind"}, %s
         "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>Breuk</div>"}}""";
    var undone =
        read(
            condition.formatted(
                """
                "verificationStatus": {"coding": [{"code": "entered-in-error"}]},"""));
    assertTrue(told(undone).contains("Bij vergissing ingevoerd"), told(undone));
    assertTrue(head(undone).contains("Niet alles van dit document"), head(undone));
    var inWords = read(condition.formatted("\"verificationStatus\": {\"text\": \"weerlegd\"},"));
    assertTrue(head(inWords).contains("Niet alles van dit document"), head(inWords));
    var stands = read(condition.formatted(""));
    assertFalse(head(stands).contains("Niet alles van dit document"), head(stands));
  }

  @Test
  void addressOfTwoIsNobodys() {
    var sent =
        collection(
            """
            {"resourceType": "Patient", "id": "a", "name": [{"text": "De Moeder"}]}""",
            """
            {"resourceType": "Patient", "id": "b", "name": [{"text": "Het Kind"}]}""",
            observation(
                "1", "\"valueInteger\": 1, \"subject\": {\"reference\": \"https://x.example/p\"}"));
    sent.getEntry().get(0).setFullUrl("https://x.example/p");
    sent.getEntry().get(1).setFullUrl("https://x.example/p");
    var made = of(sent);
    var all = head(made) + told(made);
    assertFalse(all.contains("De Moeder") || all.contains("Het Kind"), all);
  }

  /** HAPI joins what refers to each other, and its own walk takes every path: that never ended. */
  @Test
  void resultsThatReferToEachOtherAreReadAsQuicklyAsOthers() {
    var entries =
        IntStream.range(0, 60)
            .mapToObj(
                n ->
                    """
                    {"fullUrl": "%s", "resource": {"resourceType": "Observation", "status": "final",
                     "code": {"text": "Test"}, "valueInteger": 1,
                     "hasMember": [{"reference": "%s"}, {"reference": "%s"}, {"reference": "%s"}]}}"""
                        .formatted(urn(n), urn(n + 1), urn(n + 2), urn(n + 3)))
            .collect(Collectors.joining(","));
    var sent =
        "{\"resourceType\": \"Bundle\", \"type\": \"collection\", \"entry\": [" + entries + "]}";
    var text =
        assertTimeoutPreemptively(
            Duration.ofSeconds(30),
            () ->
                R4.json().encodeResourceToString(of(R4.json().parseResource(Bundle.class, sent))));
    assertTrue(text.contains("Test"), text);
  }

  private static String urn(int number) {
    return "urn:uuid:00000000-0000-4000-8000-0000000000%02d".formatted(number % 60);
  }
}
