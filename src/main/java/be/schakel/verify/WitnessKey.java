package be.schakel.verify;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/** The key of a witness on its own machine: it cosigns, and is never shown. */
final class WitnessKey {

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";
  private static final int ED25519 = 32;

  private final VerifierKey verifier;
  private final PrivateKey secret;

  private WitnessKey(VerifierKey verifier, PrivateKey secret) {
    this.verifier = verifier;
    this.secret = secret;
  }

  /** A new key, readable by its owner alone; never over one that is there. */
  static WitnessKey make(Path folder, String name) {
    if (!VerifierKey.isName(name)) {
      throw NotProven.unusable("witness.name", name);
    }
    try {
      Files.createDirectories(folder);
      var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
      var spki = pair.getPublic().getEncoded();
      var bytes = Arrays.copyOfRange(spki, spki.length - ED25519, spki.length);
      var key = VerifierKey.of(name, VerifierKey.WITNESS, bytes);
      var file = folder.resolve("key.pem");
      if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
        Files.createFile(
            file,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      } else {
        Files.createFile(file);
      }
      var pem = Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded());
      Files.writeString(file, BEGIN + pem + END);
      Files.writeString(folder.resolve("vkey"), key.vkey() + "\n");
      return new WitnessKey(key, pair.getPrivate());
    } catch (IOException thereIsOne) {
      throw NotProven.unusable("file.unwritable", folder.resolve("key.pem"));
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }

  static WitnessKey load(Path folder) {
    var file = folder.resolve("key.pem");
    var verifier = VerifierKey.parse(Strict.line(Input.text(folder.resolve("vkey"))));
    var pem = Input.text(file);
    try {
      var body = pem.replace(BEGIN, "").replace(END, "");
      var encoded = Strict.base64(body).orElseThrow(() -> NotProven.unusable("witness.key", file));
      var secret =
          KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      var key = new WitnessKey(verifier, secret);
      var tried = key.cosign("\n", Instant.EPOCH);
      if (!verifier.verifies("\n", tried.signature())) {
        throw NotProven.unusable("witness.key", file);
      }
      return key;
    } catch (GeneralSecurityException noKey) {
      throw NotProven.unusable("witness.key", file);
    }
  }

  VerifierKey verifier() {
    return verifier;
  }

  /** That this checkpoint, at this time, is the newest that the witness saw of its log. */
  SignedNote.Line cosign(Checkpoint checkpoint, Instant now) {
    return cosign(checkpoint.note().text(), now);
  }

  private SignedNote.Line cosign(String text, Instant now) {
    try {
      var time = now.getEpochSecond();
      var sign = Signature.getInstance("Ed25519");
      sign.initSign(secret);
      sign.update(VerifierKey.cosigned(time, text).getBytes(StandardCharsets.UTF_8));
      var signature = sign.sign();
      var timed = ByteBuffer.allocate(Long.BYTES + signature.length).putLong(time).put(signature);
      return new SignedNote.Line(verifier.name(), verifier.id(), timed.array());
    } catch (GeneralSecurityException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
