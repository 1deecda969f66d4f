package be.schakel.fhir;

/** How FHIR R4 names itself on the wire. */
final class MediaTypes {

  static final String FHIR_JSON = "application/fhir+json";

  private MediaTypes() {}
}
