package be.schakel.ledger;

import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/**
 * How large a log is and what its root is (c2sp.org/tlog-checkpoint): what its key signs.
 *
 * @param origin the log's name
 * @param size leaves
 */
public record Checkpoint(String origin, long size, byte[] root) {

  public Checkpoint {
    if (origin.isEmpty() || size < 0 || root.length != MerkleTree.HASH) {
      throw new IllegalArgumentException("not a checkpoint");
    }
  }

  /**
   * Lines of extensions after the third are passed over.
   *
   * @throws IllegalArgumentException when it is none
   */
  static Checkpoint parse(String text) {
    var lines = text.lines().toList();
    if (lines.size() < 3 || !lines.get(1).matches("0|[1-9]\\d{0,17}")) {
      throw new IllegalArgumentException("not a checkpoint");
    }
    return new Checkpoint(
        lines.get(0), Long.parseLong(lines.get(1)), Base64.getDecoder().decode(lines.get(2)));
  }

  /** The text that is signed. */
  String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /** Whether both say the same of the same log. */
  boolean agrees(Checkpoint other) {
    return origin.equals(other.origin) && size == other.size && Arrays.equals(root, other.root);
  }

  /**
   * That a leaf is under a checkpoint, as one text that can be checked offline
   * (c2sp.org/tlog-proof).
   *
   * @param path the inclusion proof of that leaf
   * @param signed the checkpoint, with the signatures and cosignatures that speak for it
   */
  static String proof(long index, List<byte[]> path, Note signed) {
    var proof = new StringBuilder("c2sp.org/tlog-proof@v1\nindex ").append(index).append('\n');
    path.forEach(hash -> proof.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    return proof.append('\n').append(signed).toString();
  }
}
