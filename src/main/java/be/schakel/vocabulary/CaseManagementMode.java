package be.schakel.vocabulary;

/** How a mandated facility follows up the help after an investigation. */
public enum CaseManagementMode {
  OBSERVING,
  INTERVENING
}
