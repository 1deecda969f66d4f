package be.schakel.vocabulary;

/** Where an investigation of societal necessity stands about one child, the open ones first. */
public enum ManoState {
  SUBMITTED,
  ADMISSIBLE,
  INVESTIGATING,
  CASE_MANAGEMENT,
  NO_SOCIETAL_NECESSITY,
  REPORTED_TO_PARKET,
  CLOSED,
  /** To another centre, or to a support centre for youth care (OCJ). */
  TRANSFERRED,
  NOT_ADMISSIBLE,
  /** By who referred. */
  WITHDRAWN,
  MOVED_OUT_OF_AREA,
  BECAME_ADULT,
  DIED
}
