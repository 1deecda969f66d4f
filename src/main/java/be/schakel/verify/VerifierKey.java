package be.schakel.verify;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/**
 * A key that signs notes, as a line {@code name+id+base64} (C2SP signed-note): of a log ({@link
 * #LOG}) or of a witness ({@link #WITNESS}).
 *
 * @param id the first eight hex digits of SHA-256 over name, newline, type and key
 */
record VerifierKey(String name, String id, byte type, PublicKey key, String vkey) {

  /** An Ed25519 signature over the text of the note. */
  static final byte LOG = 0x01;

  /** A timestamped Ed25519 cosignature (C2SP tlog-cosignature). */
  static final byte WITNESS = 0x04;

  private static final int ED25519 = 32;

  /** RFC 8410: what stands before the 32 bytes in a SubjectPublicKeyInfo. */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  static VerifierKey parse(String line) {
    var parts = line.split("\\+", 3);
    var body = parts.length == 3 ? Strict.base64(parts[2]) : Optional.<byte[]>empty();
    if (body.isEmpty() || body.get().length < 2 || !isName(parts[0])) {
      throw NotProven.unusable("vkey.malformed", line);
    }
    var type = body.get()[0];
    var bytes = Arrays.copyOfRange(body.get(), 1, body.get().length);
    if (!id(parts[0], type, bytes).equals(parts[1])) {
      throw NotProven.unusable("vkey.id", line);
    }
    if (type != LOG && type != WITNESS || bytes.length != ED25519) {
      throw NotProven.unusable("vkey.type", line);
    }
    return of(parts[0], type, bytes);
  }

  static VerifierKey of(String name, byte type, byte[] ed25519) {
    try {
      var spki = Arrays.copyOf(SPKI, SPKI.length + ED25519);
      System.arraycopy(ed25519, 0, spki, SPKI.length, ED25519);
      var key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
      var id = id(name, type, ed25519);
      return new VerifierKey(name, id, type, key, name + "+" + id + "+" + body(type, ed25519));
    } catch (GeneralSecurityException noPoint) {
      throw NotProven.unusable("vkey.malformed", name);
    }
  }

  /** No spaces, no plus, no control characters: C2SP signed-note. */
  static boolean isName(String name) {
    return !name.isEmpty()
        && name.codePoints()
            .noneMatch(
                each ->
                    each == '+'
                        || Character.isWhitespace(each)
                        || Character.isSpaceChar(each)
                        || Character.isISOControl(each));
  }

  /** Whether a note's signature is this key's; unknown ones are nobody's and are left alone. */
  boolean made(SignedNote.Line line) {
    return line.name().equals(name) && line.id().equals(id);
  }

  boolean verifies(String text, byte[] signature) {
    if (type == LOG) {
      return ed25519(text, signature);
    }
    if (signature.length != Long.BYTES + 2 * ED25519) {
      return false;
    }
    var time = ByteBuffer.wrap(signature).getLong();
    var rest = Arrays.copyOfRange(signature, Long.BYTES, signature.length);
    return time >= 0 && ed25519(cosigned(time, text), rest);
  }

  /** What a witness signs (C2SP tlog-cosignature). */
  static String cosigned(long time, String text) {
    return "cosignature/v1\ntime " + time + "\n" + text;
  }

  /** When a witness says that it saw the note; empty for a log, which says no time. */
  Optional<Instant> time(byte[] signature) {
    return type == WITNESS && signature.length >= Long.BYTES
        ? Optional.of(ByteBuffer.wrap(signature).getLong())
            .filter(seconds -> seconds >= 0 && seconds < Instant.MAX.getEpochSecond())
            .map(Instant::ofEpochSecond)
        : Optional.empty();
  }

  private boolean ed25519(String text, byte[] signature) {
    try {
      var check = Signature.getInstance("Ed25519");
      check.initVerify(key);
      check.update(text.getBytes(StandardCharsets.UTF_8));
      return check.verify(signature);
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }

  private static String id(String name, byte type, byte[] key) {
    var digest = Hash.sha256();
    digest.update(name.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) '\n');
    digest.update(type);
    return HexFormat.of().formatHex(digest.digest(key), 0, 4);
  }

  private static String body(byte type, byte[] key) {
    var body = new ByteArrayOutputStream();
    body.write(type);
    body.writeBytes(key);
    return Base64.getEncoder().encodeToString(body.toByteArray());
  }
}
