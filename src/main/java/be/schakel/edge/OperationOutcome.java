package be.schakel.edge;

import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A problem as FHIR R4 tells it: the same code and texts, each place as an {@code expression}. */
@Public
record OperationOutcome(@JsonValue ObjectNode resource) {

  static OperationOutcome of(SchakelProblem problem, Language language, String traceId) {
    var resource = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
    var issues = resource.putArray("issue");
    var told =
        problem.issues().isEmpty()
            ? List.of(new Issue("", problem.code(), problem.arguments()))
            : problem.issues();
    told.forEach(each -> FhirIssue.write(issues.addObject(), each, language));
    ((ObjectNode) issues.get(0)).put("diagnostics", diagnostics(problem, traceId));
    return new OperationOutcome(resource);
  }

  private static String diagnostics(SchakelProblem problem, String traceId) {
    return problem.extensions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(extension -> "; " + extension.getKey() + "=" + extension.getValue())
        .collect(Collectors.joining("", "traceId=" + traceId, ""));
  }
}
