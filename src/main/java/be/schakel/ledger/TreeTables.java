package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The tree as it is stored: places, full tiles, checkpoints. Rows are only ever added. */
@ApplicationScoped
class TreeTables {

  /** Of all nodes, the one that holds it adds to the tree. */
  private static final int TURN = 7232;

  private static final String TAKE_TURN = "select pg_try_advisory_xact_lock(:turn)";

  private static final String EPOCH = "select max(epoch) from ledger_epoch";

  private static final String EPOCHS =
      "select epoch, opened_at, statement, shown_before from ledger_epoch order by epoch";

  private static final String NEWEST =
      """
      select epoch, note from ledger_checkpoint
       where epoch = coalesce(:epoch, (select max(epoch) from ledger_epoch))
       order by size desc limit 1""";

  private static final String SIGNED =
      "select epoch, note from ledger_checkpoint where epoch = :epoch order by size desc limit 1000";

  private static final String OF_SIZE =
      "select note from ledger_checkpoint where epoch = :epoch and size = :size";

  private static final String IS_UNPLACED = "select exists(select from ledger_unplaced)";

  /**
   * One that was taken away before it got a place stays on the list. By the ids and their bounds,
   * because what the database believes about the length of a list that is mostly empty would
   * sometimes make it read the whole log.
   */
  private static final String UNPLACED =
      """
      with taken as materialized (select entry from ledger_unplaced order by entry limit :most)
      select e.id, e.commitment, case when e.commitment is null then e.salt end as salt,
             case when e.commitment is null then e.entry end as entry
        from ledger_entry e
       where e.id = any(array(select entry from taken))
         and e.id >= (select entry from taken order by entry limit 1)
         and e.id <= (select entry from taken order by entry desc limit 1)
       order by e.id""";

  private static final String PLACE =
      """
      insert into ledger_position (epoch, place, entry, commitment)
      values (:epoch, :place, :entry, :commitment)""";

  private static final String TAKE_OFF_LIST = "select 1 from ledger_placed(:epoch, :from)";

  private static final String ADD_TILE =
      """
      insert into ledger_tile (epoch, level, place, hashes, root)
      values (:epoch, :level, :place, :hashes, :root)""";

  private static final String ADD_CHECKPOINT =
      """
      insert into ledger_checkpoint (epoch, size, signed_at, note)
      values (:epoch, :size, :at, :note)""";

  private static final String COMMITMENTS =
      """
      select commitment from ledger_position
       where epoch = :epoch and place >= :first and place < :end
       order by place""";

  private static final String ROOTS =
      """
      select root from ledger_tile
       where epoch = :epoch and level = :level and place >= :first and place < :end
       order by place""";

  private static final String TILE =
      "select hashes from ledger_tile where epoch = :epoch and level = :level and place = :place";

  @Inject Jdbi db;

  /**
   * An entry on its way into the tree.
   *
   * @param commitment what its leaf is the hash of
   */
  record Unplaced(UUID id, byte[] commitment) {}

  /** A log of its own, and why it was begun. */
  record Epoch(
      int epoch, Instant openedAt, Optional<String> statement, Optional<String> shownBefore) {}

  /** Takes the turn until the running transaction ends; false when another node has it. */
  boolean takeTurn() {
    return db.withHandle(
        handle -> handle.createQuery(TAKE_TURN).bind("turn", TURN).mapTo(Boolean.class).one());
  }

  int epoch() {
    return db.withHandle(handle -> handle.createQuery(EPOCH).mapTo(Integer.class).one());
  }

  /** The newest tree of the present epoch. */
  Optional<SignedTree> newest() {
    return newest((Integer) null);
  }

  /** The newest tree of an epoch. */
  Optional<SignedTree> newest(int epoch) {
    return newest(Integer.valueOf(epoch));
  }

