package be.schakel.policy;

/**
 * How long the two exceptions around the log hold at the longest, in days; a proposal that lawyers
 * will change.
 *
 * @param embargoLongestDays what a family is not told, because telling would endanger a child or an
 *     inquiry
 * @param reidentificationLongestDays an auditor sees who is behind a pseudonym
 */
public record SupervisionTerms(int embargoLongestDays, int reidentificationLongestDays) {

  public SupervisionTerms {
    if (embargoLongestDays < 1 || reidentificationLongestDays < 1) {
      throw new IllegalArgumentException("exceptions that nobody could make");
    }
  }
}
