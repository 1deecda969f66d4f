package be.schakel.policy;

import java.util.List;

/**
 * The terms of an investigation of societal necessity (maatschappelijke noodzaak).
 *
 * @param workingDays within which the centre answers, after the day on which it received an
 *     admissible referral
 * @param admissibilityDays working days within which a person says whether it is admissible: an
 *     operational term, no legal one
 * @param warnings after which parts of the legal term the centre is warned, in percent, rising
 */
public record ManoTerms(int workingDays, int admissibilityDays, List<Integer> warnings) {

  private static final int ALL = 100;

  public ManoTerms {
    warnings = List.copyOf(warnings);
    if (workingDays < 1
        || admissibilityDays < 1
        || warnings.isEmpty()
        || !warnings.equals(warnings.stream().sorted().distinct().toList())
        || warnings.stream().anyMatch(percent -> percent < 1 || percent > ALL)) {
      throw new IllegalArgumentException("terms of an investigation that contradict each other");
    }
  }
}
