package testkit;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What IHE asks of an audit event (Basic Audit Log Patterns 1.1.4) and of a consent (Privacy
 * Consent on FHIR 1.1.0), read from the profiles by hand: plain JSON in, broken rules out. Nothing
 * of what makes those resources is used here.
 */
public final class IheRules {

  private static final String BALP =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final String PCF = "https://profiles.ihe.net/ITI/PCF/StructureDefinition/IHE.PCF.";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM|";
  private static final String SCT = "http://snomed.info/sct|";
  private static final String ENTITY = "http://terminology.hl7.org/CodeSystem/audit-entity-type|";
  private static final String ROLE = "http://terminology.hl7.org/CodeSystem/object-role|";
  private static final String REST = "http://terminology.hl7.org/CodeSystem/audit-event-type|rest";
  private static final String DO = "http://hl7.org/fhir/restful-interaction|";

  private final JsonNode resource;
  private final List<String> broken = new ArrayList<>();

  private IheRules(JsonNode resource) {
    this.resource = resource;
  }

  /** The rules of the profiles that a resource claims, and breaks. */
  public static List<String> broken(JsonNode resource) {
    var rules = new IheRules(resource);
    var claims =
        Answer.stream(resource.at("/meta/profile"))
            .map(JsonNode::asText)
            .filter(claim -> claim.startsWith(BALP) || claim.startsWith(PCF))
            .toList();
    rules.rule(!claims.isEmpty() || rules.security(), "no profile of IHE is claimed");
    if (resource.path("resourceType").asText().equals("AuditEvent")) {
      rules.everyEvent();
      claims.forEach(claim -> rules.event(claim.substring(BALP.length())));
    } else {
      claims.forEach(claim -> rules.consent(claim.substring(PCF.length())));
    }
    return rules.broken;
  }

  /** The log was used, or a request refused: events of DICOM, for which BALP has no pattern. */
  private boolean security() {
    return codes("type").anyMatch(Set.of(DCM + "110101", DCM + "110113")::contains);
  }

  private void everyEvent() {
    rule(resource.hasNonNull("recorded"), "recorded 1..1");
    rule(resource.hasNonNull("outcome"), "outcome 1..1");
    rule(resource.at("/source/observer").isObject(), "source.observer 1..1");
    items("agent").forEach(agent -> rule(agent.path("requestor").isBoolean(), "requestor 1..1"));
    items("entity")
        .forEach(entity -> rule(!(entity.has("name") && entity.has("query")), "sev-1: not both"));
  }

  private void event(String profile) {
    switch (profile) {
      case "PrivacyDisclosure.Source" -> disclosure();
      case "AuthZconsent" -> decision();
      case "OAUTHaccessTokenUse.Minimal" -> token();
      case "Create", "PatientCreate" -> rest("C", Set.of("create"), "110153", "110152");
      case "Read", "PatientRead" -> rest("R", Set.of("read", "vread"), "110152", "110153");
      case "Update", "PatientUpdate" -> rest("U", Set.of("update"), "110153", "110152");
      case "Query", "PatientQuery" -> query();
      default -> rule(false, "a profile that nobody reads here: " + profile);
    }
    if (profile.startsWith("Patient")) {
      patient();
    }
  }

  private void disclosure() {
    rule(!resource.has("modifierExtension"), "modifierExtension 0..0");
    rule(codes("type").anyMatch((DCM + "110106")::equals), "type is an export");
    var lifecycle = "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle|disclose";
    rule(codes("subtype").filter(lifecycle::equals).count() == 1, "subtype disclose 1..1");
    action("R");
    rule(items("agent").count() >= 2, "agent 2..*");
    var source = agents(DCM + "110153");
    var recipient = agents(DCM + "110152");
    rule(source.size() == 1, "agent source 1..1");
    rule(recipient.size() == 1, "agent recipient 1..1");
    rule(agents(SCT + "159541003").size() <= 1, "agent custodian 0..1");
    rule(agents(SCT + "429577009").size() <= 1, "agent authorizer 0..1");
    Stream.of(source, recipient)
        .flatMap(List::stream)
        .forEach(
            agent -> {
              rule(agent.path("who").isObject(), "agent.who 1..1");
              rule(agent.path("network").isObject(), "agent.network 1..1");
            });
    source.forEach(
        agent ->
            rule(
                agent.path("who").equals(resource.at("/source/observer")),
                "val-audit-source: who is the observer"));
    rule(items("entity").count() >= 2, "entity 2..*");
    patient();
  }

  private void decision() {
    rule(codes("type").anyMatch((DCM + "110113")::equals), "type is a security alert");
    var kinds = "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType|AuthZ-";
    rule(codes("subtype").anyMatch(code -> code.startsWith(kinds)), "subtype 1..*");
    action("E");
    var client = agents(DCM + "110150");
    rule(client.size() == 1 && client.get(0).path("network").isObject(), "agent client 1..1");
    var user = agents("http://terminology.hl7.org/CodeSystem/v3-ParticipationType|IRCP");
    rule(user.size() == 1 && user.get(0).path("requestor").asBoolean(), "agent user 1..1");
    rule(
        agents("http://terminology.hl7.org/CodeSystem/v3-RoleClass|PROV").size() == 1,
        "agent userorg 1..1");
    var server =
        agents("http://terminology.hl7.org/CodeSystem/extra-security-role-type|authserver");
    rule(
        server.size() == 1 && server.get(0).path("who").equals(resource.at("/source/observer")),
        "agent authorizer 1..1, who observes");
    patient();
    var consents =
        items("entity").filter(is("http://hl7.org/fhir/resource-types|Consent")).toList();
    rule(!consents.isEmpty(), "entity consent 1..*");
    var tokens =
        items("entity")
            .filter(
                entity ->
                    entity
                        .at("/what/identifier/value")
                        .asText()
                        .startsWith("urn:ietf:params:oauth:jti:"))
            .count();
    rule(tokens <= 1, "entity token 0..1");
    rule(items("entity").count() == 1 + consents.size() + tokens, "entities are closed");
    rule(
        resource.path("outcome").asText().equals("0") || resource.hasNonNull("outcomeDesc"),
        "a refusal says why");
  }

