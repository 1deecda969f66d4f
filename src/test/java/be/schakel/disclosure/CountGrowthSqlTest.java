package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import testkit.TestDatabase;

/**
 * What the console's chart and breakdowns cost: in a log of 30,000 entries, and under the profile
 * "long" of 1,000,000. Whoever looks must not wait.
 */
class CountGrowthSqlTest {

  private static final System.Logger LOG = System.getLogger(CountGrowthSqlTest.class.getName());
  private static final int ENTRIES = Boolean.getBoolean("schakel.long") ? 1_000_000 : 30_000;
  private static final double AIM_MILLIS = 1_000;
  private static final int ROUNDS = 10;
  private static final Instant START = LogGrowthSqlTest.START;
  private static final Instant END = START.plus(Duration.ofDays(LogGrowthSqlTest.DAYS));
  private static final AuditScope ONE_CENTRE =
      new AuditScope(
          List.of(new AuditScope.Part("one", START, Instant.MAX, Set.of("vk-1"), false)));

  @BeforeAll
  static void manyEntries() {
    LogGrowthSqlTest.fill(ENTRIES);
  }

  @AfterAll
  static void none() {
    LogGrowthSqlTest.none();
  }

  private static Map<String, DisclosureQuery> queries() {
    var queries = new TreeMap<String, DisclosureQuery>();
    queries.put("all of it", Queries.between(START, END));
    queries.put("a month", Queries.between(START, START.plus(Duration.ofDays(30))));
    queries.put("a day", Queries.between(START, START.plus(Duration.ofDays(1))));
    queries.put("a partner", Queries.by("partner-1").until(END));
    queries.put("a rare partner", Queries.by("rare").until(END));
    queries.put("denied", Queries.of(LogOutcome.DENY).until(END));
    queries.put("on a ground", Queries.of(LegalGround.OWN).until(END));
    queries.put("on a rare ground", Queries.of(LegalGround.CONSENT).until(END));
    queries.put("reads", Queries.of(LogAction.READ).until(END));
    queries.put("a child", Queries.about("subject-17").until(END));
    return queries;
  }

  @Test
  void itIsCountedWithinASecond() {
    var counts = new Counts();
    counts.db = TestDatabase.asApplication();
    var checks = new ArrayList<Executable>();
    queries()
        .forEach(
            (name, query) -> {
              for (var scope : List.of(LogGrowthSqlTest.EVERYTHING, ONE_CENTRE)) {
                var step =
                    Step.of(Duration.between(query.from().orElse(START), query.to().orElseThrow()));
                var best = Double.MAX_VALUE;
                for (int round = 0; round < ROUNDS; round++) {
                  var begin = System.nanoTime();
                  counts.of(query, scope, step);
                  best = Math.min(best, (System.nanoTime() - begin) / 1e6);
                }
                var told =
                    "%s of %s: %.0f ms in %d"
                        .formatted(
                            name,
                            scope == ONE_CENTRE ? "one centre" : "all centres",
                            best,
                            ENTRIES);
                LOG.log(System.Logger.Level.INFO, told);
                var millis = best;
                checks.add(() -> assertTrue(millis < AIM_MILLIS, told));
              }
            });
    assertAll(checks);
  }
}
