package be.schakel.journal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.TestDatabase;

/** A backup that was put back is closed until somebody answered for it. */
class RestoredSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");

  @BeforeEach
  @AfterEach
  void neverRestored() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate restored, reopening"));
  }

  @Test
  void databaseThatWasNeverRestoredIsOpen() {
    assertFalse(node(NOW).closed());
  }

  @Test
  void itIsClosedFromWhenItIsFoundAndStaysSoAfterARestart() {
    var node = node(NOW);
    assertFalse(node.closed());
    assertTrue(node.found("log\n7\nroot\n", NOW));
    assertTrue(node.closed());
    assertTrue(node(NOW).closed());
    assertFalse(node.found("log\n7\nroot\n", NOW), "no news");
  }

  @Test
  void anotherNodeKnowsWithinASecond() {
    var before = node(NOW);
    assertFalse(before.closed());
    node(NOW).found("log\n7\nroot\n", NOW);
    before.clock = Clock.fixed(NOW.plus(Duration.ofMillis(1001)), ZoneOffset.UTC);
    assertTrue(before.closed());
  }

  @Test
  void theOfficersWordOpensItOnce() {
    var node = node(NOW);
    node.found("log\n7\nroot\n", NOW);
    assertTrue(node.reopen("dpo", "dpo", "withdrawals were entered again by hand", NOW));
    assertFalse(node.closed());
    assertFalse(node.reopen("dpo", "dpo", "again", NOW));
  }

  @Test
  void aSecondRestoreClosesItAgain() {
    var node = node(NOW);
    node.found("log\n7\nroot\n", NOW);
    node.reopenByJournal(NOW);
    assertFalse(node.closed());
    node.found("log\n9\nother\n", NOW);
    assertTrue(node.closed());
  }

  private static Restored node(Instant now) {
    return new Restored(TestDatabase.asApplication(), Clock.fixed(now, ZoneOffset.UTC));
  }
}
