package be.schakel.fhir;

import java.util.Locale;

/** The names that the gateway and its partners agreed on for FHIR content. */
final class Systems {

  static final String OWN = "https://schakel.example/fhir/";
  static final String EXTENSION = OWN + "StructureDefinition/";
  static final String PARTNER = OWN + "NamingSystem/partner";
  static final String REFERRAL = OWN + "NamingSystem/referral";

  /** National numbers, as the Belgian core guide names them today. */
  static final String SSIN = "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin";

  /** Of the tag for a resource that is not whole. */
  static final String SUBSETTED = "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  static final String LANGUAGE = "urn:ietf:bcp:47";

  static final String CHILD_VIEW = "child-view";

  private Systems() {}

  /** The CodeSystem of one of our code lists, such as {@code referral-type}. */
  static String list(String name) {
    return OWN + "CodeSystem/" + name;
  }

  /** The CodeSystem of a code list of the vocabulary: {@code ReferralType} is referral-type. */
  static String list(Class<?> codes) {
    return list(
        codes.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
  }
}
