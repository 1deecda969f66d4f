package be.schakel.vocabulary;

/** What runs about the same child beside a request to investigate societal necessity. */
public enum ParallelProcedure {
  /** At the other mandated facility, the support centre for youth care. */
  OCJ,
  YOUTH_COURT,
  CIVIL_COURT,
  CRIMINAL,
  OTHER
}
