package be.schakel.vocabulary;

/** What the reporter hopes for (code list 2.12). */
public enum Handling {
  ADVICE,
  ACTIVE_TRAJECTORY
}
