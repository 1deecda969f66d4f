package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

/**
 * Who holds the database, and even who holds the log's key too, changes the log: somebody outside
 * notices. The table in the auditor guide says who.
 */
class TamperSqlTest {

  private static final int SIZE = 300;

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;
  private Path before;

  @BeforeEach
  void aLogThatSomebodyHasSeen() throws Exception {
    database = OwnDatabase.create();
    node = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
    node.records(SIZE).work();
    before = node.mirror(folder.resolve("before"), 0);
    var verdict = verified(before);
    assertTrue(verdict.proven(), verdict.said());
  }

  private static Verdict verified(Path mirror) {
    return Verdict.of("", "log", "--dir", mirror, "--key", mirror.resolve("log.vkey"));
  }

  /** What an auditor says who has a copy from before. */
  private Verdict against(Path now) {
    return Verdict.of(
        "",
        "checkpoint",
        "--old",
        before.resolve("checkpoint"),
        "--new",
        now.resolve("checkpoint"),
        "--tiles",
        now,
        "--key",
        before.resolve("log.vkey"));
  }

  private void tamper(String... statements) {
    database
        .asOwner()
        .useHandle(
            handle -> {
              for (var statement : statements) {
                handle.execute(statement);
              }
            });
  }

  private void notProven(Verdict verdict) {
    assertTrue(!verdict.proven(), verdict.said());
  }

  @Test
  void aMovedEntryShows() throws Exception {
    tamper(
        "update ledger_position set place = place + 1000 where place in (280, 281)",
        "update ledger_position set place = 281 where place = 1280",
        "update ledger_position set place = 280 where place = 1281");
    notProven(verified(node.mirror(folder.resolve("now"), 0)));
    assertEquals(Optional.of("DAMAGED"), node.records(1).work().trouble());
  }

  @Test
  void aChangedLeafInAFullTileShows() throws Exception {
    tamper("update ledger_position set commitment = sha256('x') where place = 7");
    var verdict = verified(node.mirror(folder.resolve("now"), 0));
    assertTrue(verdict.disproven(), verdict.said());
  }

  @Test
  void aLeafTakenFromTheMiddleShows() throws Exception {
    tamper("delete from ledger_position where place = 280");
    notProven(verified(node.mirror(folder.resolve("now"), 0)));
    assertEquals(Optional.of("DAMAGED"), node.records(1).work().trouble());
  }

  @Test
  void theNewestLeafTakenAwayShows() throws Exception {
    tamper("delete from ledger_position where place = " + (SIZE - 1));
    notProven(verified(node.mirror(folder.resolve("now"), 0)));
    assertEquals(Optional.of("DAMAGED"), node.records(1).work().trouble());
  }

  @Test
  void aChangedTileShows() throws Exception {
    tamper("update ledger_tile set hashes = overlay(hashes placing sha256('x') from 33)");
    var verdict = verified(node.mirror(folder.resolve("now"), 0));
    assertTrue(verdict.disproven(), verdict.said());
  }

  @Test
  void anAddedLeafShows() throws Exception {
    tamper(
        "insert into ledger_position values (0, "
            + SIZE
            + ", gen_random_uuid(), sha256('invented'))");
    node.records(1).work();
    assertEquals(Optional.of("AWAY"), node.trouble());
    assertEquals(SIZE, node.shown().size());
  }

  /** Rewritten from the first leaf on, and signed again with the real key. */
  @Test
  void aRewrittenTreeSignedWithTheRealKeyShowsAgainstWhatWasSeen() throws Exception {
    tamper("update ledger_position set commitment = sha256('x') where place = 7");
    rebuild();
    node = Node.on(database, folder.resolve("accomplice"), folder.resolve("keys"));
    node.work();
    var now = node.mirror(folder.resolve("now"), 0);
    var alone = verified(now);
    assertTrue(alone.proven(), "by itself it looks right: " + alone.said());
    var verdict = against(now);
    assertTrue(verdict.disproven(), verdict.said());
    var honest = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
    assertEquals(Optional.of("FORKED"), honest.work().trouble());
  }

  /** A backup is put back, and the log goes on from there with the real key and without memory. */
  @Test
  void aLogThatWasRolledBackShowsAgainstWhatWasSeen() throws Exception {
    tamper("delete from ledger_position where place >= 260", "delete from ledger_checkpoint");
    rebuild();
    node = Node.on(database, folder.resolve("accomplice"), folder.resolve("keys"));
    node.records(100).work();
    var verdict = against(node.mirror(folder.resolve("now"), 0));
    assertTrue(verdict.disproven(), verdict.said());
  }

  /** What somebody with the key and the database would do. */
  private void rebuild() {
    new Accomplice(database.asOwner(), node.keys).rebuild();
  }
}