  private Optional<SignedTree> newest(Integer epoch) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("epoch", epoch)
                .map(
                    (row, context) ->
                        SignedTree.of(row.getInt("epoch"), Note.parse(row.getString("note"))))
                .findOne());
  }

  /** The signed tree of that size, if there is one. */
  Optional<SignedTree> signed(int epoch, long size) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_SIZE)
                .bind("epoch", epoch)
                .bind("size", size)
                .mapTo(String.class)
                .findOne()
                .map(note -> SignedTree.of(epoch, Note.parse(note))));
  }

  /** The newest trees of an epoch that were signed, newest first. */
  List<SignedTree> signed(int epoch) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(SIGNED)
                .bind("epoch", epoch)
                .map(
                    (row, context) ->
                        SignedTree.of(row.getInt("epoch"), Note.parse(row.getString("note"))))
                .list());
  }

  List<Epoch> epochs() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(EPOCHS)
                .map(
                    (row, context) ->
                        new Epoch(
                            row.getInt("epoch"),
                            row.getObject("opened_at", OffsetDateTime.class).toInstant(),
                            Optional.ofNullable(row.getString("statement")),
                            Optional.ofNullable(row.getString("shown_before"))))
                .list());
  }

  boolean isAnyUnplaced() {
    return db.withHandle(handle -> handle.createQuery(IS_UNPLACED).mapTo(Boolean.class).one());
  }

  /** The oldest entries that have no place yet. */
  List<Unplaced> unplaced(int most) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(UNPLACED)
                .bind("most", most)
                .map(
                    (row, context) -> {
                      var commitment = row.getBytes("commitment");
                      return new Unplaced(
                          row.getObject("id", UUID.class),
                          commitment == null
                              ? MerkleTree.commitment(row.getBytes("salt"), row.getString("entry"))
                              : commitment);
                    })
                .list());
  }

  /** Gives entries their places, from {@code first} on. */
  void place(int epoch, long first, List<Unplaced> entries) {
    db.useHandle(
        handle -> {
          var batch = handle.prepareBatch(PLACE);
          for (int i = 0; i < entries.size(); i++) {
            batch
                .bind("epoch", epoch)
                .bind("place", first + i)
                .bind("entry", entries.get(i).id())
                .bind("commitment", entries.get(i).commitment())
                .add();
          }
          batch.execute();
          handle
              .createQuery(TAKE_OFF_LIST)
              .bind("epoch", epoch)
              .bind("from", first)
              .mapTo(int.class)
              .list();
        });
  }

  void add(int epoch, List<Growth.FullTile> tiles) {
    db.useHandle(
        handle -> {
          var batch = handle.prepareBatch(ADD_TILE);
          for (var full : tiles) {
            batch
                .bind("epoch", epoch)
                .bind("level", full.tile().level())
                .bind("place", full.tile().index())
                .bind("hashes", full.bytes())
                .bind("root", full.root())
                .add();
          }
          batch.execute();
        });
  }

  void add(SignedTree tree, Instant at) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD_CHECKPOINT)
                .bind("epoch", tree.epoch())
                .bind("size", tree.size())
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .bind("note", tree.note().toString())
                .execute());
  }

  /**
   * The stored tree, ready to grow.
   *
   * @throws StoppedLog when it is not the tree that was signed
   */
  Growth verify(SignedTree signed) {
    var growth = new Growth(signed.size(), tile -> hashes(signed.epoch(), tile));
    if (!Arrays.equals(growth.root(), signed.checkpoint().root())) {
      throw new StoppedLog(StoppedLog.Reason.DAMAGED, "the stored tree is not the signed one");
    }
    return growth;
  }

  /** The tree of an epoch, of a size that it has reached. */
  TileTree tree(int epoch, long size) {
    return new TileTree(size, tile -> hashes(epoch, tile));
  }

  /**
   * The hashes of a tile that the tree has.
   *
   * @throws StoppedLog when some of them are gone
   */
  List<byte[]> hashes(int epoch, Tile tile) {
    var hashes = find(epoch, tile);
    if (hashes.size() != tile.width()) {
      throw new StoppedLog(StoppedLog.Reason.DAMAGED, "tile " + tile.path() + " is not whole");
    }
    return hashes;
  }

  /** As many of a tile's hashes as there are. */
  List<byte[]> find(int epoch, Tile tile) {
    if (tile.isFull()) {
      return full(epoch, tile);
    }
    return tile.level() == 0
        ? commitments(epoch, tile).stream().map(MerkleTree::leafHash).toList()
        : roots(epoch, tile);
  }

  /** What stands for the entries of a bundle, or under a tile of level 0. */
  List<byte[]> commitments(int epoch, Tile tile) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(COMMITMENTS)
                .bind("epoch", epoch)
                .bind("first", tile.first())
                .bind("end", tile.first() + tile.width())
                .mapTo(byte[].class)
                .list());
  }

  private List<byte[]> full(int epoch, Tile tile) {
    return db.withHandle(
            handle ->
                handle
                    .createQuery(TILE)
                    .bind("epoch", epoch)
                    .bind("level", tile.level())
                    .bind("place", tile.index())
                    .mapTo(byte[].class)
                    .findOne())
        .map(Tile::hashes)
        .orElse(List.of());
  }

  private List<byte[]> roots(int epoch, Tile tile) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ROOTS)
                .bind("epoch", epoch)
                .bind("level", tile.level() - 1)
                .bind("first", tile.first())
                .bind("end", tile.first() + tile.width())
                .mapTo(byte[].class)
                .list());
  }
}
