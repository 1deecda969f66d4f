package be.schakel.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The tree over the first leaves of a log, read from its tiles: root, inclusion and consistency
 * proofs (RFC 9162 2.1). Reads each tile once. Not thread safe.
 */
final class TileTree {

  /** Levels of the tree in a tile. */
  private static final int HEIGHT = 8;

  private final long size;
  private final Function<Tile, List<byte[]>> tiles;
  private final Map<Tile, List<byte[]>> read = new HashMap<>();

  /**
   * @param size leaves
   * @param tiles gives the hashes of every tile that a tree of that size has
   */
  TileTree(long size, Function<Tile, List<byte[]>> tiles) {
    this.size = size;
    this.tiles = tiles;
  }

  byte[] root() {
    return root(size);
  }

  /** The root of the first leaves alone. */
  byte[] root(long leaves) {
    if (leaves < 0 || leaves > size) {
      throw new IllegalArgumentException("no such earlier tree");
    }
    return leaves == 0 ? MerkleTree.root(List.of()) : range(0, leaves);
  }

  /** RFC 9162 2.1.3.1: the hashes beside the way from a leaf to the root, the leaf's side first. */
  List<byte[]> inclusion(long index) {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("no such leaf");
    }
    var path = new ArrayList<byte[]>();
    path(index, 0, size, path);
    return path;
  }

  /** RFC 9162 2.1.4.1: that the tree of an earlier size is the beginning of this one. */
  List<byte[]> consistency(long earlier) {
    if (earlier < 0 || earlier > size) {
      throw new IllegalArgumentException("no such earlier tree");
    }
    var proof = new ArrayList<byte[]>();
    if (earlier > 0 && earlier < size) {
      subproof(earlier, 0, size, true, proof);
    }
    return proof;
  }

  private void path(long index, long from, long to, List<byte[]> path) {
    if (to - from == 1) {
      return;
    }
    var middle = from + split(to - from);
    if (index < middle) {
      path(index, from, middle, path);
      path.add(range(middle, to));
    } else {
      path(index, middle, to, path);
      path.add(range(from, middle));
    }
  }

  private void subproof(long earlier, long from, long to, boolean whole, List<byte[]> proof) {
    if (earlier == to) {
      if (!whole) {
        proof.add(range(from, to));
      }
      return;
    }
    var middle = from + split(to - from);
    if (earlier <= middle) {
      subproof(earlier, from, middle, whole, proof);
      proof.add(range(middle, to));
    } else {
      subproof(earlier, middle, to, false, proof);
      proof.add(range(from, middle));
    }
  }

  /** The hash over some leaves that are a subtree of a tree of the standard. */
  private byte[] range(long from, long to) {
    var leaves = to - from;
    if (Long.bitCount(leaves) == 1) {
      var level = Long.numberOfTrailingZeros(leaves);
      return complete(level, from >> level);
    }
    var middle = from + split(leaves);
    return MerkleTree.node(range(from, middle), range(middle, to));
  }

  /** The hash over 2^level leaves. */
  private byte[] complete(int level, long index) {
    var tileLevel = level / HEIGHT;
    var hashes = 1 << level % HEIGHT;
    var first = index * hashes;
    var inTile = (int) (first % Tile.FULL);
    return MerkleTree.root(tile(tileLevel, first / Tile.FULL).subList(inTile, inTile + hashes));
  }

  private List<byte[]> tile(int level, long index) {
    var hashes = (size >> HEIGHT * level) - index * Tile.FULL;
    return read.computeIfAbsent(new Tile(level, index, (int) Math.min(hashes, Tile.FULL)), tiles);
  }

  /** RFC 9162 2.1.1: the largest power of two below n. */
  private static long split(long n) {
    return Long.highestOneBit(n - 1);
  }
}
