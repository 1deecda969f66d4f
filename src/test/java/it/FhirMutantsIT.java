package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.fhir.in.Mutation;
import be.schakel.fhir.in.SubmissionToBundle;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Report;
import testkit.Requests;
import testkit.Sent;
import testkit.TestPartner;

/** Damaged reports at the running gateway: stored whole, or refused with a place and not at all. */
@AgainstTheGateway
class FhirMutantsIT {

  private static final int MUTANTS = Boolean.getBoolean("schakel.long") ? 2_000 : 60;
  private static final String FHIR = "application/fhir+json";
  private static final String SYSTEM = "https://proef.example/mutants";

  @Test
  void aDamagedReportIsStoredWholeOrNotAtAll() {
    var stored = 0;
    for (long seed = 0; seed < MUTANTS; seed++) {
      var reference = "m-" + UUID.randomUUID();
      var mutant = Mutation.of(report(reference), seed);
      var answer = hospital().beyondTheContract().post("/fhir", mutant.tree().toString(), FHIR);
      if (answer.status() == 200) {
        stored++;
        assertEquals(
            mutant.tree().path("entry").size(), answer.json().path("entry").size(), mutant.what());
      } else {
        assertTrue(answer.status() == 400 || answer.status() == 422, mutant + answer.text());
        assertEquals("OperationOutcome", answer.at("/resourceType"), mutant.what());
        Answer.stream(answer.json().path("issue"))
            .forEach(issue -> assertNamesItsPlace(issue, answer.status(), mutant));
        assertEquals(0, found(reference), mutant.what());
      }
    }
    assertTrue(stored > 0 && stored < MUTANTS, stored + " were stored");
  }

  /** What is no FHIR at all has no place. */
  private static void assertNamesItsPlace(JsonNode issue, int status, Mutation mutant) {
    var place = issue.at("/expression/0").asText();
    assertFalse(status == 422 && !place.startsWith("Bundle"), mutant.what() + " " + issue);
  }

  private static ObjectNode report(String reference) {
    var report = Report.ofOneChild().but(json -> json.remove("yourReference"));
    report.json().putObject("yourReference").put("system", SYSTEM).put("value", reference);
    return SubmissionToBundle.of(report.json());
  }

  private static int found(String reference) {
    return Sent.hospital()
        .get("/fhir/ServiceRequest?identifier=" + SYSTEM + "%7C" + reference)
        .expect(200)
        .json()
        .path("entry")
        .size();
  }

  private static Requests hospital() {
    return TestPartner.of("uz-voorbeeld").as("SUBMIT");
  }
}
