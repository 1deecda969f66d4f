package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.Kind;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.regex.Pattern;

/**
 * One issue of an {@code OperationOutcome}, said in one way by whatever tells of it: a refusal, a
 * remark beside an answer, a validation. Pure.
 */
public final class FhirIssue {

  private static final String SYSTEM = "https://schakel.example/fhir/CodeSystem/problem";
  private static final Pattern INDEX = Pattern.compile("0|[1-9]\\d*");

  private FhirIssue() {}

  public static void write(ObjectNode to, Issue issue, Language language) {
    var code = issue.code();
    to.put("severity", severity(code));
    to.put("code", type(code));
    var details = to.putObject("details");
    details
        .putArray("coding")
        .addObject()
        .put("system", SYSTEM)
        .put("code", code.name())
        .put("display", Texts.title(code, language));
    details.put("text", Texts.inFhir(code, issue.arguments(), language));
    if (!issue.pointer().isEmpty()) {
      to.putArray("expression").add(path(issue.pointer()));
    }
  }

  private static String severity(Code code) {
    return code == Code.INTERNAL ? "fatal" : code.isWarning() ? "warning" : "error";
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
  public static String type(Code code) {
    return switch (code) {
      case TOKEN_EXPIRED, CERTIFICATE_EXPIRED -> "expired";
      case DUPLICATE_REFERRAL, DUPLICATE_PROPERTY, DUPLICATE_ITEM -> "duplicate";
      case UNKNOWN_CODE, UNKNOWN_RESOURCE_TYPE, WRONG_SYSTEM, NOT_IN_GUIDE, OBSERVATION_BY_ITSELF ->
          "code-invalid";
      case MISSING, MISSING_PARAMETER, BODY_MISSING -> "required";
      case UNKNOWN_PROPERTY, EXTENSION_NOT_EXPECTED, WRONG_TYPE -> "structure";
      case INVALID_VALUE, INVALID_DATE, INVALID_TIME, OUT_OF_RANGE, BAD_PATTERN, BAD_BASE64 ->
          "value";
      case TOO_LONG -> "too-long";
      case UNKNOWN_MODIFIER,
          RESOURCE_NOT_EXPECTED,
          ELEMENT_NOT_TAKEN,
          BUNDLE_METHOD,
          PATCH_NOT_UNDERSTOOD,
          ONLY_BY_TRANSACTION,
          FOUND_BY_REPORT,
          NO_SUCH_INTERACTION,
          PROFILE_NOT_AT_HAND ->
          "not-supported";
      case REFERENCE_UNRESOLVED -> "not-found";
      case PERIOD_REVERSED -> "invariant";
      case ELEMENT_NOT_STORED, VALUE_NORMALISED, STORED -> "informational";
      default -> type(code.kind());
    };
  }

  private static String type(Kind kind) {
    return switch (kind) {
      case WARNING -> "business-rule";
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
