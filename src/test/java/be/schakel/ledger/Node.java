package be.schakel.ledger;

import be.schakel.demo.DemoKeys;
import be.schakel.vault.Keys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import testkit.OwnDatabase;

/** A node's part in the log, on a database of the test: it works when it is told to. */
final class Node {

  static final String ORIGIN = "schakel.example/log";

  private final OwnDatabase database;
  private final Path home;

  final LogKeys keys = new LogKeys();
  final TreeTables tables = new TreeTables();
  final Published published = new Published();
  final Sequencer sequencer = new Sequencer();
  final Witnesses witnesses = new Witnesses();
  final PublicLog log = new PublicLog();
  final Epochs epochs = new Epochs();

  /** Runs in the transaction of a batch, before it commits. */
  Runnable beforeCommit = () -> {};

  private Node(OwnDatabase database, Path home) {
    this.database = database;
    this.home = home;
  }

  /** Nodes of one log have the same keys, and a disk each. */
  static Node on(OwnDatabase database, Path home, Path keys) throws Exception {
    var node = new Node(database, home);
    DemoKeys.prepare(keys, Instant.now());
    node.keys.keys = new Keys(keys.resolve("keys.p12"), "changeit", "demo");
    node.keys.publicUrl = "https://schakel.example";
    node.tables.db = database.asApplication();
    node.published.tables = node.tables;
    node.published.keys = node.keys;
    node.published.file = home.resolve("checkpoint").toString();
    node.published.load();
    node.log.tables = node.tables;
    node.log.published = node.published;
    node.log.keys = node.keys;
    node.log.witnesses = node.witnesses;
    node.witnesses.db = database.asApplication();
    node.witnesses.tables = node.tables;
    node.witnesses.published = node.published;
    node.witnesses.keys = node.keys;
    node.witnesses.file = home.resolve("witnesses").toString();
    node.witnesses.load();
    node.epochs.tables = node.tables;
    node.epochs.published = node.published;
    node.epochs.keys = node.keys;
    node.sequencer.tables = node.tables;
    node.sequencer.published = node.published;
    node.sequencer.clock = Clock.systemUTC();
    node.sequencer.batch = node.batch();
    return node;
  }

  private Batch batch() {
    var batch =
        new Batch() {
          @Override
          Optional<SignedTree> add(Instant now) {
            try (var transaction = database.begin()) {
              tables = new TreeTables();
              tables.db = transaction.jdbi();
              var added = super.add(now);
              beforeCommit.run();
              transaction.commit();
              return added;
            } catch (SQLException failed) {
              throw new IllegalStateException(failed);
            }
          }
        };
    batch.published = published;
    batch.keys = keys;
    return batch;
  }

  Node work() {
    sequencer.work();
    return this;
  }

  /** Records so many entries, as answers of one each. */
  Node records(int count) {
    try (var transaction = database.begin()) {
      var ledger = TestLedger.on(transaction.jdbi());
      IntStream.range(0, count).forEach(i -> ledger.append(List.of(entry(i)), Instant.now()));
      transaction.commit();
      return this;
    } catch (SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  Receipt record(List<String> entries) {
    return TestLedger.on(database.asApplication()).append(entries, Instant.now());
  }

  static String entry(int number) {
    return "{\"action\":\"READ\",\"partner\":{\"code\":\"uz\"},\"rule\":\"R-" + number + "\"}";
  }

  /** An operator's order, at the next start. */
  void openEpoch(int wanted) {
    epochs.wanted = wanted;
    epochs.open(database.asOwner(), Instant.now());
  }

  /** Everything that everybody may read, laid out as it is served. */
  Path mirror(Path folder, int epoch) throws IOException {
    var checkpoint = log.checkpoint(epoch).orElseThrow();
    var size = Checkpoint.parse(checkpoint).size();
    write(folder.resolve("checkpoint"), checkpoint.getBytes(StandardCharsets.UTF_8));
    write(
        folder.resolve("log.vkey"), log.vkey(epoch).orElseThrow().getBytes(StandardCharsets.UTF_8));
    for (var level : new int[] {Tile.ENTRIES, 0, 1}) {
      var hashes = level == 1 ? size / Tile.FULL : size;
      for (long index = 0; index * Tile.FULL < hashes; index++) {
        var tile = new Tile(level, index, (int) Math.min(Tile.FULL, hashes - index * Tile.FULL));
        var bytes = log.tile(epoch, tile.path());
        if (bytes.isPresent()) {
          write(folder.resolve("tile").resolve(tile.path()), bytes.get());
        }
      }
    }
    return folder;
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }

  Path home() {
    return home;
  }

  SignedTree shown() {
    return published.newest().orElseThrow();
  }

  Optional<String> trouble() {
    return sequencer.state().trouble().map(Sequencer.Trouble::reason);
  }

  /** What was recorded, in the order of the tree, hashed by the test itself. */
  static List<byte[]> leaves(Jdbi owner, int epoch) {
    return owner.withHandle(
        handle ->
            handle
                .createQuery(
                    "select e.leaf from ledger_position p join ledger_entry e on e.id = p.entry"
                        + " where p.epoch = :epoch order by p.place")
                .bind("epoch", epoch)
                .mapTo(byte[].class)
                .list());
  }

  /** Every checkpoint that was signed. */
  static List<SignedTree> signed(Jdbi owner) {
    return owner.withHandle(
        handle ->
            handle
                .createQuery("select epoch, note from ledger_checkpoint order by epoch, size")
                .map(
                    (row, context) ->
                        SignedTree.of(row.getInt("epoch"), Note.parse(row.getString("note"))))
                .list());
  }
}
