package be.schakel.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * A log as a test writes it: by the definitions of RFC 9162 and the C2SP pages, one after the
 * other, with nothing of the program under test.
 */
final class TestLog {

  static final String ORIGIN = "gateway.vk.example/disclosures";

  private final String origin;
  private final KeyPair keys;
  private final List<byte[]> entries = new ArrayList<>();
  private final Map<String, byte[]> hashes = new HashMap<>();

  TestLog(String origin, String seed) {
    this.origin = origin;
    this.keys = keys(seed);
  }

  /** The log of the vectors, with so many entries. */
  static TestLog ofVectors(int size) {
    var log =
        new TestLog(ORIGIN, "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
    for (int i = 0; i < size; i++) {
      log.add(("entry-" + i).getBytes(StandardCharsets.UTF_8));
    }
    return log;
  }

  TestLog add(byte[] entry) {
    entries.add(entry);
    return this;
  }

  int size() {
    return entries.size();
  }

  String vkey() {
    return vkey(origin, 1, keys);
  }

  static String vkey(String name, int type, KeyPair keys) {
    var body = concat(new byte[] {(byte) type}, raw(keys));
    return name + "+" + id(name, type, keys) + "+" + base64(body);
  }

  /** RFC 9162 2.1.1. */
  byte[] root(int start, int end) {
    if (start == end) {
      return sha256();
    }
    var known = hashes.get(start + "-" + end);
    if (known != null) {
      return known;
    }
    var k = 1;
    while (k * 2 < end - start) {
      k *= 2;
    }
    var root =
        end - start == 1
            ? sha256(new byte[] {0}, entries.get(start))
            : sha256(new byte[] {1}, root(start, start + k), root(start + k, end));
    hashes.put(start + "-" + end, root);
    return root;
  }

  /** RFC 9162 2.1.3.1. */
  List<byte[]> inclusion(int index, int start, int end) {
    if (end - start == 1) {
      return List.of();
    }
    var k = 1;
    while (k * 2 < end - start) {
      k *= 2;
    }
    var middle = start + k;
    var path =
        new ArrayList<>(
            index < middle ? inclusion(index, start, middle) : inclusion(index, middle, end));
    path.add(index < middle ? root(middle, end) : root(start, middle));
    return path;
  }

  String checkpoint(int size) {
    return signed(origin + "\n" + size + "\n" + base64(root(0, size)) + "\n");
  }

  String signed(String text) {
    return text + "\n" + line(origin, 1, keys, sign(keys, text));
  }

  static String cosign(String name, KeyPair keys, long time, String checkpoint) {
    var text = checkpoint.substring(0, checkpoint.lastIndexOf("\n\n") + 1);
    var signature = sign(keys, "cosignature/v1\ntime " + time + "\n" + text);
    return line(name, 4, keys, concat(ByteBuffer.allocate(8).putLong(time).array(), signature));
  }

  private static String line(String name, int type, KeyPair keys, byte[] signature) {
    var id = HexFormat.of().parseHex(id(name, type, keys));
    return "\u2014 " + name + " " + base64(concat(id, signature)) + "\n";
  }

  String proof(int index, int size) {
    var proof = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
    inclusion(index, 0, size).forEach(hash -> proof.append(base64(hash)).append('\n'));
    return proof + "\n" + checkpoint(size);
  }

  /** Everything that the log serves at this size. */
  void write(Path folder, int size) throws IOException {
    file(folder, "checkpoint", checkpoint(size).getBytes(StandardCharsets.UTF_8));
    for (int first = 0; first < size; first += 256) {
      var bundle = new ByteArrayOutputStream();
      var last = Math.min(size, first + 256);
      for (var entry : entries.subList(first, last)) {
        bundle.writeBytes(ByteBuffer.allocate(2).putShort((short) entry.length).array());
        bundle.writeBytes(entry);
      }
      file(folder, "tile/entries/" + path(first / 256, last - first), bundle.toByteArray());
    }
    var unit = 1;
    for (int level = 0; size / unit > 0; level++, unit *= 256) {
      for (int first = 0; first < size / unit; first += 256) {
        var tile = new ByteArrayOutputStream();
        var last = Math.min(size / unit, first + 256);
        for (int i = first; i < last; i++) {
          tile.writeBytes(root(i * unit, (i + 1) * unit));
        }
        file(folder, "tile/" + level + "/" + path(first / 256, last - first), tile.toByteArray());
      }
    }
  }

  private static String path(int index, int width) {
    var number = "%03d".formatted(index % 1000);
    var path = index < 1000 ? number : "x%03d/%s".formatted(index / 1000, number);
    return width == 256 ? path : path + ".p/" + width;
  }

  private static void file(Path folder, String path, byte[] bytes) throws IOException {
    Files.createDirectories(folder.resolve(path).getParent());
    Files.write(folder.resolve(path), bytes);
  }

  static KeyPair keys(String seed) {
    try {
      var generator = KeyPairGenerator.getInstance("Ed25519");
      generator.initialize(
          255,
          new SecureRandom() {
            private static final long serialVersionUID = 1L;

            @Override
            public void nextBytes(byte[] bytes) {
              System.arraycopy(HexFormat.of().parseHex(seed), 0, bytes, 0, bytes.length);
            }
          });
      return generator.generateKeyPair();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static byte[] sign(KeyPair keys, String text) {
    try {
      var sign = Signature.getInstance("Ed25519");
      sign.initSign(keys.getPrivate());
      sign.update(text.getBytes(StandardCharsets.UTF_8));
      return sign.sign();
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String id(String name, int type, KeyPair keys) {
    var text = (name + "\n").getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256(text, new byte[] {(byte) type}, raw(keys)), 0, 4);
  }

  private static byte[] raw(KeyPair keys) {
    var spki = keys.getPublic().getEncoded();
    return Arrays.copyOfRange(spki, spki.length - 32, spki.length);
  }

  static byte[] concat(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  static byte[] sha256(byte[]... parts) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(concat(parts));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
