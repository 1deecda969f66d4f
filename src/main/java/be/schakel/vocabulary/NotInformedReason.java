package be.schakel.vocabulary;

/** Why a child or parent was not told of the report (code list 2.12, RightsNotInformedReason). */
public enum NotInformedReason {
  TOO_YOUNG,
  DANGER_IF_INFORMED,
  UNREACHABLE,
  INCAPABLE_MOTIVATED,
  OTHER
}
