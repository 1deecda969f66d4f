package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import testkit.TestDatabase;

/** A log of 100,000 entries over three months, mostly ordinary, with a few rare ones. */
class LogSpeedSqlTest {

  private static final int ENTRIES = 100_000;
  private static final Duration AIM = Duration.ofMillis(50);

  private static final String FILL =
      """
      insert into ledger_entry (id, recorded_at, entry, salt, leaf, answer)
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7000' || '8' || lpad(to_hex(n), 15, '0'))::uuid,
             at,
             json_build_object(
               'action', case when n % 5000 = 0 then 'BREAK_GLASS' when n % 3 = 0 then 'TOKEN' when n % 5 = 1 then 'DOCUMENT_READ' when n % 5 = 2 then 'EXTERNAL' else 'READ' end,
               'outcome', case when n % 400 = 0 then 'DENY' else 'PERMIT' end,
               'partner', json_build_object('code', 'partner-' || n % 40, 'kind', 'HOSPITAL'),
               'subject', 'subject-' || n % 20000,
               'referral', '01990000-0000-7000-8000-' || lpad(to_hex(n % 15000), 12, '0'),
               'ground', case when n % 700 = 0 then 'CONSENT' else 'OWN' end,
               'vk', case when n % 3 <> 0 then 'vk-' || n % 6 end,
               'rule', 'MATRIX-O', 'recordedAt', to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
               'requestId', 'request-' || n, 'traceId', '0af7651916cd43dd8448eb211c80319c'),
             decode(repeat('00', 32), 'hex'), decode(repeat('01', 32), 'hex'), decode(repeat('02', 32), 'hex')
        from (select n, date_trunc('milliseconds', :start + n * make_interval(secs => :step)) as at
                from generate_series(1, :entries) n) moments""";

  private static final OffsetDateTime FIRST =
      OffsetDateTime.now(ZoneOffset.UTC).withDayOfMonth(1).truncatedTo(ChronoUnit.DAYS);
  private static final Instant START = FIRST.toInstant();
  private static final Duration STEP = Duration.ofDays(85).dividedBy(ENTRIES);

  private static final AuditScope EVERYTHING =
      new AuditScope(
          List.of(
              new AuditScope.Part(
                  "all",
                  START,
                  Instant.MAX,
                  Set.of("vk-0", "vk-1", "vk-2", "vk-3", "vk-4", "vk-5"),
                  true)));
  private static final AuditScope ONE_CENTRE =
      new AuditScope(
          List.of(new AuditScope.Part("one", START, Instant.MAX, Set.of("vk-1"), false)));

  private static final Jdbi DB = TestDatabase.asApplication();
  private static final Disclosures DISCLOSURES = new Disclosures();

  @BeforeAll
  static void manyEntries() {
    DISCLOSURES.db = DB;
    owner(
        handle -> {
          handle.execute("truncate ledger_entry");
          handle
              .createUpdate(FILL)
              .bind("start", START.atOffset(ZoneOffset.UTC))
              .bind("step", STEP.toMillis() / 1000.0)
              .bind("entries", ENTRIES)
              .execute();
          handle.execute("analyze ledger_entry");
        });
  }

  @AfterAll
  static void none() {
    owner(handle -> handle.execute("truncate ledger_entry"));
  }

  static List<DisclosureQuery> firstPages() {
    return List.of(
        Queries.everything(),
        Queries.everything(100),
        Queries.by("partner-7"),
        Queries.by("nobody"),
        Queries.about("subject-4711"),
        Queries.about("nobody"),
        Queries.of(UUID.fromString("01990000-0000-7000-8000-000000000abc")),
        Queries.of(LogOutcome.DENY),
        Queries.of(LogOutcome.PARTIAL),
        Queries.of(LegalGround.CONSENT),
        Queries.of(LegalGround.G9_VITAL),
        Queries.of(LogAction.BREAK_GLASS),
        Queries.of(LogAction.AUDIT_READ),
        Queries.between(START.plus(Duration.ofDays(40)), START.plus(Duration.ofDays(41))),
        Queries.between(START.minus(Duration.ofDays(400)), START.minus(Duration.ofDays(300))));
  }

