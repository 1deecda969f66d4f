package be.schakel.vocabulary;

/** Where a document stands: as FHIR R4 {@code DocumentReference.status} has it. */
public enum DocumentStatus {
  CURRENT,
  /** Its sender sent another in its place. */
  SUPERSEDED,
  /** Its sender took it back: it was sent by mistake, or is about somebody else. */
  ENTERED_IN_ERROR
}
