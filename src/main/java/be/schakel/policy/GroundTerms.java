package be.schakel.policy;

/**
 * How long grounds other than consent hold, in days (disclosure policy 5.3); a proposal that
 * lawyers will change.
 *
 * @param sharedSecrecyDays shared secrecy that names no end
 * @param sharedSecrecyLongestDays shared secrecy at the longest
 * @param conferenceLongestDays a case conference at the longest
 * @param writtenRequestDays basic data after their release to a magistrate
 */
public record GroundTerms(
    int sharedSecrecyDays,
    int sharedSecrecyLongestDays,
    int conferenceLongestDays,
    int writtenRequestDays) {

  public GroundTerms {
    if (sharedSecrecyDays < 1
        || sharedSecrecyLongestDays < sharedSecrecyDays
        || conferenceLongestDays < 1
        || writtenRequestDays < 1) {
      throw new IllegalArgumentException("ground terms that contradict each other");
    }
  }
}
