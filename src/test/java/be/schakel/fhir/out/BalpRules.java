package be.schakel.fhir.out;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The rules of IHE BALP 1.1.4, written down once more from its text, over the JSON that leaves.
 * They share nothing with the mapping, and nothing with the definitions that a validator reads.
 */
final class BalpRules {

  private static final String PROFILE =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String REST = "http://hl7.org/fhir/restful-interaction";
  private static final String OBJECT = "http://terminology.hl7.org/CodeSystem/audit-entity-type|2";
  private static final Map<String, String> ACTIONS =
      Map.of("Create", "C", "Read", "R", "Update", "U", "Query", "E");

  private final JsonNode event;
  private final List<String> broken = new ArrayList<>();

  private BalpRules(JsonNode event) {
    this.event = event;
  }

  /** What an event breaks of the profiles that it claims, and of R4 itself. */
  static List<String> broken(JsonNode event) {
    var rules = new BalpRules(event);
    rules.base();
    for (var claim : event.at("/meta/profile")) {
      var profile = claim.asText().replace(PROFILE, "");
      switch (profile) {
        case "PrivacyDisclosure.Source" -> rules.disclosure();
        case "AuthZconsent" -> rules.decision();
        case "OAUTHaccessTokenUse.Minimal" -> rules.token();
        case "PatientCreate", "PatientRead", "PatientUpdate", "PatientQuery" -> {
          rules.patient();
          rules.rest(profile.substring("Patient".length()));
        }
        case "Create", "Read", "Update", "Query" -> rules.rest(profile);
        default -> rules.broken.add("claims what is no profile: " + profile);
      }
    }
    return rules.broken;
  }

  private void base() {
    expect("an AuditEvent", event.path("resourceType").asText().equals("AuditEvent"));
    expect("type", event.path("type").has("code"));
    expect("recorded", event.has("recorded"));
    expect("source.observer", event.at("/source/observer").isObject());
    expect("agents", event.path("agent").size() > 0);
    for (var agent : event.path("agent")) {
      expect("agent.requestor", agent.path("requestor").isBoolean());
      expect("agent.type", agent.at("/type/coding/0").has("code"));
    }
    // R4 sev-1
    for (var entity : event.path("entity")) {
      expect("sev-1", !entity.has("name") || !entity.has("query"));
    }
    expect("at most one patient", entities(this::isPatient).count() <= 1);
  }

  private void disclosure() {
    expect("modifierExtension", !event.has("modifierExtension"));
    expect("Export", event.at("/type/code").asText().equals("110106"));
    expect("DCM", event.at("/type/system").asText().equals(DCM));
    expect(
        "disclose",
        codes("subtype")
            .anyMatch(
                "http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle|disclose"::equals));
    expect("action", event.path("action").asText().equals("R"));
    expect("outcome", event.has("outcome"));
    var source = one("source", agents(DCM + "|110153"));
    var recipient = one("recipient", agents(DCM + "|110152"));
    expect("source.network", source.path("network").size() > 0);
    expect("recipient.network", recipient.path("network").size() > 0);
    expect("recipient.who", recipient.path("who").size() > 0);
    // val-audit-source: the same reference, identifier and display
    expect("val-audit-source", source.path("who").equals(event.at("/source/observer")));
    expect("custodians", agents("http://snomed.info/sct|159541003").count() <= 1);
    patient();
    expect("a data set", event.path("entity").size() >= 2);
  }

  private void decision() {
    expect("modifierExtension", !event.has("modifierExtension"));
    expect("Security Alert", event.at("/type/code").asText().equals("110113"));
    expect(
        "subtype",
        codes("subtype")
            .anyMatch(
                "https://profiles.ihe.net/ITI/BALP/CodeSystem/AuthZsubType|AuthZ-Consent"::equals));
    expect("action", event.path("action").asText().equals("E"));
    expect("outcome", event.has("outcome"));
    var client = one("client", agents(DCM + "|110150"));
    expect("client.network", client.path("network").size() > 0);
    expect("client.who", client.path("who").size() > 0);
    expect("client alone", !client.has("role") && !client.has("altId") && !client.has("name"));
    var user =
        one("user", agents("http://terminology.hl7.org/CodeSystem/v3-ParticipationType|IRCP"));
    expect("user.requestor", user.path("requestor").asBoolean());
    expect("user.who", user.path("who").size() > 0);
    expect("user.network", !user.has("network") && !user.has("altId"));
    var organisation =
        one("userorg", agents("http://terminology.hl7.org/CodeSystem/v3-RoleClass|PROV"));
    expect("userorg.who", organisation.path("who").size() > 0);
    expect("userorg.requestor", !organisation.path("requestor").asBoolean());
    var authorizer =
        one(
            "authorizer",
            agents("http://terminology.hl7.org/CodeSystem/extra-security-role-type|authserver"));
    expect("authorizer", authorizer.path("who").equals(event.at("/source/observer")));
    expect("authorizer.network", !authorizer.has("network"));
    patient();
    var consents = entities(is("http://hl7.org/fhir/resource-types|Consent")).toList();
    expect("a consent", !consents.isEmpty());
    consents.forEach(consent -> expect("consent.what", consent.path("what").size() > 0));
    var token = "https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes|UserOauthAgent";
    var tokens = entities(is(token)).toList();
    expect("one token", tokens.size() <= 1);
    tokens.forEach(
        each ->
            expect(
                "jti",
                each.at("/what/identifier/value")
                    .asText()
                    .startsWith("urn:ietf:params:oauth:jti:")));
    expect("closed entities", event.path("entity").size() == 1 + consents.size() + tokens.size());
    if (!event.path("outcome").asText().equals("0")) {
      expect("outcomeDesc", event.path("outcomeDesc").asText().length() > 0);
    }
  }

