package be.schakel.vocabulary;

/** Why a request to investigate societal necessity is not admissible. */
public enum NotAdmissibleReason {
  NO_TEAM_DECISION,
  CLIENTS_NOT_INFORMED,
  VOLUNTARY_HELP_NOT_TRIED,
  /** A worrying home without abuse: for the support centre for youth care. */
  NO_CHILD_ABUSE,
  NOT_A_MINOR,
  OUTSIDE_AREA,
  INCOMPLETE,
  OTHER
}
