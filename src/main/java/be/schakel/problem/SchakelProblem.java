package be.schakel.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A failure that is told to the caller: a code of the catalogue, and where it helps, the places
 * that are wrong.
 *
 * <p>Carries codes and places, never personal data; the two renderers (RFC 9457 and {@code
 * OperationOutcome}) make the texts.
 */
public final class SchakelProblem extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Code code;
  private final transient List<Issue> issues;
  private final transient Map<String, Object> extensions;
  private final transient Optional<Duration> retryAfter;

  private SchakelProblem(
      Code code,
      List<Issue> issues,
      Map<String, Object> extensions,
      Optional<Duration> retryAfter,
      Throwable cause) {
    super(code.name(), cause, false, cause != null);
    this.code = code;
    this.issues = List.copyOf(issues);
    this.extensions = Map.copyOf(extensions);
    this.retryAfter = retryAfter;
  }

  public static SchakelProblem of(Code code) {
    return new SchakelProblem(code, List.of(), Map.of(), Optional.empty(), null);
  }

  /**
   * With several issues of different codes the top level is {@link Code#INVALID_CONTENT}, else
   * their code.
   */
  public static SchakelProblem of(List<Issue> issues) {
    var codes = issues.stream().map(Issue::code).distinct().toList();
    var top = codes.size() == 1 ? codes.get(0) : Code.INVALID_CONTENT;
    return new SchakelProblem(top, issues, Map.of(), Optional.empty(), null);
  }

  public SchakelProblem with(String property, Object value) {
    var more = new java.util.HashMap<>(extensions);
    more.put(property, value);
    return new SchakelProblem(code, issues, more, retryAfter, getCause());
  }

  public SchakelProblem retryAfter(Duration wait) {
    return new SchakelProblem(code, issues, extensions, Optional.of(wait), getCause());
  }

  public SchakelProblem causedBy(Throwable cause) {
    return new SchakelProblem(code, issues, extensions, retryAfter, cause);
  }

  public Code code() {
    return code;
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