  private void token() {
    var agent =
        one(
            "token",
            agents("https://profiles.ihe.net/ITI/BALP/CodeSystem/UserAgentTypes|UserOauthAgent"));
    expect("token.requestor", agent.path("requestor").asBoolean());
    expect("token.who", agent.path("who").size() > 0);
    expect("one policy", agent.path("policy").size() == 1);
    expect("jti", agent.at("/policy/0").asText().startsWith("urn:ietf:params:oauth:jti:"));
  }

  private void rest(String interaction) {
    expect(
        "rest",
        event.at("/type/system").asText().endsWith("/audit-event-type")
            && event.at("/type/code").asText().equals("rest"));
    expect("action", event.path("action").asText().equals(ACTIONS.get(interaction)));
    expect("success", event.path("outcome").asText().equals("0"));
    var wanted =
        interaction.equals("Query")
            ? Set.of(REST + "|search", REST + "|search-type", REST + "|search-system")
            : Set.of(REST + "|" + interaction.toLowerCase(java.util.Locale.ROOT));
    expect("subtype", codes("subtype").anyMatch(wanted::contains));
    // Who reads is where the data go; who writes or asks is where they come from
    var read = interaction.equals("Read");
    var client = one("client", agents(DCM + (read ? "|110152" : "|110153")));
    var server = one("server", agents(DCM + (read ? "|110153" : "|110152")));
    expect("server is who observes", server.path("who").equals(event.at("/source/observer")));
    for (var end : List.of(client, server)) {
      expect("who", end.path("who").size() > 0);
      expect("network", end.path("network").size() > 0);
      expect("media", !end.has("media"));
    }
    var object = one("object", entities(is(OBJECT)));
    var role = object.at("/role/code").asText();
    if (interaction.equals("Query")) {
      expect("query role", role.equals("24"));
      expect("query alone", !object.has("what") && !object.has("detail"));
      var query = Base64.getDecoder().decode(object.path("query").asText());
      expect("query", new String(query, StandardCharsets.UTF_8).length() > 0);
    } else {
      expect("data role", Set.of("3", "4", "20").contains(role));
      expect("data what", object.path("what").size() > 0);
    }
  }

  private void patient() {
    var patient = one("patient", entities(this::isPatient));
    expect(
        "patient role",
        patient.at("/role/system").asText().endsWith("/object-role")
            && patient.at("/role/code").asText().equals("1"));
    expect("patient type", patient.at("/what/type").asText().equals("Patient"));
    expect("patient pseudonym", patient.at("/what/identifier/value").asText().length() > 0);
    expect("patient name", !patient.has("name") && !patient.at("/what").has("display"));
  }

  private boolean isPatient(JsonNode entity) {
    return is("http://terminology.hl7.org/CodeSystem/audit-entity-type|1").test(entity);
  }

  private void expect(String rule, boolean holds) {
    if (!holds) {
      broken.add(rule);
    }
  }

  private JsonNode one(String what, Stream<JsonNode> found) {
    var all = found.toList();
    expect("exactly one " + what, all.size() == 1);
    return all.isEmpty() ? event.path("nothing") : all.get(0);
  }

  private Stream<JsonNode> agents(String code) {
    return all(event.path("agent"))
        .filter(agent -> all(agent.at("/type/coding")).anyMatch(each -> code(each).equals(code)));
  }

  private Stream<JsonNode> entities(Predicate<JsonNode> wanted) {
    return all(event.path("entity")).filter(wanted);
  }

  private static Predicate<JsonNode> is(String type) {
    return entity -> code(entity.path("type")).equals(type);
  }

  private Stream<String> codes(String element) {
    return all(event.path(element)).map(BalpRules::code);
  }

  private static String code(JsonNode coding) {
    return coding.path("system").asText() + "|" + coding.path("code").asText();
  }

  private static Stream<JsonNode> all(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false);
  }
}
