package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Kind;
import be.schakel.problem.SchakelProblem;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A problem as FHIR R4 tells it: the same code and texts, each place as an {@code expression}. */
@Public
record OperationOutcome(@JsonValue ObjectNode resource) {

  private static final String SYSTEM = "https://schakel.example/fhir/CodeSystem/problem";
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d*");

  static OperationOutcome of(SchakelProblem problem, Language language, String traceId) {
    var resource = JsonNodeFactory.instance.objectNode().put("resourceType", "OperationOutcome");
    var issues = resource.putArray("issue");
    if (problem.issues().isEmpty()) {
      issue(issues.addObject(), problem.code(), problem.arguments(), language);
    }
    for (Issue each : problem.issues()) {
      var issue = issues.addObject();
      issue(issue, each.code(), each.arguments(), language);
      if (!each.pointer().isEmpty()) {
        issue.putArray("expression").add(path(each.pointer()));
      }
    }
    ((ObjectNode) issues.get(0)).put("diagnostics", diagnostics(problem, traceId));
    return new OperationOutcome(resource);
  }

  private static void issue(
      ObjectNode issue, Code code, List<String> arguments, Language language) {
    issue.put("severity", code == Code.INTERNAL ? "fatal" : "error");
    issue.put("code", type(code));
    var details = issue.putObject("details");
    details
        .putArray("coding")
        .addObject()
        .put("system", SYSTEM)
        .put("code", code.name())
        .put("display", Texts.title(code, language));
    details.put("text", Texts.inFhir(code, arguments, language));
  }

  private static String diagnostics(SchakelProblem problem, String traceId) {
    return problem.extensions().entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(extension -> "; " + extension.getKey() + "=" + extension.getValue())
        .collect(Collectors.joining("", "traceId=" + traceId, ""));
  }

  /** A JSON pointer as FHIRPath; what the FHIR door already translated stays. */
  static String path(String pointer) {
    if (!pointer.startsWith("/")) {
      return pointer;
    }
    var path = new StringBuilder();
    for (var step : pointer.substring(1).split("/", -1)) {
      var name = step.replace("~1", "/").replace("~0", "~");
      if (INDEX.matcher(name).matches()) {
        path.append('[').append(name).append(']');
      } else {
        path.append(path.length() == 0 ? "" : ".").append(name);
      }
    }
    return path.toString();
  }

  /** The issue type (http://hl7.org/fhir/issue-type) of a code. */
  static String type(Code code) {
    return switch (code) {
      case TOKEN_EXPIRED, CERTIFICATE_EXPIRED -> "expired";
      case DUPLICATE_REFERRAL, DUPLICATE_PROPERTY, DUPLICATE_ITEM -> "duplicate";
      case UNKNOWN_CODE, WRONG_SYSTEM -> "code-invalid";
      case MISSING, MISSING_PARAMETER, BODY_MISSING -> "required";
      case UNKNOWN_PROPERTY, WRONG_TYPE -> "structure";
      case INVALID_VALUE, INVALID_DATE, INVALID_TIME, OUT_OF_RANGE, BAD_PATTERN, BAD_BASE64 ->
          "value";
      case TOO_LONG -> "too-long";
      case UNKNOWN_MODIFIER,
          RESOURCE_NOT_EXPECTED,
          BUNDLE_METHOD,
          ONLY_BY_TRANSACTION,
          FOUND_BY_REPORT ->
          "not-supported";
      case REFERENCE_UNRESOLVED -> "not-found";
      default -> type(code.kind());
    };
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case WARNING -> "informational";
      case MALFORMED, RANGE, UNPROCESSABLE -> "invalid";
      case NOT_AUTHENTICATED -> "login";
      case NOT_PERMITTED -> "forbidden";
      case NOT_FOUND -> "not-found";
      case METHOD, NOT_ACCEPTABLE, MEDIA_TYPE -> "not-supported";
      case CONFLICT, STALE -> "conflict";
      case GONE -> "deleted";
      case TOO_LARGE -> "too-long";
      case TOO_MANY -> "throttled";
      case INTERNAL -> "exception";
      case STORAGE, LEDGER -> "transient";
    };
  }
}
