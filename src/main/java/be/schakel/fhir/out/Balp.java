package be.schakel.fhir.out;

import java.util.Arrays;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;

/** The codes and profiles of IHE Basic Audit Log Patterns (1.1.4) that events of the log use. */
public final class Balp {

  static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  static final String REST = "http://hl7.org/fhir/restful-interaction";
  static final String SCT = "http://snomed.info/sct";
  static final String ENTITY_TYPE = "http://terminology.hl7.org/CodeSystem/audit-entity-type";
  static final String ENTITY_ROLE = "http://terminology.hl7.org/CodeSystem/object-role";
  static final String RESOURCE_TYPE = "http://hl7.org/fhir/resource-types";
  static final String V3 = "http://terminology.hl7.org/CodeSystem/v3-";

  private static final String IHE = "https://profiles.ihe.net/ITI/BALP/";
  private static final String EVENT = "http://terminology.hl7.org/CodeSystem/audit-event-type";

  /** What kinds of agents there are, by their codes. */
  static final Coding SOURCE = new Coding(DCM, "110153", "Source Role ID");

  static final Coding DESTINATION = new Coding(DCM, "110152", "Destination Role ID");
  static final Coding APPLICATION = new Coding(DCM, "110150", "Application");
  static final Coding CUSTODIAN = new Coding(SCT, "159541003", "Record keeping/library clerk");
  static final Coding USER = new Coding(V3 + "ParticipationType", "IRCP", "information recipient");
  static final Coding INFORMANT = new Coding(V3 + "ParticipationType", "INF", "informant");
  static final Coding USER_ORGANISATION =
      new Coding(V3 + "RoleClass", "PROV", "healthcare provider");
  static final Coding AUTHORIZER =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/extra-security-role-type",
          "authserver",
          "authorization server");
  static final Coding TOKEN =
      new Coding(IHE + "CodeSystem/UserAgentTypes", "UserOauthAgent", "User OAuth Agent");

  /** What kinds of events there are. */
  static final Coding EXPORT = new Coding(DCM, "110106", "Export");

  static final Coding ALERT = new Coding(DCM, "110113", "Security Alert");
  static final Coding AUTHENTICATION = new Coding(DCM, "110114", "User Authentication");
  static final Coding LOG_USED = new Coding(DCM, "110101", "Audit Log Used");
  static final Coding RESTFUL = new Coding(EVENT, "rest", "RESTful Operation");

  static final Coding DISCLOSED =
      new Coding(
          "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle",
          "disclose",
          "Disclose Record Lifecycle Event");
  static final Coding BY_CONSENT =
      new Coding(IHE + "CodeSystem/AuthZsubType", "AuthZ-Consent", "Consent");
  static final Coding LOGIN = new Coding(DCM, "110122", "Login");
  static final Coding NODE = new Coding(DCM, "110126", "Node Authentication");
  static final Coding EMERGENCY = new Coding(DCM, "110127", "Emergency Override Started");

  /** What kinds of entities there are. */
  static final Coding PERSON = new Coding(ENTITY_TYPE, "1", "Person");

  static final Coding OBJECT = new Coding(ENTITY_TYPE, "2", "System Object");
  static final Coding CONSENT = new Coding(RESOURCE_TYPE, "Consent", "Consent");
  static final Coding DOCUMENT =
      new Coding(RESOURCE_TYPE, "DocumentReference", "DocumentReference");
  static final Coding REQUEST =
      new Coding(IHE + "CodeSystem/BasicAuditEntityType", "XrequestId", "X-Request-Id");
  static final Coding PATIENT = new Coding(ENTITY_ROLE, "1", "Patient");
  static final Coding RESOURCE = new Coding(ENTITY_ROLE, "4", "Domain Resource");
  static final Coding SECURITY_RESOURCE = new Coding(ENTITY_ROLE, "13", "Security Resource");
  static final Coding QUERY = new Coding(ENTITY_ROLE, "24", "Query");

  public static final String JTI = "urn:ietf:params:oauth:jti:";

  private Balp() {}

  /** Profiles want the name of an interaction to be its code. */
  static Coding interaction(String code) {
    return new Coding(REST, code, code);
  }

  /** The address of one of the profiles, such as {@code PatientRead}. */
  static String profile(String name) {
    return IHE + "StructureDefinition/IHE.BasicAudit." + name;
  }

  static CodeableConcept concept(Coding... codings) {
    var concept = new CodeableConcept();
    Arrays.stream(codings).map(Coding::copy).forEach(concept::addCoding);
    return concept;
  }
}
