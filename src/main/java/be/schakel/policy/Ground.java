package be.schakel.policy;

/** A legal ground: what it takes to release on it. Each is one small class. */
interface Ground {

  /** Whether the evidence in the question carries this ground. */
  Finding examine(Question question);
}
