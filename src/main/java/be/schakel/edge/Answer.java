package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.ProblemBody;
import be.schakel.problem.SchakelProblem;
import be.schakel.problem.Texts;
import be.schakel.vocabulary.Language;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A problem as an HTTP answer of the face it happened at: RFC 9457, {@code OperationOutcome} or RFC
 * 6749; one code, one text, one trace id. Pure.
 *
 * @param body for Jackson
 */
record Answer(int status, String mediaType, Object body, Map<String, String> headers) {

  private static final String REALM = "Bearer realm=\"schakel\"";

  static Answer of(SchakelProblem problem, Face face, Language language, String traceId) {
    var headers = headers(problem, language);
    var status = problem.code().kind().status();
    switch (face) {
      case FHIR:
        var outcome = OperationOutcome.of(problem, language, traceId);
        return new Answer(status, "application/fhir+json", outcome, headers);
      case OAUTH:
        if (status == 400 || status == 401) {
          var error = OAuthError.of(problem.code());
          var body = new OAuthError.Body(error, problem, language);
          return new Answer(error.status(), "application/json", body, headers);
        }
        break;
      default:
        break;
    }
    var body = ProblemBody.of(problem, language, traceId);
    return new Answer(status, "application/problem+json", body, headers);
  }

  private static Map<String, String> headers(SchakelProblem problem, Language language) {
    var headers = new LinkedHashMap<String, String>();
    problem
        .retryAfter()
        .ifPresent(
            wait -> headers.put("Retry-After", Long.toString(Math.max(1, wait.toSeconds()))));
    switch (problem.code().kind()) {
      case NOT_AUTHENTICATED -> headers.put("WWW-Authenticate", challenge(problem));
      case METHOD -> headers.put("Allow", String.join("", problem.arguments()));
      // RFC 9110 15.5.17
      case RANGE -> headers.put("Content-Range", "bytes */" + String.join("", problem.arguments()));
      default -> {}
    }
    if (problem.code() == Code.INSUFFICIENT_SCOPE) {
      var scope = String.join(" ", problem.arguments());
      headers.put(
          "WWW-Authenticate", REALM + ", error=\"insufficient_scope\", scope=\"" + scope + "\"");
    }
    return headers;
  }

  /** RFC 6750 3.1: a request that brought no token is told no error. */
  private static String challenge(SchakelProblem problem) {
    var code = problem.code();
    return switch (code) {
      case TOKEN_INVALID, TOKEN_EXPIRED, TOKEN_WRONG_CERTIFICATE, TOKEN_WRONG_AUDIENCE -> {
        var text = OAuthError.description(Texts.detail(code, problem.arguments(), Language.EN));
        yield REALM + ", error=\"invalid_token\", error_description=\"" + text + "\"";
      }
      default -> REALM;
    };
  }
}
