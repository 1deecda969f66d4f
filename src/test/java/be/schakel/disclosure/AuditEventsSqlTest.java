package be.schakel.disclosure;

import static be.schakel.partner.TestRegistries.engagement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.TestPolicies;
import be.schakel.disclosure.EventQuery.Condition;
import be.schakel.disclosure.EventQuery.Place;
import be.schakel.disclosure.EventQuery.Value;
import be.schakel.ledger.TestLedger;
import be.schakel.partner.Professional;
import be.schakel.partner.Registries;
import be.schakel.partner.TestRegistries;
import be.schakel.problem.Code;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** The log as the events that its entries tell. */
class AuditEventsSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();
  private Registries registries;

  @BeforeEach
  void anEmptyLog() throws Exception {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate ledger_entry"));
    registries =
        TestRegistries.inForce(
            home, CLOCK, engagement("all", "2026-01-01", "2026-12-31", "vk-een", "vk-twee"));
  }

  /** Whatever is asked for and however long a page is: every event once, newest entry first. */
  @Test
  void thePagesTogetherHoldEveryWantedEventOnce() {
    var random = new Random(11);
    var sorts = Told.Sort.all().toList();
    var entries = new ArrayList<DisclosureEntry>();
    for (int i = 0; i < 24; i++) {
      var sort = sorts.get(random.nextInt(sorts.size()));
      var made =
          Logged.at(NOW.minus(Duration.ofMinutes(600 - i)))
              .action(sort.action())
              .outcome(sort.outcome())
              .flags("n" + i);
      entries.add((sort.ofChild() ? made : made.atTheDoor()).entry());
    }
    entries.forEach(this::append);
    for (int round = 0; round < 3; round++) {
      var wanted =
          Told.all().stream().filter(told -> random.nextInt(3) > 0).collect(Collectors.toSet());
      var expected = new ArrayList<String>();
      for (int i = entries.size() - 1; i >= 0; i--) {
        for (var told : Told.by(Told.Sort.of(entries.get(i)))) {
          if (wanted.contains(told)) {
            expected.add("n" + i + " " + told.aspect());
          }
        }
      }
      for (var limit : List.of(1, 7, 100)) {
        assertEquals(expected, paged(wanted, limit), round + " by " + limit);
      }
    }
  }

  @Test
  void aPlaceInTheMiddleOfAnEntryIsGoneOnFrom() {
    append(Logged.at(ago(1)).entry());
    var first = search(query(told -> true, 2));
    assertEquals(List.of(Aspect.ACT, Aspect.DISCLOSURE), aspects(first));
    var rest = search(query(told -> true, 2, first.next().orElseThrow()));
    assertEquals(List.of(Aspect.DECISION), aspects(rest));
    assertEquals(Optional.empty(), rest.next());
  }

  @Test
  void eachPlaceIsSearched() {
    append(Logged.at(ago(4)).by("az-tweede").entry());
    append(Logged.at(ago(3)).by(new Professional("10000000009", "Proef", "nurse")).entry());
    append(Logged.at(ago(2)).about("another").entry());
    append(Logged.at(ago(1)).entry());
    assertEquals(4, entries(Place.ADDRESS, "192.0.2.17"));
    assertEquals(0, entries(Place.ADDRESS, "192.0.2.1"));
    assertEquals(1, entries(Place.PARTNER, "az-tweede"));
    assertEquals(1, entries(Place.PROFESSIONAL, "10000000009"));
    assertEquals(1, entries(Place.SUBJECT, "another"));
    assertEquals(4, entries(Place.REFERRAL, Logged.REFERRAL.toString()));
    assertEquals(4, entries(Place.REQUEST, "request-1"));
    assertEquals(0, entries(Place.CONSENT, Logged.REFERRAL.toString()));
    assertEquals(
        2,
        entries(
            new Condition(
                List.of(
                    new Value(Place.PARTNER, "az-tweede"),
                    new Value(Place.PROFESSIONAL, "10000000009")))));
    assertEquals(0, entries(new Condition(List.of())));
  }

  /** Each on a page of its own is found once, in the order of the log. */
  @Test
  void anAgentIsFoundWhetherItAskedOrWasTold() {
    append(Logged.at(ago(3)).by("school").entry());
    append(Logged.at(ago(2)).toldTo("school").entry());
    append(Logged.at(ago(1)).by("school").toldTo("school").entry());
    append(Logged.at(ago(1)).entry());
    var school =
        new Condition(
            List.of(new Value(Place.PARTNER, "school"), new Value(Place.RECIPIENT, "school")));
    assertEquals(3, entries(school));
    assertEquals(2, entries(Place.RECIPIENT, "school"));
    assertEquals(4, entries(Place.TOKEN, "token-1"));
    assertEquals(0, entries(Place.TOKEN, "token-3"));
  }

  /** Unattended work has no number, so it is not found by an empty one. */
  @Test
  void nobodyIsFoundByNothing() {
    append(Logged.at(ago(1)).by(Professional.SYSTEM).entry());
    assertEquals(0, entries(Place.PROFESSIONAL, ""));
  }

  @Test
  void aSearchIsOneEntryThatSaysWhatWasAskedAndHowManyEventsWereFound() {
    append(Logged.at(ago(1)).entry());
    search(query(told -> true, 20));
    assertEquals(List.of("AuditEvent date=2026 engagement=all hits=3"), filters());
    var logged =
        search(query(told -> told.sort().action() == LogAction.AUDIT_READ, 20)).views().get(0);
    assertEquals(LogAction.AUDIT_READ, logged.entry().orElseThrow().action());
  }

  @Test
  void oneEventIsFoundWithinTheEngagementOnlyAndLookingForItIsLogged() throws Exception {
    append(Logged.at(ago(2)).centre("vk-drie").entry());
    append(Logged.at(ago(1)).entry());
    var mine = ids().get(1);
    var outside = ids().get(0);
    var found = assertInstanceOf(Released.class, one(mine, Aspect.DISCLOSURE));
    assertEquals(Optional.of(Aspect.DISCLOSURE), ((EventView) found.view()).aspect());
    assertEquals(Code.NOT_FOUND, refused(one(mine, Aspect.REFUSAL)));
    assertEquals(Code.NOT_FOUND, refused(one(outside, Aspect.DISCLOSURE)));
    assertEquals(3, filters().size());
  }

  @Test
  void whoHasNoEngagementIsRefusedAndTheRefusalIsAnEntry() {
    append(Logged.at(ago(1)).entry());
    var centre = Logged.caller("vk-een", PartnerKind.VK, Purpose.CASE_MANAGEMENT);
    var outcome = auditing().events(centre, query(told -> true, 20));
    assertEquals(Code.NOT_PERMITTED_FOR_KIND, refused(outcome));
    assertEquals(List.of("AuditEvent date=2026 hits=0"), filters());
  }

  /** A condition can only take away: with any, nothing is found that is not found without. */
  @Test
  void sortsAndTheirScanFindTheSame() {
    for (var action : LogAction.values()) {
      for (var outcome : LogOutcome.values()) {
        append(Logged.at(ago(action.ordinal() + 1)).action(action).outcome(outcome).entry());
      }
    }
    var scanned = all(told -> told.sort().action() != LogAction.AUDIT_READ);
    var bySorts = new ArrayList<String>();
    Arrays.stream(LogAction.values())
        .filter(action -> action != LogAction.AUDIT_READ)
        .forEach(action -> bySorts.addAll(all(told -> told.sort().action() == action)));
    assertEquals(scanned.stream().sorted().toList(), bySorts.stream().sorted().toList());
    assertTrue(scanned.size() > 60);
  }

  private List<String> all(Predicate<Told> wanted) {
    return search(query(wanted, 100)).views().stream()
        .map(view -> view.id().orElseThrow() + " " + view.aspect().orElseThrow())
        .toList();
  }

  private List<String> paged(Set<Told> wanted, int limit) {
    var found = new ArrayList<String>();
    var after = Optional.<EventCursor>empty();
    while (true) {
      var page = search(query(wanted, limit, after, List.of()));
      assertTrue(page.views().size() <= limit);
      page.views()
          .forEach(
              view ->
                  found.add(
                      String.join(" ", view.entry().orElseThrow().flags())
                          + " "
                          + view.aspect().orElseThrow()));
      if (page.next().isEmpty()) {
        return found.stream().filter(each -> each.startsWith("n")).toList();
      }
      after = page.next().map(EventCursor::parse);
    }
  }

  private long entries(Place place, String text) {
    return entries(Condition.is(place, text));
  }

  private long entries(Condition condition) {
    var query = query(new LinkedHashSet<>(Told.all()), 100, Optional.empty(), List.of(condition));
    var all = search(query).views().stream();
    return all.filter(view -> view.entry().orElseThrow().action() != LogAction.AUDIT_READ)
        .map(EventView::id)
        .distinct()
        .count();
  }

  private static List<Aspect> aspects(Released<EventView> page) {
    return page.views().stream().map(view -> view.aspect().orElseThrow()).toList();
  }

  private Outcome<EventView> one(String entry, Aspect aspect) {
    var told =
        Told.all().stream().filter(each -> each.aspect() == aspect).collect(Collectors.toSet());
    var query = query(told, 20, Optional.empty(), List.of(Condition.is(Place.ID, entry)));
    return auditing().event(Logged.auditor(), query);
  }

  private static Code refused(Outcome<EventView> outcome) {
    return assertInstanceOf(Refused.class, outcome).code();
  }

  private Released<EventView> search(EventQuery query) {
    return auditing().events(Logged.auditor(), query).orProblem();
  }

  private static EventQuery query(Predicate<Told> wanted, int limit) {
    return query(wanted(wanted), limit, Optional.empty(), List.of());
  }

  private static EventQuery query(Predicate<Told> wanted, int limit, String after) {
    return query(wanted(wanted), limit, Optional.of(EventCursor.parse(after)), List.of());
  }

  private static Set<Told> wanted(Predicate<Told> wanted) {
    return Told.all().stream().filter(wanted).collect(Collectors.toSet());
  }

  private static EventQuery query(
      Set<Told> wanted, int limit, Optional<EventCursor> after, List<Condition> conditions) {
    return new EventQuery(
        Optional.empty(),
        Optional.empty(),
        conditions,
        wanted,
        limit,
        after,
        "AuditEvent date=2026");
  }

  private Auditing auditing() {
    var auditing = new Auditing();
    auditing.disclosures = new Disclosures();
    auditing.disclosures.db = db;
    auditing.supervision = TestSupervision.on(db, registries);
    auditing.clock = CLOCK;
    auditing.policies = TestPolicies.shipped();
    auditing.gate = new DisclosureGate();
    auditing.gate.clock = CLOCK;
    auditing.gate.business = CLOCK;
    auditing.gate.log = new DisclosureLog();
    auditing.gate.log.ledger = TestLedger.on(db);
    auditing.gate.log.names = TestNames.shared();
    return auditing;
  }

  private void append(DisclosureEntry entry) {
    var log = new DisclosureLog();
    log.ledger = TestLedger.on(db);
    log.names = TestNames.shared();
    log.append(List.of(entry));
  }

  private List<String> ids() {
    return db.withHandle(
        handle ->
            handle
                .createQuery("select id from ledger_entry where action = 'READ' order by id")
                .mapTo(String.class)
                .list());
  }

  private List<String> filters() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(
                    "select entry::jsonb ->> 'filter' from ledger_entry"
                        + " where action = 'AUDIT_READ' order by id")
                .mapTo(String.class)
                .list());
  }

  private static Instant ago(int minutes) {
    return NOW.minus(Duration.ofMinutes(minutes));
  }
}
