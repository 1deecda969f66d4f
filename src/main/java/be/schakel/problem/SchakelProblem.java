package be.schakel.problem;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A failure that is told to the caller: a code of the catalogue, and where it helps, the places
 * that are wrong.
 *
 * <p>Carries codes and places, never personal data; the two renderers (RFC 9457 and {@code
 * OperationOutcome}) make the texts.
 */
public final class SchakelProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private static final Set<String> STANDARD =
      Set.of("type", "title", "status", "detail", "instance", "code", "traceId", "errors");

  private final transient Code code;
  private final transient List<String> arguments;
  private final transient List<Issue> issues;
  private final transient Map<String, Object> extensions;
  private final transient Optional<Duration> retryAfter;

  private SchakelProblem(
      Code code,
      List<String> arguments,
      List<Issue> issues,
      Map<String, Object> extensions,
      Optional<Duration> retryAfter,
      Throwable cause) {
    super(code.name(), cause, false, cause != null);
    if (code.isWarning()) {
      throw new IllegalArgumentException("a warning refuses nothing: " + code);
    }
    this.code = code;
    this.arguments = List.copyOf(arguments);
    this.issues = List.copyOf(issues);
    this.extensions = Map.copyOf(extensions);
    this.retryAfter = retryAfter;
  }

  /**
   * A failure of the request as a whole.
   *
   * @param arguments what fills the places of the detail, as {@link Code#places()} names them;
   *     never personal data
   */
  public static SchakelProblem of(Code code, String... arguments) {
    return new SchakelProblem(
        code, List.of(arguments), List.of(), Map.of(), Optional.empty(), null);
  }

  /**
   * With several issues of different codes the top level is {@link Code#INVALID_CONTENT}, else
   * their code. Warnings among them are left out: a refusal tells what has to change.
   *
   * @param issues at least one that is no warning
   */
  public static SchakelProblem of(List<Issue> issues) {
    var errors = issues.stream().filter(issue -> !issue.code().isWarning()).toList();
    if (errors.isEmpty()) {
      throw new IllegalArgumentException("nothing to refuse");
    }
    var codes = errors.stream().map(Issue::code).distinct().toList();
    var top = codes.size() == 1 ? codes.get(0) : Code.INVALID_CONTENT;
    List<String> arguments = errors.size() == 1 ? errors.get(0).arguments() : List.of();
    return new SchakelProblem(top, arguments, errors, Map.of(), Optional.empty(), null);
  }

  /**
   * The same with one more member in its body (RFC 9457 3.2).
   *
   * @param value what JSON can show: text, a number, a list or map of those; never personal data
   */
  public SchakelProblem with(String property, Object value) {
    if (STANDARD.contains(property)) {
      throw new IllegalArgumentException("not an extension: " + property);
    }
    var more = new HashMap<>(extensions);
    more.put(property, value);
    return new SchakelProblem(code, arguments, issues, more, retryAfter, getCause());
  }

  /** The same, each issue where another face has that place. */
  public SchakelProblem at(UnaryOperator<String> place) {
    var moved = issues.stream().map(issue -> issue.at(place.apply(issue.pointer()))).toList();
    return new SchakelProblem(code, arguments, moved, extensions, retryAfter, getCause());
  }

  public SchakelProblem retryAfter(Duration wait) {
    return new SchakelProblem(code, arguments, issues, extensions, Optional.of(wait), getCause());
  }

  public SchakelProblem causedBy(Throwable cause) {
    return new SchakelProblem(code, arguments, issues, extensions, retryAfter, cause);
  }

  public Code code() {
    return code;
  }

  /** What fills the places of the detail. */
  public List<String> arguments() {
    return arguments;
  }

  public List<Issue> issues() {
    return issues;
  }

  /** More properties of the problem, such as {@code possible} of a refused status move. */
  public Map<String, Object> extensions() {
    return extensions;
  }

  public Optional<Duration> retryAfter() {
    return retryAfter;
  }
}
