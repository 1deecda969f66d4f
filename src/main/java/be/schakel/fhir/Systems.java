package be.schakel.fhir;

/** The names that the gateway and its partners agreed on for FHIR content. */
final class Systems {

  static final String OWN = "https://schakel.example/fhir/";
  static final String EXTENSION = OWN + "StructureDefinition/";
  static final String PARTNER = OWN + "NamingSystem/partner";
  static final String REFERRAL = OWN + "NamingSystem/referral";

  /** National numbers, as the Belgian core guide names them today. */
  static final String SSIN = "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin";

  static final String LANGUAGE = "urn:ietf:bcp:47";

  // What a document or a contribution is about
  static final String DATA_CATEGORY = list("data-category");
  static final String CHILD_VIEW = "child-view";

  private Systems() {}

  /** The CodeSystem of one of our code lists, such as {@code referral-type}. */
  static String list(String name) {
    return OWN + "CodeSystem/" + name;
  }
}