  private void token() {
    var user = agents("https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes|UserOauthAgent");
    rule(user.size() == 1, "agent of the token 1..1");
    user.forEach(
        agent -> {
          rule(agent.path("requestor").asBoolean(), "the token asks");
          rule(
              agent.path("policy").size() == 1
                  && agent.at("/policy/0").asText().startsWith("urn:ietf:params:oauth:jti:"),
              "policy is the jti");
        });
  }

  private void rest(String action, Set<String> interactions, String client, String server) {
    rule(codes("type").anyMatch(REST::equals), "type is REST");
    rule(
        codes("subtype").anyMatch(code -> interactions.contains(code.replace(DO, ""))),
        "subtype is the interaction");
    action(action);
    rule(agents(DCM + client).size() == 1, "agent client 1..1");
    rule(agents(DCM + server).size() == 1, "agent server 1..1");
    Stream.of(agents(DCM + client), agents(DCM + server))
        .flatMap(List::stream)
        .forEach(agent -> rule(agent.path("network").isObject(), "agent.network 1..1"));
  }

  private void query() {
    rest("E", Set.of("search", "search-type", "search-system"), "110153", "110152");
    var queries = items("entity").filter(is(ENTITY + "2")).filter(hasRole("24")).toList();
    rule(queries.size() == 1, "entity query 1..1");
    queries.forEach(
        query -> {
          rule(!query.has("what") && !query.has("detail"), "query has no what, no detail");
          rule(isRequest(query.path("query").asText()), "query is the request in base64");
        });
  }

  private static boolean isRequest(String query) {
    try {
      return new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8)
          .matches("(?s).*(/|\\?|=).*");
    } catch (IllegalArgumentException notBase64) {
      return false;
    }
  }

  private void patient() {
    var patients = items("entity").filter(is(ENTITY + "1")).filter(hasRole("1")).toList();
    rule(patients.size() == 1, "entity patient 1..1");
    patients.forEach(
        patient -> {
          var what = patient.path("what");
          rule(
              what.path("reference").asText().matches("(.*/)?Patient/.+")
                  || what.path("type").asText().equals("Patient"),
              "what is a Patient");
        });
  }

  private void consent(String profile) {
    for (var once : List.of("status", "scope", "patient", "dateTime", "provision")) {
      rule(resource.hasNonNull(once), once + " 1..1");
    }
    for (var many : List.of("category", "performer", "organization")) {
      rule(resource.path(many).size() > 0, many + " 1..*");
    }
    rule(
        codes("scope")
            .anyMatch("http://terminology.hl7.org/CodeSystem/consentscope|patient-privacy"::equals),
        "scope is privacy");
    rule(resource.has("sourceReference") != resource.has("sourceAttachment"), "source[x] 1..1");
    rule(
        resource.path("policy").size() == 1 && resource.at("/policy/0").hasNonNull("uri"),
        "policy.uri 1..1");
    rule(!resource.has("verification"), "verification 0..0");
    var provision = resource.path("provision");
    rule(provision.hasNonNull("type"), "provision.type 1..1");
    provision(provision);
    provision.path("provision").forEach(this::provision);
    provision
        .path("provision")
        .forEach(inner -> rule(!inner.has("provision"), "two levels at most"));
    if (profile.equals("consentBasic")) {
      for (var none : List.of("securityLabel", "dataPeriod", "data", "provision")) {
        rule(!provision.has(none), "basic: no " + none);
      }
    }
  }

  private void provision(JsonNode provision) {
    for (var none : List.of("action", "class", "code")) {
      rule(!provision.has(none), "provision." + none + " 0..0");
    }
    Answer.stream(provision.path("actor"))
        .forEach(
            actor ->
                rule(
                    codings(actor.path("role"))
                        .anyMatch(
                            "http://terminology.hl7.org/CodeSystem/v3-ParticipationType|IRCP"
                                ::equals),
                    "actor.role is IRCP"));
  }

  private void rule(boolean kept, String rule) {
    if (!kept) {
      broken.add(rule);
    }
  }

  private void action(String code) {
    rule(resource.path("action").asText().equals(code), "action " + code);
  }

  private Stream<JsonNode> items(String name) {
    return Answer.stream(resource.path(name));
  }

  private List<JsonNode> agents(String type) {
    return items("agent").filter(is(type)).toList();
  }

  private static Predicate<JsonNode> is(String type) {
    return item -> codings(item.path("type")).anyMatch(type::equals);
  }

  private static Predicate<JsonNode> hasRole(String code) {
    return item -> codings(item.path("role")).anyMatch((ROLE + code)::equals);
  }

  private Stream<String> codes(String name) {
    var value = resource.path(name);
    return value.isArray() ? Answer.stream(value).flatMap(IheRules::codings) : codings(value);
  }

  /** Of a Coding or a CodeableConcept: {@code system|code}. */
  private static Stream<String> codings(JsonNode value) {
    return (value.has("coding") ? Answer.stream(value.path("coding")) : Stream.of(value))
        .map(coding -> coding.path("system").asText() + "|" + coding.path("code").asText());
  }
}
