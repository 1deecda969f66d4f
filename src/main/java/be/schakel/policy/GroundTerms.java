package be.schakel.policy;

/**
 * How long grounds other than consent hold (disclosure policy 5.3), in days where nothing else is
 * said; a proposal that lawyers will change.
 *
 * @param sharedSecrecyDays shared secrecy that names no end
 * @param sharedSecrecyLongestDays shared secrecy at the longest
 * @param conferenceLongestDays a case conference at the longest
 * @param writtenRequestDays basic data after their release to a magistrate
 * @param dangerHours how many hours a danger to a minor waits for a second person before it lapses
 */
public record GroundTerms(
    int sharedSecrecyDays,
    int sharedSecrecyLongestDays,
    int conferenceLongestDays,
    int writtenRequestDays,
    int dangerHours) {

  public GroundTerms {
    if (sharedSecrecyDays < 1
        || sharedSecrecyLongestDays < sharedSecrecyDays
        || conferenceLongestDays < 1
        || writtenRequestDays < 1
        || dangerHours < 1) {
      throw new IllegalArgumentException("ground terms that contradict each other");
    }
  }
}
