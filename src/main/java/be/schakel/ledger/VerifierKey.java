package be.schakel.ledger;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A public key under which notes are signed, with the name of who signs (c2sp.org/signed-note).
 *
 * @param type the algorithm; kept open, since another one will come
 * @param key 32 bytes of an Ed25519 key (RFC 8032)
 */
record VerifierKey(String name, Type type, byte[] key) {

  private static final int KEY = 32;
  private static final int SIGNATURE = 64;

  /** What stands before the 32 bytes in a SubjectPublicKeyInfo (RFC 8410). */
  private static final byte[] SPKI = HexFormat.of().parseHex("302a300506032b6570032100");

  enum Type {
    ED25519(0x01),
    /** A witness's signature with its time (c2sp.org/tlog-cosignature). */
    COSIGNATURE(0x04);

    private final byte number;

    Type(int number) {
      this.number = (byte) number;
    }
  }

  VerifierKey {
    if (name.isEmpty()
        || name.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')
        || key.length != KEY) {
      throw new IllegalArgumentException("not the key of a note");
    }
  }

  static VerifierKey of(String name, PublicKey key) {
    var encoded = key.getEncoded();
    var start = encoded.length - KEY;
    if (start != SPKI.length || !Arrays.equals(Arrays.copyOf(encoded, start), SPKI)) {
      throw new IllegalArgumentException("not an Ed25519 key");
    }
    return new VerifierKey(name, Type.ED25519, Arrays.copyOfRange(encoded, start, encoded.length));
  }

  /**
   * @param vkey name, key id and key, joined by plus signs
   * @throws IllegalArgumentException when it is none, or not of a type that is known here
   */
  static VerifierKey parse(String vkey) {
    var parts = vkey.split("\\+", 3);
    if (parts.length != 3) {
      throw new IllegalArgumentException("not a verifier key");
    }
    var bytes = Base64.getDecoder().decode(parts[2]);
    for (var type : Type.values()) {
      if (bytes.length == 1 + KEY && bytes[0] == type.number) {
        var key = new VerifierKey(parts[0], type, Arrays.copyOfRange(bytes, 1, bytes.length));
        if (key.toString().equals(vkey)) {
          return key;
        }
      }
    }
    throw new IllegalArgumentException("not a verifier key of a known type");
  }

  /** The first four bytes of the hash over name, type and key. */
  int id() {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      digest.update((name + "\n").getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest.digest(typed())).getInt();
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  /** Those signatures under a note that say they are by this key. */
  List<Note.Signature> of(Note note) {
    return note.signatures().stream()
        .filter(each -> each.keyId() == id() && each.name().equals(name))
        .toList();
  }

  /** Whether this key signed the note; one wrong signature under its name is enough for no. */
  boolean signed(Note note) {
    var ours = of(note);
    return !ours.isEmpty() && ours.stream().allMatch(each -> verifies(note.text(), each.bytes()));
  }

  /** When a witness says it signed the note; empty when it did not. */
  Optional<Instant> cosigned(Note note) {
    return type == Type.COSIGNATURE && signed(note)
        ? Optional.of(time(of(note).get(0).bytes()))
        : Optional.empty();
  }

  private boolean verifies(String text, byte[] bytes) {
    return switch (type) {
      case ED25519 -> holds(text, bytes);
      case COSIGNATURE ->
          bytes.length == Long.BYTES + SIGNATURE
              && holds(
                  cosigned(time(bytes), text), Arrays.copyOfRange(bytes, Long.BYTES, bytes.length));
    };
  }

  /** What a witness signs. */
  static String cosigned(Instant at, String text) {
    return "cosignature/v1\ntime " + at.getEpochSecond() + "\n" + text;
  }

  private static Instant time(byte[] signature) {
    // Beyond what an Instant holds there is no time
    return Instant.ofEpochSecond(
        Math.min(
            ByteBuffer.wrap(signature).getLong() & Long.MAX_VALUE, Instant.MAX.getEpochSecond()));
  }

  private boolean holds(String text, byte[] bytes) {
    try {
      var encoded = new ByteArrayOutputStream();
      encoded.writeBytes(SPKI);
      encoded.writeBytes(key);
      var signature = Signature.getInstance("Ed25519");
      signature.initVerify(
          KeyFactory.getInstance("Ed25519")
              .generatePublic(new X509EncodedKeySpec(encoded.toByteArray())));
      signature.update(text.getBytes(StandardCharsets.UTF_8));
      return bytes.length == SIGNATURE && signature.verify(bytes);
    } catch (GeneralSecurityException noSignature) {
      return false;
    }
  }

  private byte[] typed() {
    var typed = new byte[1 + KEY];
    typed[0] = type.number;
    System.arraycopy(key, 0, typed, 1, KEY);
    return typed;
  }

  /** The vkey, one line. */
  @Override
  public String toString() {
    return "%s+%08x+%s".formatted(name, id(), Base64.getEncoder().encodeToString(typed()));
  }
}
