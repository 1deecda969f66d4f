package be.schakel.partner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The scopes that exist. A combined form means each of its letters: {@code system/Task.rs} is
 * {@code system/Task.r} and {@code system/Task.s} (SMART App Launch 2, where the letters stand in
 * the order c, r, u, d, s; other orders are read too).
 */
public final class Scopes {

  private static final String SYSTEM = "system/";

  private static final Map<String, String> KNOWN =
      Map.of(
          "ServiceRequest", "crs",
          "Task", "rsu",
          "DocumentReference", "r",
          "Binary", "cr",
          "Consent", "crsu",
          "AuditEvent", "crs",
          "Subscription", "cruds",
          "DeadLetter", "su");

  private Scopes() {}

  /**
   * Takes a scope apart into one scope for each letter, in the order given.
   *
   * @return nothing when the resource is unknown, or a letter is unknown there or stands twice
   */
  public static Optional<List<String>> apart(String scope) {
    var dot = scope.lastIndexOf('.');
    if (!scope.startsWith(SYSTEM) || dot < SYSTEM.length()) {
      return Optional.empty();
    }
    var letters = scope.substring(dot + 1);
    var known = KNOWN.getOrDefault(scope.substring(SYSTEM.length(), dot), "");
    var single = new ArrayList<String>();
    for (var letter : letters.split("")) {
      var one = scope.substring(0, dot + 1) + letter;
      if (letter.isEmpty() || !known.contains(letter) || single.contains(one)) {
        return Optional.empty();
      }
      single.add(one);
    }
    return Optional.of(List.copyOf(single));
  }

  /** Every scope, one letter each. */
  public static Set<String> all() {
    var all = new TreeSet<String>();
    KNOWN.forEach((type, letters) -> all.addAll(apart(SYSTEM + type + "." + letters).get()));
    return all;
  }
}
