package be.schakel.fhir.guide;

import be.schakel.edge.FhirIssue;
import be.schakel.edge.Json;
import be.schakel.edge.Public;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Language;
import ca.uhn.fhir.validation.SingleValidationMessage;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What the way in and the full validator say of a resource, as an {@code OperationOutcome}.
 *
 * <p>The validator's sentences quote what was sent. They go back to who sent it, in the answer to
 * the same request, and nowhere else: nothing of the gateway stands in here, which makes it public.
 */
@Public
public record Findings(@JsonValue ObjectNode outcome) {

  /** Of the identifiers that HAPI gives its sentences. */
  private static final String SENTENCES = "http://hl7.org/fhir/java-core-messageId";

  /** Nobody reads more. */
  private static final int MOST = 500;

  public static Findings of(
      List<Issue> issues, List<SingleValidationMessage> findings, Language language) {
    var outcome = Json.MAPPER.createObjectNode().put("resourceType", "OperationOutcome");
    var list = outcome.putArray("issue");
    issues.stream()
        .limit(MOST)
        .forEach(issue -> FhirIssue.write(list.addObject(), issue, language));
    findings.stream().limit(MOST).forEach(finding -> add(list, finding));
    if (list.isEmpty()) {
      list.addObject().put("severity", "information").put("code", "informational");
    }
    return new Findings(outcome);
  }

  private static void add(ArrayNode list, SingleValidationMessage finding) {
    var told = list.addObject();
    told.put("severity", finding.getSeverity().getCode());
    told.put("code", finding instanceof Finding typed ? typed.type() : Finding.ANY);
    var details = told.putObject("details");
    if (finding.getMessageId() != null) {
      details
          .putArray("coding")
          .addObject()
          .put("system", SENTENCES)
          .put("code", finding.getMessageId());
    }
    details.put("text", finding.getMessage());
    if (!FullValidator.place(finding).isEmpty()) {
      told.putArray("expression").add(FullValidator.place(finding));
    }
  }
}
