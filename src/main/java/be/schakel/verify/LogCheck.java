package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;

/**
 * Builds a whole log anew from its entries and compares every hash that it publishes with what the
 * entries give.
 */
final class LogCheck {

  private final LogFolder log;
  private final long size;

  /** The hashes of each level of tiles that its next tile will have, from the leaves up. */
  private final List<List<Hash>> open = new ArrayList<>();

  private LogCheck(LogFolder log, long size) {
    this.log = log;
    this.size = size;
  }

  /**
   * The root over the entries.
   *
   * @throws NotProven where a tile is not what the entries give, or something is missing
   */
  static Hash root(LogFolder log, long size, Progress progress) {
    return new LogCheck(log, size).root(progress);
  }

  private Hash root(Progress progress) {
    Tiles.levels(size).forEach(level -> open.add(new ArrayList<>()));
    var bundles = Tiles.tiles(0, size);
    for (long bundle = 0; bundle < bundles; bundle++) {
      var place = Tiles.entries(bundle, size);
      for (var entry : log.entries(place)) {
        open.get(0).add(Hash.leaf(entry));
      }
      compare(0, bundle, "log.entries");
      progress.at(bundle * Tiles.WIDTH + place.width(), size);
    }
    var root = Hash.EMPTY;
    for (int level = 0; level < open.size(); level++) {
      // What is not complete below stands as the last of its level: RFC 9162 2.1.1
      var hashes = new ArrayList<>(open.get(level));
      if (level > 0 && !hashes.isEmpty()) {
        compareWithTile(level, Tiles.tiles(level, size) - 1, hashes, "log.tile");
      }
      if (!root.equals(Hash.EMPTY)) {
        hashes.add(root);
      }
      root = hashes.isEmpty() ? root : Proofs.root(hashes);
    }
    return root;
  }

  /** A level that holds a full tile hands its root to the level above. */
  private void compare(int level, long index, String text) {
    var hashes = open.get(level);
    if (level == 0 || hashes.size() == Tiles.WIDTH) {
      compareWithTile(level, index, hashes, text);
    }
    if (hashes.size() == Tiles.WIDTH) {
      open.get(level + 1).add(Proofs.root(hashes));
      hashes.clear();
      compare(level + 1, index / Tiles.WIDTH, "log.tile");
    }
  }

  private void compareWithTile(int level, long index, List<Hash> hashes, String text) {
    var place = Tiles.hashes(level, index, size);
    if (!log.hashes(place).equals(hashes)) {
      throw NotProven.disproven(text, place.path());
    }
  }
}
