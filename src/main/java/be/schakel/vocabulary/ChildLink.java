package be.schakel.vocabulary;

/** What one record of a child is to another: as FHIR R4 {@code Patient.link.type} has it. */
public enum ChildLink {
  /** Of the same child; both are used. */
  SEE_ALSO,
  /** Of the same child; the other is used no more. */
  REPLACES,
  /** Of the same child; the other is used in its place. */
  REPLACED_BY;

  /** The same as the other record has it. */
  public ChildLink reversed() {
    return switch (this) {
      case SEE_ALSO -> SEE_ALSO;
      case REPLACES -> REPLACED_BY;
      case REPLACED_BY -> REPLACES;
    };
  }
}
