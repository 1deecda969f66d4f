package be.schakel.fhir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.disclosure.Aspect;
import be.schakel.disclosure.EventCursor;
import be.schakel.disclosure.EventQuery;
import be.schakel.disclosure.EventQuery.Condition;
import be.schakel.disclosure.EventQuery.Place;
import be.schakel.disclosure.EventQuery.Value;
import be.schakel.disclosure.Told;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.out.LogEntries;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuditSearchTest {

  private static final String GATEWAY = "https://gateway.example:9443";
  private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
  private static final String PSEUDONYM = "https://schakel.example/fhir/NamingSystem/pseudonym";

  @Test
  void aPeriodIsNeededUnlessOneEventIsAskedFor() {
    assertEquals(Code.MISSING_PARAMETER, refused(Map.of("type", List.of("110106")), false).code());
    search(Map.of("_id", List.of(LogEntries.ENTRY + "-act")));
  }

  @Test
  void withoutOtherConditionsEverythingIsFoundButTheSearchesOfTheLog() {
    var all = search(with());
    assertEquals(
        Told.all().stream()
            .filter(told -> told.sort().action() != LogAction.AUDIT_READ)
            .collect(Collectors.toSet()),
        all.told());
    assertEquals(List.of(), all.conditions());
    assertEquals(20, all.limit());
  }

  @Test
  void theSearchesOfTheLogAreFoundByTheirType() {
    assertEquals(
        Told.all().stream()
            .filter(told -> told.sort().action() == LogAction.AUDIT_READ)
            .collect(Collectors.toSet()),
        search(with("type", "110101")).told());
    assertEquals(Set.of(), search(with("entity-role", "13")).told());
  }

  @Test
  void codesNarrowWhatIsFound() {
    assertEquals(
        told(told -> told.aspect() == Aspect.DISCLOSURE),
        search(with("type", DCM + "|110106", "subtype", "disclose", "entity-role", "1")).told());
    assertEquals(
        told(told -> told.aspect() == Aspect.DECISION),
        search(with("subtype", "AuthZ-Consent")).told());
    assertEquals(
        told(
            told ->
                told.aspect() == Aspect.DECISION && told.sort().outcome() == LogOutcome.PARTIAL),
        search(with("outcome", "4")).told());
    assertEquals(told(told -> told.sort().ofChild()), search(with("entity-type", "1")).told());
    assertEquals(
        told(told -> told.aspect() == Aspect.DISCLOSURE || told.aspect() == Aspect.DECISION),
        search(with("entity-type", "http://hl7.org/fhir/resource-types|Consent")).told());
    assertEquals(
        told(
            told ->
                Set.of(LogAction.SEARCH, LogAction.LOOK_UP, LogAction.EVENT_PULL)
                        .contains(told.sort().action())
                    && told.aspect() == Aspect.ACT),
        search(with("entity-role", "24")).told());
  }

  @Test
  void codesWithCommasFindAnyOfThem() {
    assertEquals(
        told(told -> told.aspect() == Aspect.DISCLOSURE || told.aspect() == Aspect.DECISION),
        search(with("type", "110106,110113", "entity-type", "Consent")).told());
  }

  @ParameterizedTest
  @ValueSource(strings = {"999", "urn:other|110106", "|110106", ""})
  void aCodeThatNothingHasFindsNothing(String type) {
    var query = search(with("type", type));
    assertEquals(Set.of(), query.told());
    assertTrue(query.conditions().contains(new Condition(List.of())));
  }

  @Test
  void identifiersAreLookedForWhereTheirSystemSays() {
    assertEquals(
        List.of(
            new Condition(
                List.of(
                    new Value(Place.PARTNER, "uz-voorbeeld"),
                    new Value(Place.RECIPIENT, "uz-voorbeeld")))),
        search(with("agent.identifier", Systems.PARTNER + "|uz-voorbeeld")).conditions());
    assertEquals(
        List.of(place(Place.PROFESSIONAL, "10000000001")),
        search(posted("agent.identifier", Systems.SSIN + "|10000000001"), true).conditions());
    assertEquals(
        List.of(
            new Condition(
                List.of(
                    new Value(Place.PARTNER, "x"),
                    new Value(Place.RECIPIENT, "x"),
                    new Value(Place.PROFESSIONAL, "x")))),
        search(with("agent.identifier", "x")).conditions());
    assertEquals(
        List.of(place(Place.ADDRESS, "192.0.2.17")),
        search(with("address", "192.0.2.17")).conditions());
    assertEquals(
        List.of(place(Place.REFERRAL, LogEntries.REFERRAL.toString())),
        search(with("entity.identifier", Systems.REFERRAL + "|" + LogEntries.REFERRAL))
            .conditions());
  }

  /** What a decision is about is its child and its consents, and no report (BALP, closed). */
  @Test
  void whatDoesNotNameTheReportIsNotFoundByIt() {
    var told =
        search(with("entity.identifier", Systems.REFERRAL + "|" + LogEntries.REFERRAL)).told();
    assertTrue(told.stream().anyMatch(each -> each.aspect() == Aspect.DISCLOSURE));
    assertTrue(told.stream().noneMatch(each -> each.aspect() == Aspect.DECISION));
  }

  /** The one pattern of BALP that has the token among its entities is the decision. */
  @Test
  void aTokenFindsTheDecisionsThatNameIt() {
    var query = search(with("entity.identifier", "urn:ietf:params:oauth:jti:token-1"));
    assertEquals(List.of(place(Place.TOKEN, "token-1")), query.conditions());
    assertFalse(query.told().isEmpty());
    assertTrue(query.told().stream().allMatch(each -> each.aspect() == Aspect.DECISION));
    assertEquals(
        query.conditions(),
        search(with("entity.identifier", "|urn:ietf:params:oauth:jti:token-1")).conditions());
  }

  @Test
  void aChildIsFoundByItsPseudonymInABodyOnly() {
    var wanted = PSEUDONYM + "|" + LogEntries.PSEUDONYM;
    var query = search(posted("patient.identifier", wanted), true);
    assertEquals(List.of(place(Place.SUBJECT, LogEntries.PSEUDONYM)), query.conditions());
    assertTrue(query.told().stream().allMatch(told -> told.sort().ofChild()));
    assertEquals(Code.IDENTIFIER_IN_URL, refused(with("patient.identifier", wanted), false).code());
  }

  /** Who finds a pseudonym by a number has re-identified alone. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "15231500154",
        "https://www.ehealth.fgov.be/standards/fhir/core/NamingSystem/ssin|15231500154",
        "https://schakel.example/fhir/NamingSystem/pseudonym|15231500154"
      })
  void aChildIsNeverFoundByItsNumber(String number) {
    var problem = refused(posted("patient.identifier", number), true);
    assertEquals(Code.INVALID_PARAMETER, problem.code());
    assertFalse(problem.arguments().toString().contains("15231500154"));
  }

  @Test
  void anotherSourceThanThisGatewayHasNoEvents() {
    assertEquals(List.of(), search(with("source.identifier", GATEWAY)).conditions());
    assertEquals(
        List.of(), search(with("source.identifier", "urn:ietf:rfc:3986|" + GATEWAY)).conditions());
    assertEquals(
        List.of(new Condition(List.of())),
        search(with("source.identifier", "https://other.example")).conditions());
  }

  @Test
  void oneEventIsFoundByItsId() {
    var query = AuditSearch.one(LogEntries.ENTRY + "-decision");
    assertEquals(List.of(place(Place.ID, LogEntries.ENTRY.toString())), query.conditions());
    assertTrue(query.told().stream().allMatch(told -> told.aspect() == Aspect.DECISION));
    assertEquals(List.of(new Condition(List.of())), AuditSearch.one("x").conditions());
  }

  @ParameterizedTest
  @CsvSource({
    "_total, none, UNKNOWN_PARAMETER",
    "_include, AuditEvent:agent, UNKNOWN_PARAMETER",
    "patient, Patient/1, UNKNOWN_PARAMETER",
    "address, somewhere, INVALID_PARAMETER",
    "entity.identifier, urn:ietf:params:oauth:jti|x, INVALID_PARAMETER",
    "_count, 0, INVALID_PARAMETER",
    "_cursor, x, BAD_CURSOR",
    "date, yesterday, INVALID_PARAMETER",
  })
  void whatIsNotUnderstoodIsRefused(String name, String value, Code code) {
    assertEquals(code, refused(with(name, value), false).code());
  }

  @Test
  void onlyTimesMayStandTwice() {
    search(Map.of("date", List.of("ge2026-11-01", "lt2026-12-01")));
    var twice = Map.of("date", List.of("2026"), "type", List.of("110106", "110113"));
    assertEquals(Code.DUPLICATE_PARAMETER, refused(twice, false).code());
  }

  @Test
  void theLogHoldsWhatWasAskedForButNoNumberOfAPerson() {
    assertEquals(
        "AuditEvent agent.identifier=" + Systems.PARTNER + "|uz-voorbeeld date=2026 type=110106",
        search(with("agent.identifier", Systems.PARTNER + "|uz-voorbeeld", "type", "110106"))
            .words());
    for (var secret :
        List.of(
            Map.entry("agent.identifier", "10000000001"),
            Map.entry("agent.identifier", Systems.PARTNER + "|a,10000000001"),
            Map.entry("entity.identifier", "100000000-01"),
            Map.entry("type", "10000000001"),
            Map.entry("source.identifier", "10000000001"),
            Map.entry("_id", "10000000001"))) {
      var words = search(posted(secret.getKey(), secret.getValue()), true).words();
      assertEquals("AuditEvent " + words(secret.getKey()), words);
    }
  }

  @Test
  void aPlaceInTheLogIsGoneBackTo() {
    var cursor = new EventCursor(new UUID(1, 2), 2);
    assertEquals(cursor, EventCursor.parse(cursor.toString()));
    assertEquals(Optional.of(cursor), search(with("_cursor", cursor.toString())).after());
    for (var bad : List.of("", "x", cursor.toString().substring(4), "AAAAAAAAAAAAAAAAAAAAAAk")) {
      assertThrows(SchakelProblem.class, () -> EventCursor.parse(bad), bad);
    }
  }

  private static String words(String name) {
    var date = "date=2026";
    return name.compareTo("date") < 0 ? name + "=* " + date : date + " " + name + "=*";
  }

  /** All of these but the searches of the log. */
  private static Set<Told> told(Predicate<Told> wanted) {
    return Told.all().stream()
        .filter(told -> told.sort().action() != LogAction.AUDIT_READ)
        .filter(wanted)
        .collect(Collectors.toSet());
  }

  private static Condition place(Place place, String text) {
    return new Condition(List.of(new Value(place, text)));
  }

  private static EventQuery search(Map<String, List<String>> given) {
    return search(given, false);
  }

  private static EventQuery search(Map<String, List<String>> given, boolean post) {
    return AuditSearch.query(given, post, GATEWAY);
  }

  private static SchakelProblem refused(Map<String, List<String>> given, boolean post) {
    return assertThrows(SchakelProblem.class, () -> AuditSearch.query(given, post, GATEWAY));
  }

  private static Map<String, List<String>> posted(String... given) {
    return with(given);
  }

  private static Map<String, List<String>> with(String... given) {
    var all = new LinkedHashMap<String, List<String>>();
    all.put("date", List.of("2026"));
    for (int i = 0; i < given.length; i += 2) {
      all.put(given[i], List.of(given[i + 1]));
    }
    return all;
  }
}
