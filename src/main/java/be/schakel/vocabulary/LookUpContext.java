package be.schakel.vocabulary;

/** What a professional is doing when it asks whether a child is known. */
public enum LookUpContext {
  SCHEDULED,
  UNSCHEDULED,
  ACUTE
}
