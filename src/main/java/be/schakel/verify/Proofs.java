package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The proofs of RFC 9162: making them from a tree whose hashes can be asked for, and checking them
 * from their hashes alone. The two ways share nothing, so that one is a check on the other. Pure.
 */
final class Proofs {

  /** A tree of which the hash of each complete subtree can be asked for. */
  @FunctionalInterface
  interface Tree {

    /**
     * The root over the leaves {@code [index * 2^level, (index + 1) * 2^level)}, all of which are
     * in the tree.
     */
    Hash complete(int level, long index);
  }

  private Proofs() {}

  /** RFC 9162 2.1.1: the root of the first leaves of a tree. */
  static Hash root(Tree tree, long size) {
    return size == 0 ? Hash.EMPTY : range(tree, 0, size);
  }

  /** RFC 9162 2.1.1, over leaf hashes that are at hand; of none, the hash of nothing. */
  static Hash root(List<Hash> leaves) {
    if (leaves.isEmpty()) {
      return Hash.EMPTY;
    }
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    var split = (int) split(leaves.size());
    return Hash.node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** The hashes beside the way from a leaf to the root: RFC 9162 2.1.3.1. */
  static List<Hash> inclusion(Tree tree, long index, long size) {
    var path = new ArrayList<Hash>();
    inclusion(tree, index, 0, size, path);
    return path;
  }

  private static void inclusion(Tree tree, long index, long start, long end, List<Hash> path) {
    if (end - start == 1) {
      return;
    }
    var middle = start + split(end - start);
    if (index < middle) {
      inclusion(tree, index, start, middle, path);
      path.add(range(tree, middle, end));
    } else {
      inclusion(tree, index, middle, end, path);
      path.add(range(tree, start, middle));
    }
  }

  /** That a tree of one size begins with the one of another: RFC 9162 2.1.4.1. */
  static List<Hash> consistency(Tree tree, long from, long to) {
    var proof = new ArrayList<Hash>();
    if (from > 0 && from < to) {
      consistency(tree, from, 0, to, true, proof);
    }
    return proof;
  }

  private static void consistency(
      Tree tree, long from, long start, long end, boolean whole, List<Hash> proof) {
    if (from == end) {
      if (!whole) {
        proof.add(range(tree, start, end));
      }
      return;
    }
    var middle = start + split(end - start);
    if (from <= middle) {
      consistency(tree, from, start, middle, whole, proof);
      proof.add(range(tree, middle, end));
    } else {
      consistency(tree, from, middle, end, false, proof);
      proof.add(range(tree, start, middle));
    }
  }

  private static Hash range(Tree tree, long start, long end) {
    var size = end - start;
    if (Long.bitCount(size) == 1 && start % size == 0) {
      var level = Long.numberOfTrailingZeros(size);
      return tree.complete(level, start >> level);
    }
    var middle = start + split(size);
    return Hash.node(range(tree, start, middle), range(tree, middle, end));
  }

  /** The largest power of two below a size of at least two. */
  private static long split(long size) {
    return Long.highestOneBit(size - 1);
  }

  /**
   * The root that a leaf at this place and its path lead to: RFC 9162 2.1.3.2. Empty when the path
   * has another length than the place and the size demand.
   */
  static Optional<Hash> rootOf(Hash leaf, long index, long size, List<Hash> path) {
    if (index < 0 || index >= size) {
      return Optional.empty();
    }
    var fn = index;
    var sn = size - 1;
    var r = leaf;
    for (var p : path) {
      if (sn == 0) {
        return Optional.empty();
      }
      if ((fn & 1) == 1 || fn == sn) {
        r = Hash.node(p, r);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        r = Hash.node(r, p);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 ? Optional.of(r) : Optional.empty();
  }

  /** Whether the proof shows that the second tree begins with the first: RFC 9162 2.1.4.2. */
  static boolean consistent(long from, Hash first, long to, Hash second, List<Hash> proof) {
    if (from == to) {
      return proof.isEmpty() && first.equals(second);
    }
    if (from == 0) {
      return proof.isEmpty() && first.equals(Hash.EMPTY);
    }
    if (from > to || from < 0 || proof.isEmpty() && Long.bitCount(from) != 1) {
      return false;
    }
    var path = new ArrayList<Hash>(proof);
    if (Long.bitCount(from) == 1) {
      path.add(0, first);
    }
    var fn = from - 1;
    var sn = to - 1;
    while ((fn & 1) == 1) {
      fn >>= 1;
      sn >>= 1;
    }
    var fr = path.get(0);
    var sr = path.get(0);
    for (var c : path.subList(1, path.size())) {
      if (sn == 0) {
        return false;
      }
      if ((fn & 1) == 1 || fn == sn) {
        fr = Hash.node(c, fr);
        sr = Hash.node(c, sr);
        while ((fn & 1) == 0 && fn != 0) {
          fn >>= 1;
          sn >>= 1;
        }
      } else {
        sr = Hash.node(sr, c);
      }
      fn >>= 1;
      sn >>= 1;
    }
    return sn == 0 && fr.equals(first) && sr.equals(second);
  }
}
