package be.schakel.fhir.out;

import static be.schakel.fhir.out.Readable.head;
import static be.schakel.fhir.out.Readable.observation;
import static be.schakel.fhir.out.Readable.read;
import static be.schakel.fhir.out.Readable.told;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the sender of a document wrote for people is read, and hides nothing of its data. */
class SendersWordsTest {

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

  /** Some systems write that there is no text in the place of a text. */
  @ParameterizedTest
  @CsvSource({"empty, No human-readable text provided", "generated, ' '", "additional, &#160;"})
  void narrativeThatSaysNothingHidesNoResult(String status, String words) {
    var text =
        """
        "text": {"status": "%s", "div": "<div><p>%s</p></div>"}"""
            .formatted(status, words);
    var made =
        read(
            """
            {"resourceType": "Composition", "id": "c", "status": "final", "title": "Verslag", %s,
             "section": [{%s, "entry": [{"reference": "Observation/1"}]}]}"""
                .formatted(text, text),
            observation("1", "\"valueInteger\": 7"),
            observation("2", "\"valueInteger\": 8"));
    assertTrue(told(made).contains("Test 1"), told(made));
    assertTrue(head(made).contains("Verslag") && head(made).contains("origineel"), head(made));
  }

  @Test
  void whatTheSenderOfAReportAddedInWordsStandsBesideItsTable() {
    var told =
        told(
            read(
                """
                {"resourceType": "DiagnosticReport", "id": "r", "status": "final",
                 "text": {"status": "additional", "div": "<div>staal verwisseld</div>"},
                 "result": [{"reference": "Observation/1"}]}""",
                observation("1", "\"valueInteger\": 7")));
    assertTrue(told.contains("staal verwisseld") && told.contains("Test 1"), told);
  }

  /** Its sections may say more than its narrative, and they are not told. */
  @Test
  void contentsThatAreNotTheFirstOfTheDocumentAreSaidToBeMissing() {
    var made =
        read(
            """
            {"resourceType": "Patient", "id": "p"}""",
            """
            {"resourceType": "Composition", "id": "c", "text": {"status": "generated", "div": "<div>Kop</div>"},
             "section": [{"text": {"status": "generated", "div": "<div>Breuk</div>"}}]}""");
    assertTrue(head(made).contains("origineel"), head(made));
  }
}
