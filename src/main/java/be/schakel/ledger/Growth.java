package be.schakel.ledger;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * A tree that grows at its right edge: takes leaves, tells its root, and gives the tiles that
 * became full. Not thread safe.
 */
final class Growth {

  /** A tile that will never change again, with the hash over all of it. */
  record FullTile(Tile tile, byte[] bytes, byte[] root) {}

  /** For each level of tiles, the hashes that are not in a full tile yet. */
  private final List<List<byte[]>> edge = new ArrayList<>();

  private final List<FullTile> full = new ArrayList<>();
  private long size;

  /**
   * @param size leaves it has already
   * @param tiles gives the tiles at its right edge
   */
  Growth(long size, Function<Tile, List<byte[]>> tiles) {
    this.size = size;
    for (var level = 0; size >>> 8 * level > 0; level++) {
      edge.add(new ArrayList<>(Tile.edge(level, size).map(tiles).orElse(List.of())));
    }
  }

  /** An empty tree. */
  Growth() {
    this(0, tile -> List.of());
  }

  long size() {
    return size;
  }

  void append(byte[] leaf) {
    size++;
    append(0, leaf);
  }

  /** RFC 9162 2.1.1: each level's hashes, and after them the smaller tree to their right. */
  byte[] root() {
    List<byte[]> smaller = List.of();
    for (var hashes : edge) {
      var all = new ArrayList<>(hashes);
      all.addAll(smaller);
      smaller = all.isEmpty() ? List.of() : List.of(MerkleTree.root(all));
    }
    return MerkleTree.root(smaller);
  }

  /** The tiles that became full, in the order in which they did. */
  List<FullTile> full() {
    return List.copyOf(full);
  }

  private void append(int level, byte[] hash) {
    if (level == edge.size()) {
      edge.add(new ArrayList<>());
    }
    var hashes = edge.get(level);
    hashes.add(hash);
    if (hashes.size() == Tile.FULL) {
      var root = MerkleTree.root(hashes);
      var index = (size >>> 8 * (level + 1)) - 1;
      full.add(new FullTile(new Tile(level, index, Tile.FULL), Tile.bytes(hashes), root));
      hashes.clear();
      append(level + 1, root);
    }
  }
}
