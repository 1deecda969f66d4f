package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.verify.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

/** A database that was restored to before what had been published. */
class RewindSqlTest {

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;

  @BeforeEach
  void aLogOfItsOwn() throws Exception {
    database = OwnDatabase.create();
    node = node("one");
  }

  private Node node(String name) throws Exception {
    return Node.on(database, folder.resolve(name), folder.resolve("keys"));
  }

  /** As if the backup were that old. */
  private void restoreTo(int size) {
    database
        .asOwner()
        .useHandle(
            handle -> {
              handle.execute(
                  "delete from ledger_entry where id in"
                      + " (select entry from ledger_position where place >= ?)",
                  size);
              handle.execute("delete from ledger_position where place >= ?", size);
              handle.execute("delete from ledger_tile where (place + 1) * 256 > ?", size);
              handle.execute("delete from ledger_checkpoint where size > ?", size);
            });
  }

  @Test
  void aRestoredDatabaseSignsNothingAndGoesOnRecording() throws Exception {
    node.records(5).work().records(5).work();
    restoreTo(5);
    for (var each : List.of(node, node("one"))) {
      each.records(7).work();
      assertEquals(Optional.of("REWOUND"), each.trouble());
      assertEquals(10, each.shown().size());
    }
    assertEquals(
        List.of(5L), Node.signed(database.asOwner()).stream().map(SignedTree::size).toList());
  }

  @Test
  void anEmptyDatabaseBesideTheOldFileIsNoticedToo() throws Exception {
    node.records(5).work();
    restoreTo(0);
    database.asOwner().useHandle(handle -> handle.execute("delete from ledger_checkpoint"));
    assertEquals(Optional.of("REWOUND"), node("one").work().trouble());
  }

  @Test
  void anotherTreeOfTheSameSizeIsNoticed() throws Exception {
    node.records(5).work().records(5).work();
    var before = Files.readString(node.home().resolve("checkpoint"));
    restoreTo(5);
    // Another node, whose memory is gone, signs on
    node("forgetful").records(5).work();
    Files.writeString(node.home().resolve("checkpoint"), before);
    assertEquals(Optional.of("FORKED"), node("one").work().trouble());
  }

  @Test
  void aLongerTreeThatDoesNotContinueTheShownOneIsNoticed() throws Exception {
    node.records(5).work().records(5).work();
    restoreTo(5);
    node("forgetful").records(9).work();
    assertEquals(Optional.of("FORKED"), node.work().trouble());
    assertEquals(10, node.shown().size());
  }

  @Test
  void anOperatorBeginsTheLogAnewAndSaysWhatIsLost() throws Exception {
    node.records(5).work().records(5).work();
    var good = Node.signed(database.asOwner()).get(0).checkpoint();
    var lost = node.shown();
    restoreTo(5);
    node.records(3).work();
    var again = node("one");
    again.openEpoch(1);
    again.work();

    assertEquals(Optional.empty(), again.trouble());
    assertEquals("schakel.example/log/1", again.shown().checkpoint().origin());
    assertEquals(3, again.shown().size());
    assertEquals("schakel.example/log/1", again.log.origin());
    var epochs = again.log.epochs();
    assertEquals(2, epochs.size());
    var statement = Note.parse(epochs.get(1).statement().orElseThrow());
    assertTrue(again.keys.signed(1, statement));
    var text = statement.text();
    assertTrue(text.contains("\nreason REWOUND\n"), text);
    assertTrue(text.contains("\nbefore schakel.example/log\n"), text);
    assertTrue(text.contains("\ngood 5 " + Leaves.base64(good.root()) + "\n"), text);
    assertTrue(text.contains("\nshown 10 " + Leaves.base64(lost.checkpoint().root()) + "\n"), text);
    assertTrue(text.contains("\nlost 5-9\n"), text);
    // The old log never goes back, and the new one is whole
    assertEquals(Optional.of(lost.note().toString()), again.log.checkpoint(0));
    var mirror = again.mirror(folder.resolve("mirror"), 1);
    var verdict = Verdict.of("", "log", "--dir", mirror, "--key", mirror.resolve("log.vkey"));
    assertTrue(verdict.proven(), verdict.said());
  }

  @Test
  void aNodeWithTheOldMemoryFollowsIntoTheNewEpoch() throws Exception {
    var other = node("other");
    node.records(5).work().records(5).work();
    other.work();
    restoreTo(5);
    assertEquals(Optional.of("REWOUND"), other.work().trouble());
    node.openEpoch(1);
    node.records(2).work();
    assertEquals(2, other.work().shown().size());
    assertEquals(Optional.empty(), other.trouble());
  }

  @Test
  void aNameThatWasSeenIsNeverUsedAgain() throws Exception {
    node.records(5).work().records(5).work();
    restoreTo(5);
    node.openEpoch(1);
    node.records(3).work();
    database
        .asOwner()
        .useHandle(
            handle -> {
              handle.execute("delete from ledger_checkpoint where epoch = 1");
              handle.execute("delete from ledger_position where epoch = 1");
              handle.execute("delete from ledger_epoch where epoch = 1");
            });
    var again = node("one");
    assertEquals(Optional.of("REWOUND"), again.work().trouble());
    assertThrows(IllegalStateException.class, () -> again.openEpoch(1));
    again.openEpoch(2);
    assertEquals("schakel.example/log/2", again.work().shown().checkpoint().origin());
  }

  @Test
  void nobodyBeginsAnewWithoutNeed() {
    node.records(5).work();
    assertThrows(IllegalStateException.class, () -> node.openEpoch(1));
    assertThrows(IllegalStateException.class, () -> node.openEpoch(2));
    node.openEpoch(0);
    assertEquals(1, node.log.epochs().size());
  }

  @Test
  void anOrderThatWasCarriedOutDoesNothingMore() throws Exception {
    node.records(5).work().records(5).work();
    restoreTo(5);
    node.openEpoch(1);
    node.work();
    node.openEpoch(1);
    assertEquals(2, node.log.epochs().size());
  }
}
