package be.schakel.fhir.guide;

import be.schakel.vocabulary.Reference;
import java.util.Locale;
import java.util.Set;

/** The names that the gateway and its partners agreed on for FHIR content. */
public final class Systems {

  public static final String OWN = "https://schakel.example/fhir/";
  public static final String EXTENSION = OWN + "StructureDefinition/";

  /** Before the name of a type, the definition that R4 gives of it. */
  public static final String R4_TYPE = "http://hl7.org/fhir/StructureDefinition/";

  public static final String PARTNER = OWN + "NamingSystem/partner";
  public static final String REFERRAL = Reference.SYSTEM;
  public static final String DOCUMENT = OWN + "NamingSystem/document";
  public static final String CONSENT = OWN + "NamingSystem/consent";

  /** Of a keyed hash that the log calls a centre by where an address is secret. */
  public static final String CENTRE_NAME = OWN + "NamingSystem/centre-name";

  /** Of the keyed hash that the log calls a child by. */
  public static final String PSEUDONYM = OWN + "NamingSystem/pseudonym";

  /** Of a person's number as its partner asserts it: national or of the health insurance. */
  public static final String PROFESSIONAL = OWN + "NamingSystem/professional";

  /** Of what joins all that one request caused. */
  public static final String REQUEST = OWN + "NamingSystem/request";

  /** RFC 3986: the value is a URI. */
  public static final String URI = "urn:ietf:rfc:3986";

  /** National numbers, as the Belgian core guide names them today. */
  public static final String SSIN =
      "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin";

  /** The same by every name that is or was in use. */
  public static final Set<String> SSINS =
      Set.of(
          SSIN,
          "https://www.ehealth.fgov.be/standards/fhir/NamingSystem/ssin",
          "urn:oid:2.16.840.1.113883.3.6777.5.1");

  /** Of the tag for a resource that is not whole. */
  public static final String SUBSETTED =
      "http://terminology.hl7.org/CodeSystem/v3-ObservationValue";

  public static final String LANGUAGE = "urn:ietf:bcp:47";

  public static final String CHILD_VIEW = "child-view";

  private Systems() {}

  /** Whether it names national numbers, also with {@code http} or with a slash at its end. */
  public static boolean isSsin(String system) {
    return SSINS.contains(system.replaceFirst("^http:", "https:").replaceFirst("/$", ""));
  }

  /** The CodeSystem of one of our code lists, such as {@code referral-type}. */
  public static String list(String name) {
    return OWN + "CodeSystem/" + name;
  }

  /** The CodeSystem of a code list of the vocabulary: {@code ReferralType} is referral-type. */
  public static String list(Class<?> codes) {
    return list(
        codes.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT));
  }
}
