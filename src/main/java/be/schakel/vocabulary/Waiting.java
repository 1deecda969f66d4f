package be.schakel.vocabulary;

/** What a report waits for, beside where it stands. */
public enum Waiting {
  /** The submitter has a question of the centre to answer. */
  AWAITING_INFORMATION,
  /** The centre has a request of the submitter to decide. */
  CANCELLATION_REQUESTED
}
