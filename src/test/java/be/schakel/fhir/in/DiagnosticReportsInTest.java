package be.schakel.fhir.in;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.guide.Systems;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.Submission;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A report with its observations goes in as documents, to the children that it is about. */
class DiagnosticReportsInTest {

  private static final String REPORT =
      """
      {"resourceType": "DiagnosticReport", "status": "final", "code": {"text": "Bloedbeeld"},
       "subject": {"reference": "%s"}, "result": [{"reference": "https://ehr.example/panel"}]}""";
  private static final String OBSERVATION =
      """
      {"resourceType": "Observation", "status": "final", "code": {"text": "%s"}%s}""";

  @Test
  void observationsOfPanelComeAlongAndAreNoViewOfTheChild() {
    var bundle = Bundles.minimal();
    bundle
        .and("https://ehr.example/report", REPORT.formatted(bundle.url("Patient")))
        .and("https://ehr.example/panel", observation("Panel", member("https://ehr.example/hb")))
        .and(
            "https://ehr.example/hb",
            observation("Hemoglobine", member("https://ehr.example/panel")));
    var mapped = bundle.map();

    var document = mapped.submission().documents().get(0);
    assertEquals(1, mapped.submission().documents().size());
    assertEquals(Optional.of("Bloedbeeld"), document.title());
    assertEquals(Optional.of("application/fhir+json"), document.contentType());
    assertEquals(List.of("c1"), document.children());
    assertTrue(text(document).contains("Hemoglobine") && text(document).contains("Panel"));
    assertEquals(List.of(), mapped.submission().children().get(0).view().stream().toList());
    assertEquals(List.of(), mapped.remarks());
  }

