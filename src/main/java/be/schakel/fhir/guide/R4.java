package be.schakel.fhir.guide;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;

/** FHIR R4 as HAPI knows it: built once for the process, since it takes a second. */
public final class R4 {

  /** Thread-safe; a parser made from it is not, so each call makes its own. */
  public static final FhirContext CONTEXT = FhirContext.forR4();

  private R4() {}

  public static IParser json() {
    return CONTEXT.newJsonParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
  }

  public static IParser xml() {
    return CONTEXT.newXmlParser().setOverrideResourceIdWithBundleEntryFullUrl(false);
  }
}