  @ParameterizedTest
  @MethodSource("firstPages")
  void theFirstPageComesWithinFiftyMillisecondsFromAnIndex(DisclosureQuery query) {
    for (var scope : List.of(EVERYTHING, ONE_CENTRE)) {
      var fastest = Duration.ofDays(1);
      // Others work on this machine too: what counts is how fast it can be
      for (int round = 0; round < 20 || round < 200 && fastest.compareTo(AIM) >= 0; round++) {
        var begin = System.nanoTime();
        DISCLOSURES.page(query.search(), scope);
        var took = Duration.ofNanos(System.nanoTime() - begin);
        fastest = took.compareTo(fastest) < 0 ? took : fastest;
      }
      assertTrue(fastest.compareTo(AIM) < 0, query + " took " + fastest);
      var plan = plan(query, scope);
      for (int month = 0; month < 3; month++) {
        assertFalse(plan.contains("Seq Scan on " + partition(FIRST.plusMonths(month))), plan);
      }
    }
  }

  @Test
  void aPeriodReadsOnlyItsMonth() {
    var second = FIRST.plusMonths(1);
    var plan =
        plan(
            Queries.between(second.plusDays(3).toInstant(), second.plusDays(20).toInstant()),
            EVERYTHING);
    assertTrue(plan.contains(partition(second)), plan);
    assertFalse(plan.contains(partition(second.minusMonths(1))), plan);
    assertFalse(plan.contains(partition(second.plusMonths(1))), plan);
  }

  @Test
  void thePagesTogetherHoldEveryEntryOfTheirPeriodOnce() {
    var from = START.plus(Duration.ofDays(10));
    var to = from.plus(STEP.multipliedBy(500));
    var count = 0;
    var query = Queries.searching().from(from).to(to).limit(100);
    var page = DISCLOSURES.page(query.query().search(), EVERYTHING);
    while (page.size() > 100) {
      count += 100;
      query.after(new DisclosureCursor(page.get(99).id()).toString());
      page = DISCLOSURES.page(query.query().search(), EVERYTHING);
    }
    assertEquals(500, count + page.size());
  }

  @Test
  void aPeriodIsCountedWithoutReadingAnEntry() {
    owner(handle -> handle.execute("vacuum analyze ledger_entry"));
    var counts = new Counts();
    counts.db = DB;
    var query = Queries.between(START, START.plus(Duration.ofDays(80)));
    var counted = counts.of(query, EVERYTHING, Step.DAY);
    for (var by : Counts.By.values()) {
      var sum =
          counted.stream().filter(one -> one.by() == by).mapToLong(Counts.Count::entries).sum();
      assertEquals(Duration.ofDays(80).dividedBy(STEP), sum, by + "");
    }
    var values = new TreeMap<String, Object>();
    var sql = Counts.sql(query, EVERYTHING, Step.DAY, values);
    var plan = explained(sql, values);
    assertTrue(plan.contains("Index Only Scan"), plan);
    for (int month = 0; month < 3; month++) {
      assertFalse(plan.contains("Seq Scan on " + partition(FIRST.plusMonths(month))), plan);
    }
  }

  @Test
  void whoReceivedAReportIsFoundByTheIndexOfReports() {
    Map<String, Object> values =
        Map.of(
            "referral", "01990000-0000-7000-8000-000000000abc",
            "document", "01990000-0000-7000-8000-000000000def",
            "before", FIRST.plusDays(80));
    for (var question : Recipients.questions()) {
      var plan = explained(question, values);
      for (int month = 0; month < 3; month++) {
        assertTrue(plan.contains(ofReports(partition(FIRST.plusMonths(month)))), plan);
        assertFalse(plan.contains("Seq Scan on " + partition(FIRST.plusMonths(month))), plan);
      }
    }
  }

  /** The name that the index {@code ledger_entry_referral} has in one month. */
  private static String ofReports(String partition) {
    return DB.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    select i.inhrelid::regclass::text from pg_inherits i
                      join pg_index x on x.indexrelid = i.inhrelid
                     where i.inhparent = 'ledger_entry_referral'::regclass
                       and x.indrelid = cast(:partition as regclass)""")
                .bind("partition", partition)
                .mapTo(String.class)
                .one());
  }

  private static String partition(OffsetDateTime month) {
    return "ledger_entry_%d_%02d".formatted(month.getYear(), month.getMonthValue());
  }

  private static String plan(DisclosureQuery query, AuditScope scope) {
    Map<String, Object> values = new TreeMap<>();
    return explained(Disclosures.placed(query.search(), scope, values), values);
  }

  private static String explained(String sql, Map<String, Object> values) {
    var lines =
        DB.withHandle(
            handle ->
                handle.createQuery("explain " + sql).bindMap(values).mapTo(String.class).list());
    return String.join("\n", lines);
  }

  private static void owner(Consumer<Handle> work) {
    TestDatabase.asOwner().useHandle(work::accept);
  }
}
