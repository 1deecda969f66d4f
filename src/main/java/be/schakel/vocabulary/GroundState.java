package be.schakel.vocabulary;

/** Where a legal ground stands that a centre put on record. */
public enum GroundState {
  /** A written request that nobody released yet. */
  RECEIVED,
  /** It waits for a second person. */
  PENDING,
  /** A second person confirmed it, and the prosecutor was told. */
  CONFIRMED,
  /** It opens what it names, within its period. */
  OPEN,
  /** Somebody ended it. */
  ENDED,
  /** Its period is over. */
  OVER
}
