package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Aspect;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.Told;
import be.schakel.fhir.guide.R4;
import be.schakel.fhir.guide.Systems;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.validation.FhirValidator;
import ca.uhn.fhir.validation.ResultSeverityEnum;
import ca.uhn.fhir.validation.SingleValidationMessage;
import ca.uhn.fhir.validation.ValidationOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.common.hapi.validation.support.InMemoryTerminologyServerValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.PrePopulatedValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.SnapshotGeneratingValidationSupport;
import org.hl7.fhir.common.hapi.validation.support.ValidationSupportChain;
import org.hl7.fhir.common.hapi.validation.validator.FhirInstanceValidator;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The rules for audit events as definitions that a validator reads: every event keeps those of the
 * profiles it claims, and every rule is broken once.
 */
class AuditProfilesTest {

  private static final String BALP =
      "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
  private static final Gateway GATEWAY = Gateway.at("https://gateway.example:9443");

  /** By the profile that is claimed, the definitions of ours that hold its rules. */
  private static final Map<String, List<String>> OURS =
      new TreeMap<>(
          Map.of(
              "PrivacyDisclosure.Source", List.of("audit-disclosure"),
              "AuthZconsent", List.of("audit-decision"),
              "OAUTHaccessTokenUse.Minimal", List.of("audit-token-use"),
              "Create", List.of("audit-create"),
              "Read", List.of("audit-read"),
              "Update", List.of("audit-update"),
              "Query", List.of("audit-query"),
              "PatientCreate", List.of("audit-create", "audit-patient"),
              "PatientRead", List.of("audit-read", "audit-patient")));

  static {
    OURS.put("PatientUpdate", List.of("audit-update", "audit-patient"));
    OURS.put("PatientQuery", List.of("audit-query", "audit-patient"));
  }

  private static final FhirValidator VALIDATOR = validator();

  @Test
  void everyEventKeepsTheRulesItClaims() {
    LogEntries.told()
        .forEach(
            told -> {
              var event = EventToAudit.map(told, GATEWAY, Language.EN);
              var definitions =
                  event.getMeta().getProfile().stream()
                      .flatMap(claim -> OURS.get(claim.getValue().replace(BALP, "")).stream())
                      .toArray(String[]::new);
              assertEquals(List.of(), errors(event, definitions), told.toString());
            });
  }

  static Stream<Arguments> broken() {
    return Stream.of(
            disclosures(), decisions(), tokens(), reads(), creates(), updates(), queries(), ofR4())
        .flatMap(each -> each);
  }

  /** An event that breaks one rule: the definition, the place, and how. */
  @ParameterizedTest(name = "{0}: {1}")
  @MethodSource("broken")
  void anEventThatBreaksARuleIsFound(
      String definition, String rule, String place, Consumer<AuditEvent> breaking) {
    var event = example(definition);
    assertEquals(List.of(), errors(event, definition));
    breaking.accept(event);
    var errors = errors(event, definition);
    assertFalse(errors.isEmpty(), "nothing found");
    assertTrue(errors.stream().anyMatch(error -> error.contains(place)), errors.toString());
  }

