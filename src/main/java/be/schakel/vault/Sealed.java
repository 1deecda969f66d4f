package be.schakel.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;

/**
 * Small content sealed at rest: AES-256-GCM, 96-bit random nonce, bound to the place it belongs to.
 *
 * <p>Layout: version (1 byte), nonce (12), ciphertext with its tag. What was moved to another place
 * does not open there.
 */
public final class Sealed {

  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final SecureRandom RANDOM = new SecureRandom();

  private Sealed() {}

  /**
   * Seals bytes.
   *
   * @param place what the bytes belong to, such as {@code referral/0199…}; needed again to open
   *     them
   */
  public static byte[] seal(ContentKey key, String place, byte[] plain) {
    var nonce = new byte[NONCE];
    RANDOM.nextBytes(nonce);
    return seal(key, place, plain, nonce);
  }

  /**
   * The same without chance.
   *
   * @param unique never the same for other bytes under the same key; its beginning is the nonce
   */
  static byte[] seal(ContentKey key, String place, byte[] plain, byte[] unique) {
    var nonce = Arrays.copyOf(unique, NONCE);
    try {
      var sealed =
          Crypto.gcm(Cipher.ENCRYPT_MODE, key.forCipher(), nonce, context(place)).doFinal(plain);
      return ByteBuffer.allocate(1 + NONCE + sealed.length)
          .put(VERSION)
          .put(nonce)
          .put(sealed)
          .array();
    } catch (GeneralSecurityException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  /**
   * Opens what {@link #seal} made.
   *
   * @throws IllegalStateException when the key, the place or a bit of the content is another one
   */
  public static byte[] open(ContentKey key, String place, byte[] sealed) {
    if (sealed.length < 1 + NONCE || sealed[0] != VERSION) {
      throw new IllegalStateException("not sealed content");
    }
    var nonce = new byte[NONCE];
    System.arraycopy(sealed, 1, nonce, 0, NONCE);
    try {
      return Crypto.gcm(Cipher.DECRYPT_MODE, key.forCipher(), nonce, context(place))
          .doFinal(sealed, 1 + NONCE, sealed.length - 1 - NONCE);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("sealed content does not open", tampered);
    }
  }

  /** Seals a key with another: to destroy the outer one destroys both. */
  public static byte[] sealKey(ContentKey outer, String place, ContentKey inner) {
    return seal(outer, place, inner.bytes());
  }

  /** Opens what {@link #sealKey} made. */
  public static ContentKey openKey(ContentKey outer, String place, byte[] sealed) {
    return ContentKey.of(open(outer, place, sealed));
  }

  private static byte[] context(String place) {
    return place.getBytes(StandardCharsets.UTF_8);
  }
}
