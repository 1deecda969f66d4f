package be.schakel.policy;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/**
 * The periods and ages of consent (disclosure policy 5.4); a proposal that lawyers will change.
 *
 * @param defaultMonths how long a consent holds that names no end
 * @param maximumMonths how long it may hold at most
 * @param daysAfterClosing how long it outlives the closing of the case
 * @param ageChildDecides completed years from which the child itself must give it (decree of 7 May
 *     2004, art. 4)
 * @param ageOfMajority completed years from which nobody else can give it
 * @param flagEffects what the flag of alleged perpetrator takes away, for each stage of the child
 */
public record ConsentTerms(
    int defaultMonths,
    int maximumMonths,
    int daysAfterClosing,
    int ageChildDecides,
    int ageOfMajority,
    Map<Stage, Set<FlagEffect>> flagEffects) {

  public ConsentTerms {
    if (defaultMonths < 1
        || maximumMonths < defaultMonths
        || daysAfterClosing < 0
        || ageChildDecides < 0
        || ageOfMajority <= ageChildDecides) {
      throw new IllegalArgumentException("consent terms that contradict each other");
    }
    var copy = new EnumMap<Stage, Set<FlagEffect>>(Stage.class);
    for (var stage : Stage.values()) {
      copy.put(stage, Set.copyOf(flagEffects.getOrDefault(stage, Set.of())));
    }
    flagEffects = Collections.unmodifiableMap(copy);
  }

  /** What the flag of alleged perpetrator takes away about a child at this stage. */
  public Set<FlagEffect> flagEffects(Stage stage) {
    return flagEffects.get(stage);
  }
}
