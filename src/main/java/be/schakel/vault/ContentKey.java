package be.schakel.vault;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that seals content: 256 random bits, or several such keys joined so that it takes all of
 * them to open.
 */
public final class ContentKey {

  static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final byte[] JOIN =
      "schakel joined content key v1".getBytes(StandardCharsets.US_ASCII);

  private final byte[] bytes;

  private ContentKey(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new IllegalArgumentException("a content key has 32 bytes");
    }
    this.bytes = bytes.clone();
  }

  /** A fresh random key. */
  public static ContentKey fresh() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new ContentKey(bytes);
  }

  static ContentKey of(byte[] bytes) {
    return new ContentKey(bytes);
  }

  /**
   * The key that needs every one of {@code keys}: destroying one of them is enough to close what it
   * sealed (RFC 5869 2.2 extract; the order does not matter).
   */
  public static ContentKey joined(List<ContentKey> keys) {
    if (keys.isEmpty()) {
      throw new IllegalArgumentException("no key to join");
    }
    if (keys.size() == 1) {
      return keys.get(0);
    }
    var mac = Crypto.mac(new SecretKeySpec(JOIN, "HmacSHA256"));
    keys.stream().map(key -> key.bytes).sorted(Arrays::compare).forEach(mac::update);
    return new ContentKey(mac.doFinal());
  }

  byte[] bytes() {
    return bytes;
  }

  SecretKey forCipher() {
    return new SecretKeySpec(bytes, "AES");
  }

  Mac mac() {
    return Crypto.mac(new SecretKeySpec(bytes, "HmacSHA256"));
  }
}
