package be.schakel.verify;

import java.util.ArrayList;
import java.util.List;

/** Where a log keeps its hashes and entries: the paths and widths of C2SP tlog-tiles. Pure. */
final class Tiles {

  /** Hashes, or entries, in a full tile. */
  static final int WIDTH = 256;

  /** Levels of the tree in one tile. */
  static final int HEIGHT = 8;

  /** In the place of a level, for the entries themselves. */
  static final String ENTRIES = "entries";

  private Tiles() {}

  /** One tile or bundle of entries, as a tree of some size has it. */
  record Place(String level, long index, int width) {

    String path() {
      return full() + (width == WIDTH ? "" : ".p/" + width);
    }

    /** Where the full one is; there once the tree has grown past it. */
    String full() {
      var groups = new StringBuilder("%03d".formatted(index % 1000));
      for (var rest = index / 1000; rest > 0; rest /= 1000) {
        groups.insert(0, "x%03d/".formatted(rest % 1000));
      }
      return "tile/" + level + "/" + groups;
    }
  }

  /** How many hashes a level of tiles has in a tree of this size. */
  static long hashes(int level, long size) {
    var shift = HEIGHT * level;
    return shift >= Long.SIZE ? 0 : size >> shift;
  }

  /** How many tiles a level has, a partial one at the end included. */
  static long tiles(int level, long size) {
    return (hashes(level, size) + WIDTH - 1) / WIDTH;
  }

  static Place hashes(int level, long index, long size) {
    return new Place(Integer.toString(level), index, width(index, hashes(level, size)));
  }

  static Place entries(long index, long size) {
    return new Place(ENTRIES, index, width(index, size));
  }

  private static int width(long index, long hashes) {
    return (int) Math.min(WIDTH, hashes - index * WIDTH);
  }

  /** The levels that a tree of this size has tiles of, from the leaves up. */
  static List<Integer> levels(long size) {
    var levels = new ArrayList<Integer>();
    for (int level = 0; hashes(level, size) > 0; level++) {
      levels.add(level);
    }
    return levels;
  }
}
