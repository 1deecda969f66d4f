package be.schakel.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The hashing of the log: RFC 9162 2.1.1 with SHA-256, over salted commitments. Pure. */
public final class MerkleTree {

  /** Bytes of a salt, a leaf and a root. */
  public static final int HASH = 32;

  private static final byte LEAF = 0x00;
  private static final byte NODE = 0x01;

  private MerkleTree() {}

  /** The leaf of an entry: the hash of its {@link #commitment}. */
  public static byte[] leaf(byte[] salt, String entry) {
    return leafHash(commitment(salt, entry));
  }

  /**
   * What stands for an entry in the tree: it commits to the entry, and tells nothing about it
   * without the salt.
   */
  public static byte[] commitment(byte[] salt, String entry) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salt, "HmacSHA256"));
      return mac.doFinal(entry.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** RFC 9162 2.1.1: the hash of a leaf's data. */
  static byte[] leafHash(byte[] data) {
    var digest = sha256();
    digest.update(LEAF);
    return digest.digest(data);
  }

  /** RFC 9162 2.1.1: the root over leaf hashes in order; of none, the hash of nothing. */
  public static byte[] root(List<byte[]> leaves) {
    if (leaves.isEmpty()) {
      return sha256().digest();
    }
    if (leaves.size() == 1) {
      return leaves.get(0);
    }
    var split = Integer.highestOneBit(leaves.size() - 1);
    return node(root(leaves.subList(0, split)), root(leaves.subList(split, leaves.size())));
  }

  /** RFC 9162 2.1.1: the hash over two subtrees. */
  static byte[] node(byte[] left, byte[] right) {
    var digest = sha256();
    digest.update(NODE);
    digest.update(left);
    return digest.digest(right);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
