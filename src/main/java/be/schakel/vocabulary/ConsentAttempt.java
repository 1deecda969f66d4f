package be.schakel.vocabulary;

/** How an attempt to get consent ended, before shared secrecy took its place. */
public enum ConsentAttempt {
  REFUSED,
  UNREACHABLE,
  NO_ANSWER,
  /** The asking alone would have put the child in danger. */
  ASKING_ENDANGERS
}
