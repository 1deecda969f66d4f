package be.schakel.vault;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.Prepare;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import javax.crypto.KeyGenerator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir static Path home;

  @BeforeAll
  static void demo() throws Exception {
    Prepare.home(home, Clock.systemUTC());
  }

  @Test
  void wrappedKeyOpensAgain() {
    var keys = keys("demo");
    var key = ContentKey.fresh();
    assertArrayEquals(key.bytes(), keys.unwrap(keys.wrap(key)).bytes());
  }

  @Test
  void changedWrappingDoesNotOpen() {
    var keys = keys("demo");
    var wrapped = keys.wrap(ContentKey.fresh());
    var changed =
        wrapped.substring(0, wrapped.length() - 2) + (wrapped.endsWith("AA") ? "BB" : "AA");
    assertThrows(IllegalStateException.class, () -> keys.unwrap(changed));
  }

  @Test
  void newestKeyWrapsAndOlderOnesStillOpen() throws Exception {
    var old = keys("demo");
    var wrappedBefore = old.wrap(ContentKey.fresh());
    var rotated = withKek2();
    var wrappedAfter = rotated.wrap(ContentKey.fresh());
    rotated.unwrap(wrappedBefore);
    rotated.unwrap(wrappedAfter);
    assertThrows(IllegalStateException.class, () -> old.unwrap(wrappedAfter));
  }

  @Test
  void keyedHashTellsPartsApart() {
    var keys = keys("demo");
    assertArrayEquals(
        keys.keyedHash("u", List.of("a", "b")), keys.keyedHash("u", List.of("a", "b")));
    assertFalse(
        Arrays.equals(keys.keyedHash("u", List.of("a", "b")), keys.keyedHash("u", List.of("ab"))));
    assertFalse(
        Arrays.equals(keys.keyedHash("u", List.of("a")), keys.keyedHash("v", List.of("a"))));
  }

  @Test
  void whatIsGivenOutSealedLooksAlikeWhenItIsAndOpensForItsUseAlone() {
    var keys = keys("demo");
    var sealed = keys.seal("u", new byte[] {1, 2, 3});
    assertArrayEquals(sealed, keys("demo").seal("u", new byte[] {1, 2, 3}));
    assertArrayEquals(new byte[] {1, 2, 3}, keys.open("u", sealed));
    assertFalse(Arrays.equals(sealed, keys.seal("u", new byte[] {1, 2, 4})));
    assertFalse(Arrays.equals(sealed, keys.seal("v", new byte[] {1, 2, 3})));
    assertThrows(IllegalStateException.class, () -> keys.open("v", sealed));
    sealed[sealed.length - 1]++;
    assertThrows(IllegalStateException.class, () -> keys.open("u", sealed));
  }

  @Test
  void productionRefusesDemoKeys() {
    var refused = assertThrows(IllegalStateException.class, () -> keys("production"));
    assertTrue(refused.getMessage().contains("demo"), refused.getMessage());
  }

  @Test
  void signingKeysAreNamedByTheirThumbprint() {
    var keys = keys("demo");
    assertEquals(keys.signing("token").id(), keys("demo").signing("token").id());
    assertFalse(keys.signing("token").id().equals(keys.signing("receipt").id()));
    assertThrows(IllegalStateException.class, () -> keys.signing("absent"));
  }

  @Test
  void announcedKeyIsKnownBeforeItSigns() throws Exception {
    var now = keys("demo").signing("token").id();
    var announced = withSecondToken(false);
    assertEquals(now, announced.signing("token").id());
    assertEquals(2, announced.verifying("token").size());
    assertEquals(now, announced.verifying("token").get(1).getKeyId());
  }

  @Test
  void newestKeySignsAndEarlierOnesStayKnown() throws Exception {
    var before = keys("demo").signing("token").id();
    var rotated = withSecondToken(true);
    assertFalse(before.equals(rotated.signing("token").id()));
    assertEquals(
        List.of(rotated.signing("token").id(), before),
        rotated.verifying("token").stream().map(key -> key.getKeyId()).toList());
  }

  /** The receipt's key pair does as another one. */
  private static Keys withSecondToken(boolean signs) throws Exception {
    var store = KeyStore.getInstance(home.resolve("keys/keys.p12").toFile(), PASSWORD);
    var certificate = store.getCertificate("receipt");
    if (signs) {
      store.setKeyEntry(
          "token-2", store.getKey("receipt", PASSWORD), PASSWORD, new Certificate[] {certificate});
    } else {
      store.setCertificateEntry("token-2", certificate);
    }
    return stored(store);
  }

  private static Keys keys(String environment) {
    return new Keys(home.resolve("keys/keys.p12"), new String(PASSWORD), environment);
  }

  private static Keys withKek2() throws Exception {
    var file = home.resolve("keys/keys.p12");
    var store = KeyStore.getInstance(file.toFile(), PASSWORD);
    var generator = KeyGenerator.getInstance("AES");
    generator.init(256);
    store.setKeyEntry("kek-2", generator.generateKey(), PASSWORD, null);
    return stored(store);
  }

  private static Keys stored(KeyStore store) throws Exception {
    var rotated = home.resolve("rotated.p12");
    try (var out = Files.newOutputStream(rotated)) {
      store.store(out, PASSWORD);
    }
    return new Keys(rotated, new String(PASSWORD), "demo");
  }
}