  @Test
  void whatIsOfAnotherChildGoesToThatChildAlone() {
    var bundle = Bundles.siblings();
    var first = bundle.url("Patient");
    var second = second(bundle);
    bundle
        .and("https://ehr.example/report", REPORT.formatted(first))
        .and(
            "https://ehr.example/panel",
            observation("Van de eerste", member("https://ehr.example/other")))
        .and("https://ehr.example/other", observation("Van de tweede", subject(second)));
    var documents =
        bundle.map().submission().documents().stream()
            .filter(each -> each.title().equals(Optional.of("Bloedbeeld")))
            .toList();

    assertEquals(
        List.of(List.of("c1"), List.of("c2")),
        documents.stream().map(Submission.Document::children).toList());
    assertTrue(text(documents.get(0)).contains("Van de eerste"));
    assertFalse(text(documents.get(0)).contains("Van de tweede"));
    assertTrue(text(documents.get(1)).contains("Van de tweede"));
    assertFalse(text(documents.get(1)).contains("Van de eerste"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          contained              | "contained": [{"resourceType": "Observation", "id": "k", "status": "final", "code": {"text": "Geheim"}, "subject": {"reference": "SECOND"}}], "hasMember": [{"reference": "#k"}]
          by number              | "contained": [{"resourceType": "Observation", "id": "k", "status": "final", "code": {"text": "Geheim"}, "subject": {"identifier": {"system": "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin", "value": "15.03.15-003.09"}}}], "hasMember": [{"reference": "#k"}]
          focus                  | "focus": [{"reference": "SECOND"}], "note": [{"text": "Geheim"}]
          specimen               | "specimen": {"reference": "https://ehr.example/specimen"}, "note": [{"text": "Geheim"}]
          """)
  void whatHoldsSomethingOfAnotherChildIsAboutThatChildToo(String how, String more) {
    var bundle = siblings();
    var first = bundle.url("Patient");
    var second = second(bundle);
    bundle
        .and("https://ehr.example/report", REPORT.formatted(first))
        .and(
            "https://ehr.example/panel",
            observation("Panel", subject(first) + ", " + more.replace("SECOND", second)));
    if (how.equals("specimen")) {
      bundle.and(
          "https://ehr.example/specimen",
          "{\"resourceType\": \"Specimen\", \"subject\": {\"reference\": \"%s\"}}"
              .formatted(second));
    }
    var transaction = bundle.map();
    var secret =
        transaction.submission().documents().stream()
            .filter(each -> each.data().isPresent() && text(each).contains("Geheim"))
            .toList();

    assertEquals(
        List.of(List.of("c1", "c2")), secret.stream().map(Submission.Document::children).toList());
    assertTrue(
        transaction.remarks().stream().anyMatch(each -> each.pointer().endsWith(".subject")),
        () -> transaction.remarks().toString());
  }

  @Test
  void whatTheReportPresentsToPeopleStandsInItsResourcesToo() {
    var bundle = siblings();
    var letter =
        Base64.getEncoder().encodeToString("Zus 15.03.15-003.09".getBytes(StandardCharsets.UTF_8));
    bundle
        .and(
            "https://ehr.example/report",
            REPORT
                .formatted(bundle.url("Patient"))
                .replace(
                    "\"result\"",
                    "\"presentedForm\": [{\"contentType\": \"text/plain\", \"data\": \"%s\"}], \"result\""
                        .formatted(letter)))
        .and("https://ehr.example/panel", observation("Panel", ""));
    var resources =
        bundle.map().submission().documents().stream()
            .filter(each -> each.data().isPresent() && text(each).contains(letter))
            .map(Submission.Document::children)
            .toList();

    assertEquals(List.of(List.of("c1", "c2")), resources);
  }

  @Test
  void somebodyWhoIsNoChildOfTheReportIsRefused() {
    var bundle = Bundles.minimal();
    bundle
        .and("https://ehr.example/report", REPORT.formatted(bundle.url("Patient")))
        .and(
            "https://ehr.example/panel",
            observation("Panel", subject("https://ehr.example/stranger")))
        .and("https://ehr.example/stranger", "{\"resourceType\": \"Patient\", \"active\": true}");

    assertTrue(
        bundle
            .refusal()
            .contains(new Issue("Bundle.entry[3].resource.subject", Code.SUBJECT_NOT_A_CHILD)),
        () -> bundle.refusal().toString());
  }

  @Test
  void resultThatIsNotThereAndReportThatWasWrongAreRefused() {
    var bundle = Bundles.minimal();
    bundle.and(
        "https://ehr.example/report",
        REPORT.formatted(bundle.url("Patient")).replace("final", "entered-in-error"));

    assertEquals(
        List.of(
            new Issue(
                "Bundle.entry[2].resource.status",
                Code.INVALID_VALUE,
                bundle.refusal().get(0).arguments().get(0)),
            new Issue("Bundle.entry[2].resource.result[0].reference", Code.REFERENCE_UNRESOLVED)),
        bundle.refusal());
  }

  /** The second has a number too. */
  private static Bundles siblings() {
    var bundle = Bundles.siblings();
    bundle
        .resource("Patient", 1)
        .putArray("identifier")
        .addObject()
        .put("system", Systems.SSIN)
        .put("value", "15031500309");
    return bundle;
  }

  private static String second(Bundles bundle) {
    return bundle.tree().at("/entry").findValuesAsText("fullUrl").stream()
        .filter(url -> !url.equals(bundle.url("Patient")))
        .filter(url -> isPatient(bundle, url))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isPatient(Bundles bundle, String url) {
    for (var entry : bundle.tree().get("entry")) {
      if (entry.path("fullUrl").asText().equals(url)) {
        return entry.at("/resource/resourceType").asText().equals("Patient");
      }
    }
    return false;
  }

  private static String observation(String name, String more) {
    return OBSERVATION.formatted(name, more);
  }

  private static String member(String url) {
    return ", \"hasMember\": [{\"reference\": \"%s\"}]".formatted(url);
  }

  private static String subject(String url) {
    return ", \"subject\": {\"reference\": \"%s\"}".formatted(url);
  }

  private static String text(Submission.Document document) {
    return new String(
        Base64.getDecoder().decode(document.data().orElseThrow()), StandardCharsets.UTF_8);
  }

  @Test
  void resultByItselfIsToldWhereItBelongs() {
    var bundle = Bundles.minimal();
    bundle.and(
        "urn:uuid:weight",
        """
        {"resourceType": "Observation", "status": "final", "valueQuantity": {"value": 12, "unit": "kg"},
         "code": {"coding": [{"system": "http://loinc.org", "code": "29463-7"}]}}""");
    assertEquals(
        List.of(bundle.path("Observation") + ".code.coding[0].system OBSERVATION_BY_ITSELF"),
        bundle.refusal().stream().map(issue -> issue.pointer() + " " + issue.code()).toList());
  }

  @Test
  void viewOfAChildWithoutWordsIsRemarkedOn() {
    var bundle = Bundles.whole().without("Observation", "valueString");
    assertEquals(
        List.of(bundle.path("Observation") + ".valueString CHILD_VIEW_WITHOUT_WORDS"),
        bundle.map().remarks().stream()
            .map(issue -> issue.pointer() + " " + issue.code())
            .toList());
  }
}
