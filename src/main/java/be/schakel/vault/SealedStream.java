package be.schakel.vault;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/**
 * Large content sealed chunk by chunk, so that it streams: 64 KiB each, its index and whether it is
 * the last authenticated.
 *
 * <p>The nonce of a chunk is its index and the last-flag; the key must therefore be fresh for each
 * content, which {@link ContentKey#fresh()} gives. A chunk that is moved, dropped, repeated or cut
 * off at the end does not open.
 *
 * @param place what the content belongs to, bound into every chunk
 */
public record SealedStream(ContentKey key, String place) {

  /** Plain bytes in every chunk but the last. */
  public static final int CHUNK = 64 * 1024;

  private static final int NONCE = 12;

  /** One chunk, sealed. */
  public byte[] seal(int index, boolean last, byte[] plain, int length) {
    try {
      return cipher(Cipher.ENCRYPT_MODE, index, last).doFinal(plain, 0, length);
    } catch (GeneralSecurityException cannotHappen) {
      throw new IllegalStateException(cannotHappen);
    }
  }

  /**
   * One chunk, opened.
   *
   * @throws IllegalStateException when it is not this content's chunk of that index
   */
  public byte[] open(int index, boolean last, byte[] sealed) {
    try {
      return cipher(Cipher.DECRYPT_MODE, index, last).doFinal(sealed);
    } catch (GeneralSecurityException tampered) {
      throw new IllegalStateException("sealed chunk does not open", tampered);
    }
  }

  private Cipher cipher(int mode, int index, boolean last) {
    var nonce = ByteBuffer.allocate(NONCE).putInt(7, index).put(11, (byte) (last ? 1 : 0)).array();
    return Crypto.gcm(mode, key.forCipher(), nonce, place.getBytes(StandardCharsets.UTF_8));
  }
}
