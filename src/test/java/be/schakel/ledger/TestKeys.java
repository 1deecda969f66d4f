package be.schakel.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.time.Instant;

/** Ed25519 keys made of 32 bytes that follow each other. */
public final class TestKeys {

  private TestKeys() {}

  /** A log's key. */
  static NoteSigner signer(String name, int first) {
    return new NoteSigner(VerifierKey.of(name, publicKey(first)), privateKey(first));
  }

  /** A witness of the test. */
  static Witness witness(String name, int first) {
    var raw = VerifierKey.of(name, publicKey(first)).key();
    return new Witness(new VerifierKey(name, VerifierKey.Type.COSIGNATURE, raw), privateKey(first));
  }

  record Witness(VerifierKey key, PrivateKey signing) {

    /** c2sp.org/tlog-cosignature. */
    Note.Signature cosign(String text, Instant at) {
      try {
        var message = "cosignature/v1\ntime " + at.getEpochSecond() + "\n" + text;
        var signature = Signature.getInstance("Ed25519");
        signature.initSign(signing);
        signature.update(message.getBytes(StandardCharsets.UTF_8));
        var bytes = ByteBuffer.allocate(72).putLong(at.getEpochSecond()).put(signature.sign());
        return new Note.Signature(key.name(), key.id(), bytes.array());
      } catch (GeneralSecurityException everyPlatformHasIt) {
        throw new IllegalStateException(everyPlatformHasIt);
      }
    }
  }

  private static PrivateKey privateKey(int first) {
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed(first)));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static PublicKey publicKey(int first) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(NamedParameterSpec.ED25519, new Fixed(seed(first)));
      return generator.generateKeyPair().getPublic();
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  private static byte[] seed(int first) {
    var seed = new byte[32];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) (first + i);
    }
    return seed;
  }

  /** The JDK derives a public key only while it makes a pair. */
  private static final class Fixed extends SecureRandom {
    private static final long serialVersionUID = 1L;
    private final byte[] seed;

    Fixed(byte[] seed) {
      this.seed = seed;
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(seed, 0, bytes, 0, bytes.length);
    }
  }
}
