package be.schakel.fhir;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.Uuid7;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * A search for the Tasks whose focus is the Task of a report: those by which its submitter asks to
 * stop, all on one page. Pure.
 */
final class CancellationSearch {

  private static final String FOCUS = "focus";
  private static final Set<String> KNOWN = Set.of(FOCUS, "_count");
  private static final Pattern TASK = Pattern.compile("Task/([^/,]+)");

  private CancellationSearch() {}

  static boolean asked(Map<String, List<String>> given) {
    return given.getOrDefault(FOCUS, List.of()).stream()
        .anyMatch(focus -> TASK.matcher(focus).matches());
  }

  /**
   * The report whose Task is asked about.
   *
   * @throws SchakelProblem {@link Code#UNKNOWN_PARAMETER}, {@link Code#DUPLICATE_PARAMETER}, {@link
   *     Code#NOT_FOUND}
   */
  static UUID report(Map<String, List<String>> given) {
    if (!KNOWN.containsAll(given.keySet())) {
      throw SchakelProblem.of(Code.UNKNOWN_PARAMETER, String.join(", ", new TreeSet<>(KNOWN)));
    }
    if (given.get(FOCUS).size() > 1) {
      throw SchakelProblem.of(Code.DUPLICATE_PARAMETER, FOCUS);
    }
    return Uuid7.parse(TASK.matcher(given.get(FOCUS).get(0)).replaceFirst("$1"))
        .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
  }
}
