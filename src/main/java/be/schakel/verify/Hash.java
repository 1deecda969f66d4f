package be.schakel.verify;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/** A SHA-256 hash of the tree, and how it is made (RFC 9162 2.1.1, the same as RFC 6962 2.1). */
final class Hash {

  /** Bytes of a hash. */
  static final int SIZE = 32;

  /** The root of the tree without leaves. */
  static final Hash EMPTY = new Hash(sha256().digest());

  private final byte[] bytes;

  private Hash(byte[] bytes) {
    this.bytes = bytes;
  }

  static Hash of(byte[] bytes) {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a hash has 32 bytes");
    }
    return new Hash(bytes.clone());
  }

  /** A line of a checkpoint or proof. */
  static Optional<Hash> base64(String text) {
    return Strict.base64(text).filter(bytes -> bytes.length == SIZE).map(Hash::new);
  }

  static Optional<Hash> base64url(String text) {
    return Strict.base64url(text).filter(bytes -> bytes.length == SIZE).map(Hash::new);
  }

  static Hash leaf(byte[] data) {
    var digest = sha256();
    digest.update((byte) 0x00);
    return new Hash(digest.digest(data));
  }

  static Hash node(Hash left, Hash right) {
    var digest = sha256();
    digest.update((byte) 0x01);
    digest.update(left.bytes);
    return new Hash(digest.digest(right.bytes));
  }

  byte[] bytes() {
    return bytes.clone();
  }

  /** The first hex digits, for a name. */
  String hex(int digits) {
    return HexFormat.of().formatHex(bytes).substring(0, digits);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Hash hash && Arrays.equals(bytes, hash.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** As checkpoints and proofs write it. */
  @Override
  public String toString() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
