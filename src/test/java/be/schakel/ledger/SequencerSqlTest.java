package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

class SequencerSqlTest {

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

  @Test
  void everyEntryGetsAPlaceAndTheTreeIsSigned() {
    node.records(3).work();
    holds(3);
    assertEquals(Node.ORIGIN, node.shown().checkpoint().origin());
    node.records(600).work();
    holds(603);
    assertEquals(2, Node.signed(database.asOwner()).size());
  }

  @Test
  void anEmptyLogIsSignedTooAndNothingIsSignedTwice() {
    node.work().work();
    assertEquals(0, node.shown().size());
    assertArrayEquals(MerkleTree.root(List.of()), node.shown().checkpoint().root());
    node.records(1).work().work().work();
    assertEquals(
        List.of(0L, 1L), Node.signed(database.asOwner()).stream().map(SignedTree::size).toList());
  }

  @Test
  void moreThanABatchIsTakenInOneTurn() {
    database
        .asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into ledger_entry (id, recorded_at, entry, salt, commitment, leaf, answer)"
                        + " select gen_random_uuid(), now(), '{}', decode(repeat('00', 32), 'hex'),"
                        + " sha256(int4send(n)), sha256('\\x00' || sha256(int4send(n))), sha256('x')"
                        + " from generate_series(1, "
                        + (Batch.MOST + 1)
                        + ") n"));
    node.work();
    holds(Batch.MOST + 1);
  }

  /** What was written before there was a tree has nothing that stands for it yet. */
  @Test
  void whatAnEarlierReleaseRecordedGetsItsPlaceToo() {
    database
        .asApplication()
        .useHandle(
            handle ->
                handle
                    .createUpdate(
                        "insert into ledger_entry (id, recorded_at, entry, salt, leaf, answer)"
                            + " values (gen_random_uuid(), now(), '{}', :salt, :leaf, :leaf)")
                    .bind("salt", new byte[32])
                    .bind("leaf", MerkleTree.leaf(new byte[32], "{}"))
                    .execute());
    node.work();
    holds(1);
  }

  @Test
  void anEntryThatCommitsLaterThanYoungerOnesGetsItsPlace() throws Exception {
    try (var late = database.begin()) {
      TestLedger.on(late.jdbi()).append(List.of("{}"), Instant.now());
      node.records(5).work();
      holds(5);
      late.commit();
    }
    node.work();
    holds(6);
  }

  @Test
  void whatIsRolledBackTakesNoPlace() throws Exception {
    try (var undone = database.begin()) {
      TestLedger.on(undone.jdbi()).append(List.of("{}"), Instant.now());
    }
    node.records(1).work();
    holds(1);
  }

  @Test
  void aNodeShowsWhatAnotherSignedAndGoesOnFromThere() throws Exception {
    var other = node("other");
    node.records(300).work();
    assertEquals(300, other.work().shown().size());
    other.records(3).work();
    assertEquals(303, node.work().shown().size());
    node.records(3).work();
    holds(306);
  }

  @Test
  void aBatchThatIsKilledDidNotHappen() {
    node.records(2).work().records(3);
    node.beforeCommit =
        () -> {
          throw new IllegalStateException("killed");
        };
    node.work();
    assertEquals(Optional.of("AWAY"), node.trouble());
    holds(2);
    node.beforeCommit = () -> {};
    node.work();
    assertEquals(Optional.empty(), node.trouble());
    holds(5);
  }

  @Test
  void aNodeKilledBeforeItShowedWhatItSignedShowsItLater() throws Exception {
    node.records(2).work().records(3);
    node.sequencer.batch.add(Instant.now());
    assertEquals(2, node.shown().size());
    var again = node("one").work();
    assertEquals(5, again.shown().size());
    assertEquals(List.of(2L, 5L), sizes());
  }

  @Test
  void nodesThatWorkAtOnceNeverSignTwoTreesOfOneSize() throws Exception {
    var others = List.of(node, node("two"), node("three"));
    var pool = Executors.newFixedThreadPool(6);
    try {
      var writing =
          IntStream.range(0, 3)
              .<Callable<Void>>mapToObj(
                  i ->
                      () -> {
                        for (int n = 0; n < 120; n++) {
                          node.record(List.of(Node.entry(n), Node.entry(n)));
                        }
                        return null;
                      })
              .map(pool::submit)
              .toList();
      var working =
          others.stream()
              .<Callable<Void>>map(
                  each ->
                      () -> {
                        while (!writing.stream().allMatch(Future::isDone)) {
                          each.work();
                        }
                        return null;
                      })
              .map(pool::submit)
              .toList();
      for (var each : working) {
        each.get(120, TimeUnit.SECONDS);
      }
    } finally {
      pool.shutdownNow();
    }
    others.forEach(Node::work);
    holds(720);
    others.forEach(each -> assertEquals(Optional.empty(), each.trouble()));
    assertTrue(Node.signed(database.asOwner()).size() > 3, "they took turns");
  }

  /** Two hundred entries a second, as a busy morning has them. */
  @Test
  @EnabledIfSystemProperty(named = "schakel.long", matches = "true")
  void everyEntryIsUnderASignedTreeWithinASecond() throws Exception {
    var timer = Executors.newScheduledThreadPool(2);
    var written = new CountDownLatch(100);
    try {
      timer.scheduleWithFixedDelay(node::work, 0, 250, TimeUnit.MILLISECONDS);
      var writing =
          timer.scheduleAtFixedRate(
              () -> {
                node.records(20);
                written.countDown();
              },
              0,
              100,
              TimeUnit.MILLISECONDS);
      assertTrue(written.await(60, TimeUnit.SECONDS), "written");
      writing.cancel(false);
    } finally {
      timer.shutdown();
      timer.awaitTermination(30, TimeUnit.SECONDS);
    }
    node.work();
    holds(Node.leaves(database.asOwner(), 0).size());
    var slowest =
        database
            .asOwner()
            .withHandle(
                handle ->
                    handle
                        .createQuery(
                            "select max(extract(epoch from (select min(signed_at) from"
                                + " ledger_checkpoint c where c.size > p.place) - e.recorded_at))"
                                + " from ledger_position p join ledger_entry e on e.id = p.entry")
                        .mapTo(Double.class)
                        .one());
    assertTrue(slowest < 1, "slowest: " + slowest + " s");
  }

  @Test
  void aLockedTurnIsWaitedForWhileEntriesAreRecorded() throws Exception {
    node.work();
    try (var held = database.begin()) {
      held.jdbi().useHandle(handle -> handle.execute("select pg_advisory_xact_lock(7232)"));
      node.records(4).work();
      assertEquals(0, node.shown().size());
    }
    node.work();
    holds(4);
  }

  @Test
  void whatCannotBeWrittenDownOutsideTheDatabaseIsNotShown() throws Exception {
    node.records(1).work();
    Files.createDirectory(node.home().resolve("checkpoint.part"));
    node.records(1).work();
    assertEquals(Optional.of("AWAY"), node.trouble());
    assertEquals(1, node.shown().size());
    Files.delete(node.home().resolve("checkpoint.part"));
    assertEquals(2, node.work().shown().size());
  }

  @Test
  void theFileOutsideTheDatabaseHoldsWhatIsShown() throws Exception {
    node.records(3).work();
    var file = Files.readString(node.home().resolve("checkpoint"));
    assertEquals(node.shown().note().toString(), file);
    assertEquals(3, node("one").shown().size());
  }

  @Test
  void aFileThatThisLogDidNotSignIsRefusedAtTheStart() throws Exception {
    node.records(3).work();
    var file = node.home().resolve("checkpoint");
    Files.writeString(file, Files.readString(file).replace("\n3\n", "\n4\n"));
    assertThrows(IllegalStateException.class, () -> node("one"));
    Files.writeString(file, "");
    assertThrows(IllegalStateException.class, () -> node("one"));
  }

  private List<Long> sizes() {
    return Node.signed(database.asOwner()).stream().map(SignedTree::size).toList();
  }

  /** Every place is taken once, and each signed tree is that of the leaves at the first places. */
  private void holds(int size) {
    var leaves = Node.leaves(database.asOwner(), 0);
    assertEquals(size, leaves.size());
    var signed = Node.signed(database.asOwner());
    assertEquals(size, signed.get(signed.size() - 1).size());
    for (var tree : signed) {
      assertArrayEquals(
          MerkleTree.root(leaves.subList(0, (int) tree.size())), tree.checkpoint().root());
      assertTrue(node.keys.verifiers(0).get(0).signed(tree.note()));
    }
  }
}
