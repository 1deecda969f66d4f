package be.schakel.fhir;

import java.util.Locale;

/** The names that the gateway and its partners agreed on for FHIR content. */
final class Systems {

  static final String OWN = "https://schakel.example/fhir/";
  static final String EXTENSION = OWN + "StructureDefinition/";
  static final String PARTNER = OWN + "NamingSystem/partner";
  static final String REFERRAL = OWN + "NamingSystem/referral";
  static final String DOCUMENT = OWN + "NamingSystem/document";
  static final String CONSENT = OWN + "NamingSystem/consent";

  /** Of a keyed hash that the log calls a centre by where an address is secret. */
  static final String CENTRE_NAME = OWN + "NamingSystem/centre-name";

  /** Of the keyed hash that the log calls a child by. */
  static final String PSEUDONYM = OWN + "NamingSystem/pseudonym";

  /** Of a person's number as its partner asserts it: national or of the health insurance. */
  static final String PROFESSIONAL = OWN + "NamingSystem/professional";

  /** Of what joins all that one request caused. */
  static final String REQUEST = OWN + "NamingSystem/request";

  /** RFC 3986: the value is a URI. */
  static final String URI = "urn:ietf:rfc:3986";

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
