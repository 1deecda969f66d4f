package be.schakel.vocabulary;

/** Where the wish stands to know who is behind a pseudonym. */
public enum ReidentificationState {
  /** It waits for the data protection officer. */
  ASKED,
  APPROVED,
  REFUSED,
  /** Its end date has passed. */
  LAPSED
}
