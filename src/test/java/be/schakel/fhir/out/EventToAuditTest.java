package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Aspect;
import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.EventView;
import be.schakel.disclosure.Told;
import be.schakel.edge.Json;
import be.schakel.fhir.guide.R4;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.AuditEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventToAuditTest {

  private static final Gateway GATEWAY = Gateway.at("https://gateway.example:9443");

  static Stream<EventView> told() {
    return LogEntries.told();
  }

  @ParameterizedTest
  @MethodSource("told")
  void everyEventKeepsTheRulesOfTheProfilesItClaims(EventView told) throws Exception {
    var json = R4.json().encodeResourceToString(event(told));
    R4.json().setParserErrorHandler(new StrictErrorHandler()).parseResource(json);
    assertEquals(List.of(), BalpRules.broken(Json.MAPPER.readTree(json)), json);
  }

  @Test
  void whatTheGatewayKeepsBackByItselfKeepsThemToo() throws Exception {
    for (var pseudonyms : List.of(List.<String>of(), List.of(LogEntries.PSEUDONYM))) {
      var entries =
          DisclosureEntry.keptBack(
              LogAction.UPDATE,
              LogEntries.read().partner(),
              Optional.of(LogEntries.REFERRAL),
              LogEntries.ENTRY,
              Optional.of("vk-een"),
              pseudonyms,
              "MALWARE_FOUND",
              Instant.parse("2026-11-21T09:30:00Z"));
      assertEquals(1, entries.size());
      var told = LogEntries.told(entries.get(0)).toList();
      assertFalse(told.isEmpty());
      told.forEach(this::keepsTheRules);
    }
  }

  private void keepsTheRules(EventView told) {
    try {
      everyEventKeepsTheRulesOfTheProfilesItClaims(told);
    } catch (Exception unreadable) {
      throw new AssertionError(unreadable);
    }
  }

  /** A search for codes relies on it: an event has no other codes than the example of its sort. */
  @ParameterizedTest
  @MethodSource("told")
  void everyEventHasTheCodesThatSearchesKnowItBy(EventView told) {
    var entry = told.entry().orElseThrow();
    var key = new Told(Told.Sort.of(entry), told.aspect().orElseThrow());
    var event = event(told);
    AuditCodes.PARAMETERS.forEach(
        (parameter, codes) ->
            codes
                .apply(event)
                .forEach(
                    coding ->
                        assertTrue(
                            AuditCodes.having(
                                    parameter, coding.getSystem() + "|" + coding.getCode())
                                .test(key),
                            parameter + " " + coding.getCode() + " " + key)));
  }

  @Test
  void aReadTellsWhatWasDoneWhatLeftAndWhatWasDecided() {
    var read = LogEntries.told(LogEntries.read()).map(EventToAuditTest::event).toList();
    assertEquals(
        List.of(
            LogEntries.ENTRY + "-act " + "[PatientRead, OAUTHaccessTokenUse.Minimal] rest R 0",
            LogEntries.ENTRY
                + "-disclosure "
                + "[PrivacyDisclosure.Source, OAUTHaccessTokenUse.Minimal] 110106 R 0",
            LogEntries.ENTRY + "-decision " + "[AuthZconsent] 110113 E 4"),
        read.stream().map(EventToAuditTest::inShort).toList());
  }

  @Test
  void whatEachSortTellsIsWrittenDownOnceMore() {
    var told = new HashMap<String, Set<String>>();
    for (var each : Told.all()) {
      var sort = each.sort();
      told.computeIfAbsent(
              sort.action() + " " + sort.outcome() + (sort.ofChild() ? " of a child" : ""),
              key -> new TreeSet<>())
          .add(each.aspect().name());
    }
    var all = Set.of("ACT", "DISCLOSURE", "DECISION");
    assertEquals(all, told.get("READ PERMIT of a child"));
    assertEquals(all, told.get("SUBMIT PARTIAL of a child"));
    assertEquals(Set.of("DECISION"), told.get("READ DENY of a child"));
    assertEquals(Set.of("REFUSAL"), told.get("READ DENY"));
    assertEquals(Set.of("REFUSAL"), told.get("TOKEN DENY"));
    assertEquals(Set.of("ACT"), told.get("TOKEN PERMIT"));
    assertEquals(Set.of("ACT"), told.get("SEARCH PERMIT"));
    assertEquals(Set.of("ACT", "DECISION"), told.get("LOOK_UP PERMIT of a child"));
    assertEquals(Set.of("DISCLOSURE"), told.get("EXTERNAL PERMIT of a child"));
    assertEquals(Set.of("ACT"), told.get("AUDIT_READ DENY"));
    // Only a refusal outside the gateway tells nothing: there is no such thing
    assertEquals(LogAction.values().length * LogOutcome.values().length * 2 - 1, told.size());
  }

  @Test
  void aDecisionNamesEveryConsentItRestsOnAndWhatWasDecided() throws Exception {
    var decision = json(LogEntries.read(), Aspect.DECISION);
    var consent = entity(decision, "Consent");
    assertEquals(LogEntries.CONSENT.toString(), consent.at("/what/identifier/value").asText());
    assertEquals("permit MATRIX-C CONSENT", consent.at("/detail/0/type").asText());
    assertEquals("SAFETY_PLAN", consent.at("/detail/0/valueString").asText());
    assertEquals("MATRIX-C withheld: CONCERN", decision.path("outcomeDesc").asText());
  }

  @Test
  void whereNoConsentIsOnRecordThePolicyStandsInForIt() throws Exception {
    var denied =
        LogEntries.ofEverySort()
            .filter(entry -> entry.outcome() == LogOutcome.DENY)
            .filter(entry -> entry.subject().isPresent())
            .filter(entry -> entry.policyVersion().equals("2026-1"))
            .findFirst()
            .orElseThrow();
    var consent = entity(json(denied, Aspect.DECISION), "Consent");
    assertEquals("Consent", consent.at("/what/type").asText());
    assertEquals("urn:ietf:rfc:3986", consent.at("/what/identifier/system").asText());
    assertEquals(
        "https://schakel.example/fhir/policy/2026-1",
        consent.at("/what/identifier/value").asText());
  }

  @Test
  void theRecipientHasTheAddressItCameFromAndWhereNoneIsKnownThatIsSaid() throws Exception {
    var known = agent(json(LogEntries.read(), Aspect.DISCLOSURE), "110152");
    assertEquals("192.0.2.17", known.at("/network/address").asText());
    assertEquals("2", known.at("/network/type").asText());
    var unknown =
        LogEntries.ofEverySort()
            .filter(entry -> entry.address().isEmpty())
            .filter(entry -> entry.subject().isPresent())
            .filter(entry -> entry.outcome() == LogOutcome.PERMIT)
            .filter(entry -> entry.action() == LogAction.READ)
            .findFirst()
            .orElseThrow();
    var network = agent(json(unknown, Aspect.DISCLOSURE), "110152").path("network");
    assertTrue(network.path("address").isMissingNode());
    assertEquals("unknown", network.at("/_address/extension/0/valueCode").asText());
  }

  @Test
  void whatWasToldOutsideTheGatewayHasItsOwnTimeAndRecipient() throws Exception {
    var told =
        LogEntries.ofEverySort()
            .filter(entry -> entry.action() == LogAction.EXTERNAL)
            .filter(entry -> entry.subject().isPresent())
            .filter(entry -> entry.external().orElseThrow().authority().isPresent())
            .filter(entry -> entry.outcome() != LogOutcome.DENY)
            .findFirst()
            .orElseThrow();
    var event = json(told, Aspect.DISCLOSURE);
    assertEquals("2026-11-20T03:15:00+01:00", event.at("/period/start").asText());
    assertEquals("2026-11-21T10:30:00.123+01:00", event.path("recorded").asText());
    var recipient = agent(event, "110152");
    assertEquals("procureur", recipient.at("/who/display").asText());
    assertEquals(
        "not-applicable", recipient.at("/network/_address/extension/0/valueCode").asText());
    assertEquals("00ff", entity(event, "2").at("/detail/0/valueString").asText());
  }

  @Test
  void theCategoriesThatLeftAreOnTheDataAndNoOthers() throws Exception {
    var data = entity(json(LogEntries.read(), Aspect.DISCLOSURE), "2");
    assertEquals(1, data.path("securityLabel").size());
    assertEquals("SAFETY_PLAN", data.at("/securityLabel/0/code").asText());
    assertEquals(LogEntries.REFERRAL.toString(), data.at("/what/identifier/value").asText());
  }

  @Test
  void aRefusedCertificateIsASecurityEventWithItsThumbprint() throws Exception {
    var refused =
        LogEntries.ofEverySort()
            .filter(entry -> entry.action() == LogAction.CERTIFICATE)
            .filter(entry -> entry.outcome() == LogOutcome.DENY)
            .filter(entry -> entry.subject().isEmpty())
            .findFirst()
            .orElseThrow();
    var event = json(refused, Aspect.REFUSAL);
    assertEquals("110113", event.at("/type/code").asText());
    assertEquals("110126", event.at("/subtype/0/code").asText());
    assertEquals("8", event.path("outcome").asText());
    assertEquals("0a1b2c3d4e5f", agent(event, "110150").path("altId").asText());
    assertTrue(event.path("outcomeDesc").asText().contains("AGGREGATED:14"));
    assertFalse(event.path("meta").has("profile"));
  }

  @Test
  void aTimeIsTheSameEverywhereInAnEvent() throws Exception {
    var event = json(LogEntries.read(), Aspect.ACT);
    assertEquals("2026-11-21T10:30:00.123+01:00", event.path("recorded").asText());
    assertEquals(event.path("recorded"), event.at("/meta/lastUpdated"));
  }

  @Test
  void theIdOfAnEventNamesItsEntry() {
    for (var aspect : Aspect.values()) {
      var id = AuditIds.id(LogEntries.ENTRY, aspect);
      assertEquals(LogEntries.ENTRY, AuditIds.entry(id).orElseThrow());
      assertEquals(aspect, AuditIds.aspect(id).orElseThrow());
      assertTrue(id.matches("[A-Za-z0-9.-]{1,64}"), id);
    }
    for (var none : List.of("", "x", LogEntries.ENTRY.toString(), LogEntries.ENTRY + "-x")) {
      assertTrue(AuditIds.entry(none).isEmpty(), none);
    }
  }

  private static AuditEvent event(EventView told) {
    return EventToAudit.map(told, GATEWAY, Language.EN);
  }

  private static JsonNode json(DisclosureEntry entry, Aspect aspect) throws Exception {
    var told =
        LogEntries.told(entry)
            .filter(each -> each.aspect().orElseThrow() == aspect)
            .findFirst()
            .orElseThrow();
    return Json.MAPPER.readTree(R4.json().encodeResourceToString(event(told)));
  }

  private static JsonNode entity(JsonNode event, String type) {
    for (var entity : event.path("entity")) {
      if (entity.at("/type/code").asText().equals(type)) {
        return entity;
      }
    }
    throw new AssertionError("no entity " + type);
  }

  private static JsonNode agent(JsonNode event, String type) {
    for (var agent : event.path("agent")) {
      if (agent.at("/type/coding/0/code").asText().equals(type)) {
        return agent;
      }
    }
    throw new AssertionError("no agent " + type);
  }

  private static String inShort(AuditEvent event) {
    return event.getIdElement().getIdPart()
        + " "
        + event.getMeta().getProfile().stream()
            .map(profile -> profile.getValue().replaceFirst("^.*IHE\\.BasicAudit\\.", ""))
            .collect(Collectors.toList())
        + " "
        + event.getType().getCode()
        + " "
        + event.getAction().toCode()
        + " "
        + event.getOutcome().toCode();
  }
}
