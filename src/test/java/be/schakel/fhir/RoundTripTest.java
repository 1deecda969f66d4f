package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import be.schakel.edge.Json;
import be.schakel.fhir.in.BundleToSubmission;
import be.schakel.fhir.in.SubmissionToBundle;
import be.schakel.fhir.in.Transaction;
import be.schakel.referral.Submission;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What both faces were told is the same submission. */
public class RoundTripTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"submission", "submission-minimal", "submission-siblings", "submission-phone"})
  void aReportIsTheSameByBothFaces(String example) throws IOException {
    var submission = example(example);
    var transaction = map(submission);
    assertEquals(inOrder(submission), json(transaction.submission()));
    assertEquals(List.of(), transaction.remarks());
  }

  @Test
  void freshUuidsMakeNoOtherContent() throws IOException {
    var submission = example("submission-siblings");
    var first = SubmissionToBundle.bundle(submission);
    var second = SubmissionToBundle.bundle(submission);
    assertNotEquals(first, second);
    assertEquals(
        BundleToSubmission.map(Json.MAPPER.writeValueAsBytes(first)).submission(),
        BundleToSubmission.map(Json.MAPPER.writeValueAsBytes(second)).submission());
  }

  /** With the keys that follow from the order. */
  private static String inOrder(Submission submission) throws IOException {
    var json = json(submission);
    for (var i = 0; i < submission.children().size(); i++) {
      json = renamed(json, submission.children().get(i).key(), "c" + (i + 1));
    }
    for (var i = 0; i < submission.persons().size(); i++) {
      json = renamed(json, submission.persons().get(i).key().orElseThrow(), "p" + (i + 1));
    }
    return json;
  }

  private static String renamed(String json, String key, String ordered) {
    return json.replace('"' + key + '"', '"' + ordered + '"');
  }

  private static String json(Submission submission) throws IOException {
    return Json.MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(submission);
  }

  private static Transaction map(Submission submission) throws IOException {
    return BundleToSubmission.map(
        Json.MAPPER.writeValueAsBytes(SubmissionToBundle.bundle(submission)));
  }

  public static Submission example(String name) throws IOException {
    try (var in = RoundTripTest.class.getResourceAsStream("/openapi/examples/" + name + ".json")) {
      return Json.MAPPER.readValue(in, Submission.class);
    }
  }
}
