package be.schakel.fhir.out;

import static be.schakel.fhir.out.Readable.cells;
import static be.schakel.fhir.out.Readable.head;
import static be.schakel.fhir.out.Readable.observation;
import static be.schakel.fhir.out.Readable.read;
import static be.schakel.fhir.out.Readable.told;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Nobody's result is taken for that of another. */
class WhoseResultTest {

  @Test
  void resultOfSomebodyElseSaysWhose() {
    var told =
        told(
            read(
                """
                {"resourceType": "Patient", "id": "kind", "name": [{"text": "Het Kind"}]}""",
                """
                {"resourceType": "Patient", "id": "moeder", "name": [{"text": "De Moeder"}]}""",
                observation(
                    "1", "\"valueInteger\": 1, \"subject\": {\"reference\": \"Patient/kind\"}"),
                observation(
                    "2", "\"valueInteger\": 2, \"subject\": {\"reference\": \"Patient/moeder\"}")));
    assertTrue(cells(told).contains("De Moeder") && !cells(told).contains("Het Kind"), told);
  }

  /** A table under the name of one child once held the results of another. */
  @Test
  void reportOnSomebodyElseSaysWhose() {
    var child =
        """
        {"resourceType": "Patient", "id": "%s", "name": [{"text": "%s"}]}""";
    var report =
        """
        {"resourceType": "DiagnosticReport", "id": "%s", "status": "final", "code": {"text": "Bloed"},
         "subject": {"reference": "Patient/%1$s"}, "result": [{"reference": "Observation/%1$s"}]}""";
    var result = "\"valueInteger\": 1, \"subject\": {\"reference\": \"Patient/%s\"}";
    var made =
        read(
            child.formatted("a", "Eerste Kind"),
            child.formatted("b", "Tweede Kind"),
            report.formatted("a"),
            report.formatted("b"),
            observation("a", result.formatted("a")),
            observation("b", result.formatted("b")));
    var told = told(made);
    assertTrue(head(made).contains("Eerste Kind") && !told.contains("Eerste Kind"), told);
    assertTrue(told.indexOf("Test a") < told.indexOf("Tweede Kind"), told);
    assertTrue(told.indexOf("Tweede Kind") < told.indexOf("Test b"), told);
  }

  @Test
  void sectionOnSomebodyElseSaysWhose() {
    var told =
        told(
            read(
                """
                {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
                 "subject": {"display": "Het Kind"},
                 "section": [{"code": {"text": "Zwangerschap"}, "focus": {"display": "De Moeder"},
                              "entry": [{"reference": "Observation/1"}]}]}""",
                observation("1", "\"valueInteger\": 7")));
    assertTrue(told.contains("Zwangerschap") && told.contains("De Moeder"), told);
  }

  /** Two that are contained may have one name and be two. */
  @Test
  void containedSubjectOfAnotherIsAnother() {
    var contained =
        """
        "subject": {"reference": "#p"},
        "contained": [{"resourceType": "Patient", "id": "p", "name": [{"text": "%s"}]}]""";
    var told =
        told(
            read(
                """
                {"resourceType": "DiagnosticReport", "id": "r", "status": "final",
                 "result": [{"reference": "Observation/1"}], %s}"""
                    .formatted(contained.formatted("Het Kind")),
                observation("1", "\"valueInteger\": 7, " + contained.formatted("De Moeder"))));
    assertTrue(told.contains("Het Kind") && cells(told).contains("De Moeder"), told);
  }

  @Test
  void headWithoutANameSaysTheNumber() {
    var made =
        read(
            """
            {"resourceType": "Patient", "id": "moeder", "identifier": [{"value": "M-1"}]}""",
            """
            {"resourceType": "Patient", "id": "kind", "name": [{"text": "Het Kind"}]}""",
            observation(
                "1", "\"valueInteger\": 1, \"subject\": {\"reference\": \"Patient/moeder\"}"),
            observation(
                "2", "\"valueInteger\": 2, \"subject\": {\"reference\": \"Patient/kind\"}"));
    assertTrue(head(made).contains("M-1"), head(made));
    assertTrue(cells(told(made)).contains("Het Kind"), told(made));
  }

  @Test
  void headSaysWhatAGroupIsCalled() {
    var made =
        read(
            """
            {"resourceType": "Group", "id": "g", "type": "person", "actual": true, "name": "Moeder en kind"}""",
            observation("1", "\"valueInteger\": 1, \"subject\": {\"reference\": \"Group/g\"}"));
    assertTrue(head(made).contains("Moeder en kind"), head(made));
  }

  @Test
  void wordsOfAnotherTypeSayOfWhomTheyAre() {
    var told =
        told(
            read(
                """
                {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
                 "subject": {"reference": "Patient/kind"},
                 "section": [{"title": "Problemen", "entry": [{"reference": "Condition/1"}]}]}""",
                """
                {"resourceType": "Patient", "id": "kind", "name": [{"text": "Het Kind"}]}""",
                """
                {"resourceType": "Patient", "id": "moeder", "name": [{"text": "De Moeder"}]}""",
                """
                {"resourceType": "Condition", "id": "1", "subject": {"reference": "Patient/moeder"},
                 "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'>Verslaving</div>"}}"""));
    assertTrue(told.indexOf("De Moeder") > 0, told);
    assertTrue(told.indexOf("De Moeder") < told.indexOf("Verslaving"), told);
  }

  @Test
  void specimenOfSomebodyElseSaysWhose() {
    var told =
        told(
            read(
                """
                {"resourceType": "Patient", "id": "kind", "name": [{"text": "Het Kind"}]}""",
                """
                {"resourceType": "Patient", "id": "moeder", "name": [{"text": "De Moeder"}]}""",
                """
                {"resourceType": "Specimen", "id": "s", "subject": {"reference": "Patient/moeder"},
                 "type": {"text": "bloed"}}""",
                observation(
                    "1",
                    "\"valueInteger\": 1, \"specimen\": {\"reference\": \"Specimen/s\"},"
                        + " \"subject\": {\"reference\": \"Patient/kind\"}")));
    assertTrue(cells(told).stream().anyMatch(each -> each.contains("De Moeder")), told);
  }

  /** Each server counts its own. */
  @Test
  void equalNumbersOfTwoServersAreTwo() {
    var subject =
        "\"valueInteger\": 1, \"subject\": {\"identifier\": {\"system\": \"urn:%s\", \"value\": \"5\"}}";
    var told =
        told(
            read(
                """
                {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag",
                 "subject": {"identifier": {"system": "urn:a", "value": "5"}},
                 "section": [{"title": "Bloed", "entry": [{"reference": "Observation/1"}, {"reference": "Observation/2"}]}]}""",
                observation("1", subject.formatted("a")),
                observation("2", subject.formatted("b"))));
    assertTrue(cells(told).stream().filter("5"::equals).count() == 1, told);
  }
}
