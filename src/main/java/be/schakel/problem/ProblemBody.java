package be.schakel.problem;

import be.schakel.vocabulary.Language;
import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of an {@code application/problem+json} answer (RFC 9457 3), ready for Jackson.
 *
 * @param traceId what a caller names when asking for help
 * @param errors every place that has to change; absent when the request fails as a whole
 * @param extensions more members, such as {@code possible} of a refused move; they stand beside the
 *     others (RFC 9457 3.2)
 */
@JsonPropertyOrder({"type", "title", "status", "detail", "code", "traceId", "errors"})
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ProblemBody(
    URI type,
    String title,
    int status,
    String detail,
    Code code,
    String traceId,
    List<Told> errors,
    @JsonAnyGetter Map<String, Object> extensions) {

  /** Where several places are wrong the detail points to them, as each has a text of its own. */
  public static ProblemBody of(SchakelProblem problem, Language language, String traceId) {
    var code = problem.code();
    var detail =
        problem.issues().size() > 1
            ? Texts.detail(Code.INVALID_CONTENT, List.of(), language)
            : Texts.detail(code, problem.arguments(), language);
    return new ProblemBody(
        code.type(),
        Texts.title(code, language),
        code.kind().status(),
        detail,
        code,
        traceId,
        Texts.tell(problem.issues(), language),
        new TreeMap<>(problem.extensions()));
  }
}