  private static Stream<Arguments> disclosures() {
    var d = "audit-disclosure";
    return Stream.of(
        rule(d, "no modifier", "modifierExtension", AuditProfilesTest::modified),
        rule(d, "an export", "AuditEvent.type", e -> e.getType().setCode("110107")),
        rule(d, "disclosed", "disclosed", e -> e.getSubtype().remove(0)),
        rule(d, "disclosed once", "disclosed", e -> e.addSubtype(e.getSubtype().get(0).copy())),
        rule(d, "a read", "AuditEvent.action", e -> e.setAction(AuditEventAction.C)),
        rule(d, "an outcome", "outcome", e -> e.setOutcome(null)),
        rule(d, "a source", "source", e -> e.getAgent().remove(agent(e, "110153"))),
        rule(d, "one source", "source", e -> e.addAgent(agent(e, "110153").copy())),
        rule(d, "a recipient", "recipient", e -> e.getAgent().remove(agent(e, "110152"))),
        rule(d, "one recipient", "recipient", e -> e.addAgent(agent(e, "110152").copy())),
        rule(d, "one custodian", "custodian", e -> e.addAgent(agent(e, "159541003").copy())),
        rule(d, "who sent", "who", e -> agent(e, "110153").setWho(null)),
        rule(d, "from where", "network", e -> agent(e, "110153").setNetwork(null)),
        rule(d, "who got", "who", e -> agent(e, "110152").setWho(null)),
        rule(d, "to where", "network", e -> agent(e, "110152").setNetwork(null)),
        rule(d, "whose case", "who", e -> agent(e, "159541003").setWho(null)),
        rule(
            d,
            "who observes is who sends",
            "sch-observer",
            e -> agent(e, "110153").getWho().setDisplay("Other")),
        rule(d, "a child", "patient", e -> e.getEntity().remove(entity(e, "1"))),
        rule(d, "one child", "patient", e -> e.addEntity(entity(e, "1").copy())),
        rule(d, "which child", "what", e -> entity(e, "1").setWhat(null)),
        rule(
            d,
            "a child is a patient",
            "sch-patient",
            e -> entity(e, "1").getWhat().setType("Group")),
        rule(d, "as a patient", "role", e -> entity(e, "1").getRole().setCode("2")),
        rule(d, "some data", "entity", e -> e.setEntity(List.of(entity(e, "1")))));
  }

  private static Stream<Arguments> decisions() {
    var d = "audit-decision";
    return Stream.of(
        rule(d, "no modifier", "modifierExtension", AuditProfilesTest::modified),
        rule(d, "an alert", "AuditEvent.type", e -> e.getType().setCode("110114")),
        rule(d, "by consent", "subtype", e -> e.getSubtype().get(0).setCode("AuthZ-Role")),
        rule(d, "an execution", "AuditEvent.action", e -> e.setAction(AuditEventAction.R)),
        rule(d, "an outcome", "outcome", e -> e.setOutcome(null)),
        rule(d, "a client", "client", e -> e.getAgent().remove(agent(e, "110150"))),
        rule(d, "from where", "network", e -> agent(e, "110150").setNetwork(null)),
        rule(d, "a client has no name", "altId", e -> agent(e, "110150").setAltId("x")),
        rule(d, "a user", "user", e -> e.getAgent().remove(agent(e, "IRCP"))),
        rule(d, "a user asks", "requestor", e -> agent(e, "IRCP").setRequestor(false)),
        rule(
            d,
            "a user is no machine",
            "network",
            e -> agent(e, "IRCP").getNetwork().setAddress("192.0.2.1")),
        rule(d, "an organisation", "organisation", e -> e.getAgent().remove(agent(e, "PROV"))),
        rule(d, "it does not ask", "requestor", e -> agent(e, "PROV").setRequestor(true)),
        rule(d, "an authorizer", "authorizer", e -> e.getAgent().remove(agent(e, "authserver"))),
        rule(
            d,
            "who decides is who observes",
            "sch-observer",
            e -> agent(e, "authserver").getWho().setDisplay("Other")),
        rule(
            d,
            "an authorizer is no machine",
            "network",
            e -> agent(e, "authserver").getNetwork().setAddress("192.0.2.1")),
        rule(d, "a child", "patient", e -> e.getEntity().remove(entity(e, "1"))),
        rule(d, "one child", "patient", e -> e.addEntity(entity(e, "1").copy())),
        rule(d, "a consent", "consent", e -> e.getEntity().remove(entity(e, "Consent"))),
        rule(d, "which consent", "what", e -> entity(e, "Consent").setWhat(null)),
        rule(d, "one token", "token", e -> e.addEntity(entity(e, "UserOauthAgent").copy())),
        rule(
            d,
            "a jti",
            "sch-jti",
            e -> entity(e, "UserOauthAgent").getWhat().getIdentifier().setValue("token-1")),
        rule(
            d,
            "nothing else",
            "entity",
            e ->
                e.addEntity()
                    .setType(Balp.REQUEST.copy())
                    .setWhat(new Reference().setDisplay("request"))));
  }

