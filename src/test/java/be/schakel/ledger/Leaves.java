package be.schakel.ledger;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** The leaves {@code entry-0}, {@code entry-1}, … and the tiles over them. */
final class Leaves {

  private final List<byte[]> hashes;

  private Leaves(List<byte[]> hashes) {
    this.hashes = hashes;
  }

  static Leaves of(int count) {
    return new Leaves(
        IntStream.range(0, count).mapToObj(i -> MerkleTree.leafHash(entry(i))).toList());
  }

  static byte[] entry(int index) {
    return ("entry-" + index).getBytes(StandardCharsets.UTF_8);
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static List<String> base64(List<byte[]> hashes) {
    return hashes.stream().map(Leaves::base64).toList();
  }

  List<byte[]> hashes() {
    return hashes;
  }

  byte[] root(int size) {
    return MerkleTree.root(hashes.subList(0, size));
  }

  TileTree tree(int size) {
    return new TileTree(size, this::tile);
  }

  /** By the definition of a tile, from the leaves. */
  List<byte[]> tile(Tile tile) {
    var each = 1 << 8 * tile.level();
    return IntStream.range(0, tile.width())
        .map(hash -> (int) (tile.first() + hash) * each)
        .mapToObj(from -> MerkleTree.root(hashes.subList(from, from + each)))
        .toList();
  }
}
