package be.schakel.verify;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An answer about two children as its recipient keeps it: receipt, keys, leaves, proofs and
 * openings, in a log that a witness saw.
 */
final class TestReceipt {

  static final KeyPair KEYS = keys();
  static final String WITNESS = "auditor.example/w1";

  private static final KeyPair EYES =
      TestLog.keys("202122232425262728292a2b2c2d2e2f303132333435363738393a3b3c3d3e3f");

  private final Path folder;
  private final TestLog log;
  private final List<String> entries = List.of(entry("c1"), entry("c2"));
  private final List<byte[]> salts = List.of(salt(1), salt(2));

  /** Writes all of it, the two entries at index 3 and 4 of 7. */
  TestReceipt(Path folder) throws IOException {
    this.folder = folder;
    log = TestLog.ofVectors(3);
    for (int i = 0; i < 2; i++) {
      log.add(commitment(i));
    }
    log.add(new byte[] {5}).add(new byte[] {6});
    write("receipt.jws", sign(header("ES256", "disclosure-receipt+jwt"), claims(root(), 2)));
    write("jwks.json", jwks("receipt-1"));
    write("leaves.json", leaves(log.root(3, 4), log.root(4, 5)));
    write("log.vkey", log.vkey());
    write("witness.vkey", TestLog.vkey(WITNESS, 4, EYES));
    for (int i = 0; i < 2; i++) {
      write(i + ".tlog-proof", cosigned(log.proof(3 + i, 7)));
      write(i + ".json", opening(entries.get(i), salts.get(i)));
    }
  }

  /** What checks all of it. */
  List<Object> words() {
    return words(2);
  }

  /** What checks so many of its entries. */
  List<Object> words(int count) {
    var words = new ArrayList<Object>(List.of("receipt"));
    words.addAll(List.of("--receipt", file("receipt.jws"), "--jwks", file("jwks.json")));
    words.addAll(List.of("--leaves", file("leaves.json")));
    for (int i = 0; i < count; i++) {
      words.addAll(List.of("--proof", file(i + ".tlog-proof"), "--opening", file(i + ".json")));
    }
    words.addAll(List.of("--key", file("log.vkey"), "--witness", file("witness.vkey")));
    return words;
  }

  Ran check() {
    return Ran.of(words().toArray());
  }

  /** Without these options and their values. */
  Ran checkWithout(String... options) {
    var left = new ArrayList<>();
    var words = words();
    left.add(words.get(0));
    for (int i = 1; i < words.size(); i += 2) {
      if (!List.of(options).contains(words.get(i).toString())) {
        left.addAll(words.subList(i, i + 2));
      }
    }
    return Ran.of(left.toArray());
  }

  TestLog log() {
    return log;
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  TestReceipt write(String name, String text) throws IOException {
    Files.writeString(folder.resolve(name), text);
    return this;
  }

  byte[] root() {
    return TestLog.sha256(new byte[] {1}, log.root(3, 4), log.root(4, 5));
  }

  byte[] commitment(int index) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(salts.get(index), "HmacSHA256"));
      return mac.doFinal(entries.get(index).getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String cosigned(String proof) {
    var checkpoint = proof.substring(proof.indexOf("\n\n") + 2);
    return proof + TestLog.cosign(WITNESS, EYES, 1_795_251_600L, checkpoint);
  }

  private static String entry(String child) {
    return "{\"action\":\"READ\",\"categories\":[\"RECEIPT\",\"STATUS\"],\"outcome\":\"PERMIT\","
        + "\"partner\":{\"code\":\"uz-voorbeeld\",\"kind\":\"HOSPITAL\"},\"subject\":\""
        + child
        + "\"}";
  }

  private static byte[] salt(int fill) {
    var salt = new byte[32];
    Arrays.fill(salt, (byte) fill);
    return salt;
  }

  static String opening(String entry, byte[] salt) {
    return "{\"entry\":\"" + entry.replace("\"", "\\\"") + "\",\"salt\":\"" + url(salt) + "\"}";
  }

  static String leaves(byte[]... leaves) {
    var listed = Arrays.stream(leaves).map(leaf -> "\"" + url(leaf) + "\"").toList();
    return "{\"leaves\":[" + String.join(",", listed) + "]}";
  }

  static String header(String algorithm, String type) {
    return "{\"alg\":\"%s\",\"kid\":\"receipt-1\",\"typ\":\"%s\"}".formatted(algorithm, type);
  }

  static String claims(byte[] root, int count) {
    return claims(root, count, TestLog.ORIGIN);
  }

  static String claims(byte[] root, int count, String origin) {
    return ("{\"iss\":\"https://gateway.vk.example\",\"aud\":\"uz-voorbeeld\",\"iat\":1795251600,"
            + "\"requestId\":\"01993c\",\"origin\":\"%s\",\"root\":\"%s\",\"count\":%d,\"mmd\":60}")
        .formatted(origin, url(root), count);
  }

  static String sign(String header, String claims) {
    try {
      var signed = url(header) + "." + url(claims);
      var sign = Signature.getInstance("SHA256withECDSAinP1363Format");
      sign.initSign(KEYS.getPrivate());
      sign.update(signed.getBytes(StandardCharsets.US_ASCII));
      return signed + "." + url(sign.sign());
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String jwks(String id) {
    var point = ((ECPublicKey) KEYS.getPublic()).getW();
    return "{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"kid\":\"%s\",\"x\":\"%s\",\"y\":\"%s\"}]}"
        .formatted(id, url(bytes(point.getAffineX())), url(bytes(point.getAffineY())));
  }

  private static byte[] bytes(BigInteger coordinate) {
    var bytes = coordinate.toByteArray();
    var fixed = new byte[32];
    var length = Math.min(32, bytes.length);
    System.arraycopy(bytes, bytes.length - length, fixed, 32 - length, length);
    return fixed;
  }

  static String url(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String url(String text) {
    return url(text.getBytes(StandardCharsets.UTF_8));
  }

  private static KeyPair keys() {
    try {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