  private static Stream<Arguments> tokens() {
    var d = "audit-token-use";
    return Stream.of(
        rule(d, "a token", "token", e -> e.getAgent().remove(agent(e, "UserOauthAgent"))),
        rule(d, "whose", "who", e -> agent(e, "UserOauthAgent").setWho(null)),
        rule(d, "it asks", "requestor", e -> agent(e, "UserOauthAgent").setRequestor(false)),
        rule(d, "named", "policy", e -> agent(e, "UserOauthAgent").setPolicy(null)),
        rule(d, "named once", "policy", e -> agent(e, "UserOauthAgent").addPolicy("urn:x:y")),
        rule(
            d,
            "a jti",
            "sch-jti",
            e -> agent(e, "UserOauthAgent").getPolicy().get(0).setValue("urn:token:1")));
  }

  private static Stream<Arguments> reads() {
    var d = "audit-read";
    return Stream.concat(
        interaction(d, "110152", "110153", AuditEventAction.E),
        Stream.of(
            rule(d, "data", "data", e -> e.getEntity().remove(entity(e, "2"))),
            rule(d, "which data", "what", e -> entity(e, "2").setWhat(null)),
            rule(d, "data as such", "sch-data", e -> entity(e, "2").getRole().setCode("24")),
            rule("audit-patient", "a child", "patient", e -> e.getEntity().remove(entity(e, "1"))),
            rule("audit-patient", "one child", "patient", e -> e.addEntity(entity(e, "1").copy())),
            rule("audit-patient", "which child", "what", e -> entity(e, "1").setWhat(null)),
            rule(
                "audit-patient",
                "as a patient",
                "role",
                e -> entity(e, "1").getRole().setCode("2")),
            rule(
                d,
                "a request by its id",
                "sch-request",
                e -> entity(e, "XrequestId").setWhat(new Reference().setDisplay("x")))));
  }

  private static Stream<Arguments> creates() {
    return interaction("audit-create", "110153", "110152", AuditEventAction.R);
  }

  private static Stream<Arguments> updates() {
    return interaction("audit-update", "110153", "110152", AuditEventAction.C);
  }

  private static Stream<Arguments> queries() {
    var d = "audit-query";
    return Stream.concat(
        interaction(d, "110153", "110152", AuditEventAction.R),
        Stream.of(
            rule(d, "a query", "query", e -> e.getEntity().remove(entity(e, "2"))),
            rule(d, "as a query", "role", e -> entity(e, "2").getRole().setCode("4")),
            rule(d, "what was asked", "query", e -> entity(e, "2").setQuery(null)),
            rule(
                d,
                "a query is no thing",
                "what",
                e -> entity(e, "2").setWhat(new Reference().setDisplay("x"))),
            rule(
                d,
                "a query has no details",
                "detail",
                e -> entity(e, "2").addDetail().setType("x").setValue(new StringType("y")))));
  }

  /** What all four have in common. */
  private static Stream<Arguments> interaction(
      String d, String client, String server, AuditEventAction wrong) {
    return Stream.of(
        rule(d, "restful", "AuditEvent.type", e -> e.getType().setCode("transmit")),
        rule(d, "which interaction", "", e -> e.getSubtype().get(0).setCode("history")),
        rule(d, "its action", "AuditEvent.action", e -> e.setAction(wrong)),
        rule(d, "a success", "AuditEvent.outcome", e -> e.setOutcome(AuditEventOutcome._8)),
        rule(d, "a client", "client", e -> e.getAgent().remove(agent(e, client))),
        rule(d, "one client", "client", e -> e.addAgent(agent(e, client).copy())),
        rule(d, "which client", "who", e -> agent(e, client).setWho(null)),
        rule(d, "the client's address", "network", e -> agent(e, client).setNetwork(null)),
        rule(d, "a server", "server", e -> e.getAgent().remove(agent(e, server))),
        rule(d, "which server", "who", e -> agent(e, server).setWho(null)),
        rule(d, "the server's address", "network", e -> agent(e, server).setNetwork(null)),
        rule(
            d,
            "no storage",
            "media",
            e -> agent(e, client).setMedia(new Coding("urn:x:y", "1", "disk"))));
  }

