package be.schakel.ledger;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The place of a tile: up to 256 hashes, each over 256^level leaves, or the entries under such a
 * tile of level 0. Its path and bytes are those of c2sp.org/tlog-tiles.
 *
 * @param level 0 for the leaves themselves; {@link #ENTRIES} for a bundle of entries
 * @param index counted from the left
 * @param width how many; 256 unless the tree ended here
 */
record Tile(int level, long index, int width) {

  /** Hashes of a full tile. */
  static final int FULL = 256;

  static final int ENTRIES = -1;

  /** A tree of 2^63 leaves has no higher ones. */
  private static final int HIGHEST = 7;

  private static final Pattern PATH =
      Pattern.compile("(entries|\\d{1,2})/((?:x\\d{3}/){0,5}\\d{3})(?:\\.p/(\\d{1,3}))?");

  Tile {
    if (level < ENTRIES || index < 0 || width < 1 || width > FULL) {
      throw new IllegalArgumentException("no such tile");
    }
  }

  /**
   * The tile that a path names; empty for one that names none, also when it says the same in
   * another way.
   *
   * @param path below {@code tile/}
   */
  static Optional<Tile> parse(String path) {
    var match = PATH.matcher(path);
    if (!match.matches()) {
      return Optional.empty();
    }
    var level = match.group(1).equals("entries") ? ENTRIES : Integer.parseInt(match.group(1));
    var index = Long.parseLong(match.group(2).replaceAll("[x/]", ""));
    var width = match.group(3) == null ? FULL : Integer.parseInt(match.group(3));
    if (level > HIGHEST || width < 1 || width > FULL) {
      return Optional.empty();
    }
    return Optional.of(new Tile(level, index, width)).filter(tile -> tile.path().equals(path));
  }

  /** The tile at the right edge of a tree; empty where its full tiles end. */
  static Optional<Tile> edge(int level, long size) {
    var hashes = size >>> shift(level);
    var width = (int) (hashes % FULL);
    return width == 0 ? Optional.empty() : Optional.of(new Tile(level, hashes / FULL, width));
  }

  /** Below {@code tile/}. */
  String path() {
    var groups = new ArrayList<String>();
    for (var rest = index; rest > 0 || groups.isEmpty(); rest /= 1000) {
      groups.add(0, "%s%03d".formatted(groups.isEmpty() ? "" : "x", rest % 1000));
    }
    var kind = level == ENTRIES ? "entries" : Integer.toString(level);
    var part = width == FULL ? "" : ".p/" + width;
    return kind + "/" + String.join("/", groups) + part;
  }

  /** The first leaf, or the first hash of the level below, under it. */
  long first() {
    return index * FULL;
  }

  /** Whether a tree of that size has all of it. */
  boolean within(long size) {
    return first() + width <= size >>> shift(level);
  }

  boolean isFull() {
    return width == FULL;
  }

  /** The hashes that its bytes hold. */
  static List<byte[]> hashes(byte[] bytes) {
    var hashes = new ArrayList<byte[]>(bytes.length / MerkleTree.HASH);
    for (int from = 0; from < bytes.length; from += MerkleTree.HASH) {
      hashes.add(Arrays.copyOfRange(bytes, from, from + MerkleTree.HASH));
    }
    return hashes;
  }

  /** Its bytes: the hashes one after the other. */
  static byte[] bytes(List<byte[]> hashes) {
    var bytes = new byte[hashes.size() * MerkleTree.HASH];
    for (int i = 0; i < hashes.size(); i++) {
      System.arraycopy(hashes.get(i), 0, bytes, i * MerkleTree.HASH, MerkleTree.HASH);
    }
    return bytes;
  }

  /** The bytes of a bundle: each entry after its length, 16 bits, big-endian. */
  static byte[] bundle(List<byte[]> entries) {
    var bytes = ByteBuffer.allocate(entries.stream().mapToInt(e -> e.length + 2).sum());
    for (var entry : entries) {
      if (entry.length > 0xffff) {
        throw new IllegalArgumentException("an entry of more than 65,535 bytes");
      }
      bytes.putShort((short) entry.length).put(entry);
    }
    return bytes.array();
  }

  private static int shift(int level) {
    return level == ENTRIES ? 0 : 8 * level;
  }
}
