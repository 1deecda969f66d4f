package be.schakel.vocabulary;

/** The circumstances of a concern, any number of them (code list 2.4). */
public enum SpecificContext {
  HIGH_CONFLICT_DIVORCE,
  INTRAFAMILY_VIOLENCE,
  REFUGEE_CHILD,
  INSTITUTIONAL,
  CONVICTED_CARER,
  PRENATAL,
  SHAKEN_INFANT,
  COMPLEX_TRAUMA,
  EMOTIONAL_NEGLECT,
  SEXUAL_VIOLENCE,
  PARENT_IN_DETENTION,
  RUNAWAY
}
