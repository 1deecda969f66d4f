package be.schakel.disclosure;

import static be.schakel.partner.TestRegistries.engagement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.consent.TestPolicies;
import be.schakel.ledger.Ledger;
import be.schakel.ledger.TestLedger;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.TestRegistries;
import be.schakel.policy.Asker;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;
import testkit.TestTransaction;

class AuditingSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final String ALL =
      engagement("all", "2026-01-01", "2026-12-31", "vk-een", "vk-twee");
  private static final String ONE = engagement("one", "2026-11-01", "2026-11-30", "vk-een");
  private static final Policy POLICY = new Policy(PolicyData.shipped());

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();
  private Registries registries;

  @BeforeEach
  void anEmptyLog() throws Exception {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("truncate ledger_entry, ledger_position"));
    registries = TestRegistries.inForce(home, CLOCK, ALL);
  }

  @Test
  void theNewestEntriesComeFirstAndTheSearchIsOneEntryOfItsOwn() throws Exception {
    append(Logged.at(ago(3)).about("first"), Logged.at(ago(2)).about("second"));
    var page = search(Logged.auditor(), Queries.everything());
    assertEquals(List.of("second", "first"), subjects(page));
    assertEquals(Optional.empty(), page.next());
    assertEquals(1, page.receipt().count());

    var read = search(Logged.auditor(), Queries.of(LogAction.AUDIT_READ)).views().get(0);
    assertEquals(Optional.of(LogOutcome.PERMIT), read.outcome());
    assertEquals(Optional.of(LegalGround.G8_AUDIT), read.ground());
    assertEquals(List.of(DataCategory.DISCLOSURE_LOG), read.categories());
    assertEquals("auditor", read.partner().orElseThrow().code());
    assertEquals(
        List.of(
            "limit=20 engagement=all hits=2", "action=AUDIT_READ limit=20 engagement=all hits=1"),
        filters());
  }

  @Test
  void anEntryIsShownAsTheLogHasIt() throws Exception {
    append(Logged.at(ago(1)).flags("AGGREGATED:14"));
    var shown = search(Logged.auditor(), Queries.everything()).views().get(0);
    assertEquals(Optional.empty(), shown.index());
    assertEquals(Optional.of(ago(1)), shown.recordedAt());
    assertEquals(Optional.of(LogAction.READ), shown.action());
    assertEquals("ziekenhuis", shown.partner().orElseThrow().code());
    assertEquals("physician", shown.professional().orElseThrow().role());
    assertEquals(Optional.of(Purpose.FOLLOW_UP_OWN), shown.purpose());
    assertEquals(Optional.of("pseudonym-1"), shown.subject());
    assertEquals(Optional.of(Logged.REFERRAL), shown.referral());
    assertEquals(List.of(DataCategory.RECEIPT, DataCategory.STATUS), shown.categories());
    assertEquals(Optional.of("MATRIX-O"), shown.rule());
    assertEquals(Optional.of("2026-1"), shown.policyVersion());
    assertEquals(Optional.of("request-1"), shown.requestId());
    assertEquals(List.of("AGGREGATED:14"), shown.flags());
  }

  @Test
  void anEntryIsShownWithItsPlaceInTheTreeAsSoonAsItHasOne() throws Exception {
    append(Logged.at(ago(3)).about("first"), Logged.at(ago(2)).about("second"));
    place("first", 4711);
    assertEquals(
        List.of(Optional.empty(), Optional.of(4711L)),
        search(Logged.auditor(), Queries.everything()).views().stream()
            .map(DisclosureView::index)
            .toList());
    assertEquals(
        List.of(Optional.empty(), Optional.of(4711L)), exported(Queries.everything()).toList());
  }

  @Test
  void searchesOfTheLogAreShownOnlyWhenAskedFor() throws Exception {
    append(
        Logged.at(ago(2)).about("read"),
        Logged.at(ago(1)).about("audit").action(LogAction.AUDIT_READ));
    assertEquals(List.of("audit"), found(Queries.of(LogAction.AUDIT_READ)));
    assertEquals(List.of("read"), found(Queries.everything()));
  }

  @Test
  void eachFilterFindsWhatItSays() throws Exception {
    var other = UUID.fromString("01990000-0000-7000-8000-0000000000bb");
    append(
        Logged.at(ago(6)).about("ordinary"),
        Logged.at(ago(5)).about("partner").by("az-tweede"),
        Logged.at(ago(4)).about("referral").referral(other),
        Logged.at(ago(3)).about("outcome").outcome(LogOutcome.DENY),
        Logged.at(ago(2)).about("ground").ground(LegalGround.CONSENT),
        Logged.at(ago(1)).about("action").action(LogAction.BREAK_GLASS));
    assertEquals(List.of("partner"), found(Queries.by("az-tweede")));
    assertEquals(List.of("ordinary"), found(Queries.about("ordinary")));
    assertEquals(List.of("referral"), found(Queries.of(other)));
    assertEquals(List.of("outcome"), found(Queries.of(LogOutcome.DENY)));
    assertEquals(List.of("ground"), found(Queries.of(LegalGround.CONSENT)));
    assertEquals(List.of("action"), found(Queries.of(LogAction.BREAK_GLASS)));
    assertEquals(List.of("outcome", "referral"), found(Queries.between(ago(4), ago(2))));
    assertEquals(List.of(), found(Queries.by("unknown")));
  }

  @Test
  void whatWasToldOutsideTheGatewayIsFoundByWhoWasTold() throws Exception {
    append(
        Logged.at(ago(3)).about("by").by("school"),
        Logged.at(ago(2)).about("told").toldTo("school"),
        Logged.at(ago(1)).about("told-other").toldTo("other"));
    assertEquals(List.of("told"), found(Queries.toldTo("school")));
    assertEquals(List.of("by"), found(Queries.by("school")));
    assertEquals(List.of(), found(Queries.toldTo("ziekenhuis")));
  }

  @Test
  void pagesGoBackWithoutGapsAndNeverRunIntoWhatIsRecordedMeanwhile() throws Exception {
    for (int i = 0; i < 25; i++) {
      append(Logged.at(ago(100 - i)).about("before-" + i));
    }
    var seen = new ArrayList<String>();
    var page = search(Logged.auditor(), Queries.everything(10));
    seen.addAll(subjects(page));
    while (page.next().isPresent()) {
      append(Logged.at(NOW).about("meanwhile-" + seen.size()));
      page =
          search(
              Logged.auditor(),
              Queries.searching().limit(10).after(page.next().orElseThrow()).query());
      seen.addAll(subjects(page));
    }
    var expected = new ArrayList<String>();
    for (int i = 24; i >= 0; i--) {
      expected.add("before-" + i);
    }
    assertEquals(expected, seen);
  }

  @Test
  void outsideTheEngagementThereIsNothing() throws Exception {
    registries = TestRegistries.inForce(home, CLOCK, ONE);
    append(
        Logged.at(ago(4)).about("mine"),
        Logged.at(ago(3)).about("another-centre").centre("vk-twee"),
        Logged.at(ago(2)).about("no-centre").withoutCentre(),
        Logged.at("2026-10-31T22:59:59Z").about("too-early"));
    assertEquals(List.of("mine"), found(Queries.everything()));
    assertEquals(List.of(), found(Queries.about("another-centre")));
    assertEquals(List.of(), found(Queries.about("too-early")));
  }

  /** Where an address is secret an entry does not name its centre; supervision finds it still. */
  @Test
  void anEntryThatHidesItsCentreIsInsideTheEngagementForIt() throws Exception {
    registries = TestRegistries.inForce(home, CLOCK, ONE);
    append(
        Logged.at(ago(4)).about("mine").centre(CentreNames.toHide("vk-een")),
        Logged.at(ago(3)).about("another-centre").centre(CentreNames.toHide("vk-twee")));
    assertEquals(List.of("mine"), found(Queries.everything()));
    assertEquals(List.of("mine"), found(Queries.about("mine")));
    assertEquals(List.of(), found(Queries.about("another-centre")));
  }

  @Test
  void withoutAnEngagementTheSearchIsRefusedAndTheRefusalIsAnEntry() throws Exception {
    registries =
        TestRegistries.inForce(
            home, CLOCK, engagement("over", "2025-01-01", "2025-12-31", "vk-een"));
    append(Logged.at(ago(1)));
    assertEquals(Code.OUTSIDE_ENGAGEMENT, refused(Logged.auditor()));
    var entry = last();
    assertEquals(LogAction.AUDIT_READ, entry.action());
    assertEquals(LogOutcome.DENY, entry.outcome());
    assertEquals(Set.of(DataCategory.DISCLOSURE_LOG), entry.withheld());
    assertEquals(Optional.of("limit=20 hits=0"), entry.filter());
  }

  @Test
  void aCentreIsRefusedAndTheRefusalIsAnEntry() throws Exception {
    append(Logged.at(ago(1)));
    var centre = Logged.caller("vk-een", PartnerKind.VK, Purpose.CASE_MANAGEMENT);
    assertEquals(Code.NOT_PERMITTED_FOR_KIND, refused(centre));
    assertEquals("vk-een", last().partner().orElseThrow().code());
    assertEquals(LogOutcome.DENY, last().outcome());
  }

  @Test
  void whatTheQueryFindsAndWhatThePolicyPermitsAreTheSame() throws Exception {
    var random = new Random(7);
    var centres = List.of("vk-een", "vk-twee", "vk-drie", "");
    var entries = new ArrayList<DisclosureEntry>();
    for (int i = 0; i < 300; i++) {
      var made = Logged.at(NOW.minus(Duration.ofHours(random.nextInt(24 * 60)))).about("s" + i);
      var centre = centres.get(random.nextInt(centres.size()));
      entries.add((centre.isEmpty() ? made.withoutCentre() : made.centre(centre)).entry());
    }
    for (var entry : entries) {
      appendAll(List.of(entry));
    }
    for (int round = 0; round < 20; round++) {
      var scope = scope(random);
      var ruling = new LogRuling(POLICY, Asker.of(Logged.auditor()), scope, NOW);
      var permitted =
          entries.stream()
              .filter(entry -> ruling.on(entry).permit())
              .map(entry -> entry.subject().orElseThrow())
              .sorted()
              .toList();
      assertEquals(permitted, all(scope), scope.toString());
    }
  }

  @Test
  void aLogThatCannotBeWrittenShowsNothing() throws Exception {
    append(Logged.at(ago(1)));
    var gone =
        TestLedger.on(
            Jdbi.create(
                () -> {
                  throw new SQLException("gone");
                }));
    var auditing = auditing(db, gone);
    var problem =
        assertThrows(
            SchakelProblem.class, () -> auditing.search(Logged.auditor(), Queries.everything()));
    assertEquals(Code.LEDGER_UNAVAILABLE, problem.code());
    assertEquals(List.of(), filters());
  }

  @Test
  void aSearchThatIsRolledBackWasNotRecorded() throws Exception {
    append(Logged.at(ago(1)));
    try (var transaction = TestTransaction.begin()) {
      auditing(transaction.jdbi(), TestLedger.on(transaction.jdbi()))
          .search(Logged.auditor(), Queries.everything());
    }
    assertEquals(List.of(), filters());
  }

  @Test
  void anErasedEntryIsNotFoundAnyMore() throws Exception {
    append(Logged.at(ago(1)));
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("update ledger_entry set entry = null, salt = null"));
    assertEquals(List.of(), found(Queries.everything()));
  }

  private static AuditScope scope(Random random) {
    var parts = new ArrayList<AuditScope.Part>();
    for (int i = random.nextInt(3); i >= 0; i--) {
      var from = NOW.minus(Duration.ofDays(random.nextInt(60)));
      // The policy wants one that is in force
      var until =
          random.nextInt(4) == 0 ? Instant.MAX : NOW.plus(Duration.ofDays(1 + random.nextInt(5)));
      var all = random.nextBoolean();
      var centres =
          all ? Set.of("vk-een", "vk-twee") : Set.of(random.nextBoolean() ? "vk-een" : "vk-drie");
      parts.add(new AuditScope.Part("e" + i, from, until, centres, all));
    }
    return new AuditScope(parts);
  }

  private List<String> all(AuditScope scope) {
    var disclosures = new Disclosures();
    disclosures.db = db;
    var found = new ArrayList<String>();
    var query = Queries.everything(100);
    while (true) {
      var page = disclosures.page(query.search(), scope);
      page.stream().limit(100).forEach(each -> found.add(each.entry().subject().orElseThrow()));
      if (page.size() <= 100) {
        return found.stream().sorted().toList();
      }
      query =
          Queries.searching()
              .limit(100)
              .after(new DisclosureCursor(page.get(99).id()).toString())
              .query();
    }
  }

  private Released<DisclosureView> search(Caller caller, DisclosureQuery query) {
    var outcome = auditing(db, TestLedger.on(db)).search(caller, query);
    return outcome.orProblem();
  }

  private Code refused(Caller caller) {
    var outcome = auditing(db, TestLedger.on(db)).search(caller, Queries.everything());
    return assertInstanceOf(Refused.class, outcome).code();
  }

  private List<String> found(DisclosureQuery query) {
    return subjects(search(Logged.auditor(), query));
  }

  private static List<String> subjects(Released<DisclosureView> page) {
    return page.views().stream().map(view -> view.subject().orElse("")).toList();
  }

  private Auditing auditing(Jdbi db, Ledger ledger) {
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
    auditing.gate.log.ledger = ledger;
    auditing.gate.log.names = TestNames.shared();
    return auditing;
  }

  private void append(Logged... entries) throws SQLException {
    for (var each : entries) {
      appendAll(List.of(each.entry()));
    }
  }

  private void appendAll(List<DisclosureEntry> entries) {
    var log = new DisclosureLog();
    log.ledger = TestLedger.on(db);
    log.names = TestNames.shared();
    log.append(entries);
  }

  /** As the sequencer does it. */
  private static void place(String subject, long place) {
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into ledger_position (epoch, place, entry, commitment)"
                        + " select 0, ?, id, leaf from ledger_entry where subject = ?",
                    place,
                    subject));
  }

  /** The places that an export tells. */
  private Stream<Optional<Long>> exported(DisclosureQuery query) {
    var export =
        auditing(db, TestLedger.on(db))
            .export(Logged.auditor(), query, "csv", reader -> new Read(Optional.of(reader)));
    return export.orProblem().view().entries().orElseThrow().next().stream()
        .map(DisclosureView::index);
  }

  private record Read(@Label(DataCategory.DISCLOSURE_LOG) Optional<LogReader> entries) {}

  private DisclosureEntry last() {
    return db.withHandle(
        handle ->
            handle
                .createQuery("select entry from ledger_entry order by id desc limit 1")
                .map((row, context) -> DisclosureEntry.parse(row.getString("entry")))
                .one());
  }

  /** What the entries of searches say. */
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