  /** Rules of R4 itself that are easily broken. */
  private static Stream<Arguments> ofR4() {
    var d = "audit-query";
    return Stream.of(
        rule(d, "sev-1: a name or a query", "sev-1", e -> entity(e, "2").setName("x")),
        rule(
            d,
            "every agent asks or does not",
            "requestor",
            e -> e.getAgent().get(0).setRequestorElement(null)),
        rule(d, "when", "recorded", e -> e.setRecorded(null)),
        rule(d, "who observes", "observer", e -> e.getSource().setObserver(null)));
  }

  private static void modified(AuditEvent event) {
    event.addModifierExtension().setUrl("https://x.example/y").setValue(new StringType("z"));
  }

  private static Arguments rule(
      String definition, String rule, String place, Consumer<AuditEvent> breaking) {
    return Arguments.of(definition, rule, place, breaking);
  }

  private static AuditEvent example(String definition) {
    var action =
        switch (definition) {
          case "audit-create" -> LogAction.SUBMIT;
          case "audit-update" -> LogAction.UPDATE;
          case "audit-query" -> LogAction.SEARCH;
          default -> LogAction.READ;
        };
    var aspect =
        switch (definition) {
          case "audit-disclosure" -> Aspect.DISCLOSURE;
          case "audit-decision" -> Aspect.DECISION;
          default -> Aspect.ACT;
        };
    DisclosureEntry entry =
        LogEntries.ofEverySort()
            .filter(
                each -> Told.Sort.of(each).equals(new Told.Sort(action, LogOutcome.PERMIT, true)))
            .findFirst()
            .orElseThrow();
    return LogEntries.told(entry)
        .filter(told -> told.aspect().orElseThrow() == aspect)
        .map((EventView told) -> EventToAudit.map(told, GATEWAY, Language.EN))
        .findFirst()
        .orElseThrow();
  }

  private static AuditEventAgentComponent agent(AuditEvent event, String type) {
    return event.getAgent().stream()
        .filter(agent -> hasCode(agent.getType(), type))
        .findFirst()
        .orElseThrow();
  }

  private static boolean hasCode(CodeableConcept concept, String code) {
    return concept.getCoding().stream().anyMatch(coding -> coding.getCode().equals(code));
  }

  private static AuditEventEntityComponent entity(AuditEvent event, String type) {
    return event.getEntity().stream()
        .filter(entity -> entity.getType().getCode().equals(type))
        .findFirst()
        .orElseThrow();
  }

  private static List<String> errors(AuditEvent event, String... definitions) {
    var plain = event.copy();
    plain.getMeta().setProfile(null);
    var options = new ValidationOptions();
    for (var definition : definitions) {
      options.addProfile(Systems.EXTENSION + definition);
    }
    return VALIDATOR
        .validateWithResult(R4.json().encodeResourceToString(plain), options)
        .getMessages()
        .stream()
        .filter(message -> message.getSeverity().compareTo(ResultSeverityEnum.ERROR) >= 0)
        .map(AuditProfilesTest::told)
        .collect(Collectors.toList());
  }

  private static String told(SingleValidationMessage message) {
    return message.getLocationString() + ": " + message.getMessage();
  }

  private static FhirValidator validator() {
    var own = new PrePopulatedValidationSupport(R4.CONTEXT);
    OURS.values().stream()
        .flatMap(List::stream)
        .distinct()
        .forEach(name -> own.addStructureDefinition(definition(name)));
    var support =
        new ValidationSupportChain(
            new DefaultProfileValidationSupport(R4.CONTEXT),
            own,
            new CommonCodeSystemsTerminologyService(R4.CONTEXT),
            new InMemoryTerminologyServerValidationSupport(R4.CONTEXT),
            new SnapshotGeneratingValidationSupport(R4.CONTEXT));
    var instance = new FhirInstanceValidator(support);
    instance.setAnyExtensionsAllowed(true);
    // The codes are those of our own patterns; code systems of others are not at hand
    instance.setNoTerminologyChecks(true);
    return R4.CONTEXT.newValidator().registerValidatorModule(instance);
  }

  private static StructureDefinition definition(String name) {
    try (var in =
        AuditProfilesTest.class.getResourceAsStream(
            "/fhir/StructureDefinition/" + name + ".json")) {
      return (StructureDefinition)
          R4.json().parseResource(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
