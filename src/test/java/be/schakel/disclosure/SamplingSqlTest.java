package be.schakel.disclosure;

import static be.schakel.partner.TestRegistries.engagement;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import be.schakel.consent.TestPolicies;
import be.schakel.ledger.TestLedger;
import be.schakel.partner.TestRegistries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Samples of the log that anybody can draw again. */
class SamplingSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();
  private final Sampling sampling = new Sampling();

  @BeforeEach
  void anEmptyLog() throws Exception {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("truncate ledger_entry, ledger_position"));
    sampling.disclosures = new Disclosures();
    sampling.disclosures.db = db;
    sampling.policies = TestPolicies.shipped();
    sampling.names = TestNames.shared();
    sampling.supervision =
        TestSupervision.on(
            db,
            TestRegistries.inForce(
                home, CLOCK, engagement("all", "2026-01-01", "2026-12-31", "vk-een", "vk-twee")));
  }

  /** A transaction that began before the draw may end after it: its time lies in the range. */
  @Test
  void whatJoinsTheLogLaterJoinsNoSampleOfATreeBeforeIt() {
    for (int i = 0; i < 12; i++) {
      append("early-" + i, i);
    }
    var tree = new TreeSize(0, 12);
    var drawn = draw(tree, 5);
    assertEquals(12, drawn.population());
    for (int i = 0; i < 40; i++) {
      append("late-" + i, 12 + i);
    }
    assertEquals(drawn, draw(tree, 5));
    assertEquals(52, draw(new TreeSize(0, 52), 5).population());
    assertNotEquals(subjects(drawn), subjects(draw(new TreeSize(0, 52), 5)));
  }

  @Test
  void whatHasNoPlaceYetIsNotDrawnFrom() {
    append("placed", 0);
    log().append(List.of(Logged.at(NOW.minus(Duration.ofHours(1))).about("waits").entry()));
    assertEquals(List.of("placed"), subjects(draw(new TreeSize(0, 1), 5)));
    assertEquals(List.of("placed"), subjects(draw(new TreeSize(0, 99), 5)));
  }

  @Test
  void aLaterEpochContinuesTheOneBeforeIt() {
    append("first", 0);
    TestDatabase.asOwner()
        .useHandle(
            handle -> {
              handle.execute(
                  "insert into ledger_epoch (epoch, opened_at, statement, shown_before)"
                      + " values (1, now(), 'why', 'note') on conflict do nothing");
            });
    append("second", 1, 0);
    assertEquals(1, draw(new TreeSize(0, 1), 5).population());
    assertEquals(1, draw(new TreeSize(1, 0), 5).population());
    assertEquals(2, draw(new TreeSize(1, 1), 5).population());
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "truncate ledger_position; delete from ledger_epoch where epoch = 1"));
  }

  private Drawn draw(TreeSize tree, int size) {
    return sampling.draw(Logged.auditor(), Queries.everything(), tree, "seed", size, NOW);
  }

  private static List<String> subjects(Drawn drawn) {
    return drawn.entries().stream().map(entry -> entry.subject().orElseThrow()).toList();
  }

  private DisclosureLog log() {
    var log = new DisclosureLog();
    log.ledger = TestLedger.on(db);
    log.names = TestNames.shared();
    return log;
  }

  private void append(String subject, long place) {
    append(subject, 0, place);
  }

  private void append(String subject, int epoch, long place) {
    log().append(List.of(Logged.at(NOW.minus(Duration.ofHours(1))).about(subject).entry()));
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into ledger_position (epoch, place, entry, commitment)"
                        + " select ?, ?, id, leaf from ledger_entry where subject = ?",
                    epoch,
                    place,
                    subject));
  }
}
