package be.schakel.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoKeysTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final char[] PASSWORD = DemoPki.PASSWORD.toCharArray();

  @TempDir Path directory;

  @Test
  void everyKeyIsThereAndSaysThatItIsADemoKey() throws Exception {
    DemoKeys.prepare(directory, NOW);
    var store = KeyStore.getInstance("PKCS12");
    var file = directory.resolve(DemoKeys.FILE);
    store.load(new ByteArrayInputStream(Files.readAllBytes(file)), PASSWORD);
    assertEquals(6, store.size());
    for (var alias : List.of("token", "receipt", "log", "kek-1", "pseudonym")) {
      assertTrue(DemoKeys.isDemo(store, alias, PASSWORD), alias);
    }
    for (var alias : List.of("kek-1", "pseudonym")) {
      assertEquals(32, store.getKey(alias, PASSWORD).getEncoded().length, alias);
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
  }

  @Test
  void aStoreOfAnEarlierReleaseKeepsItsKeysAndGetsTheOneItLacks() throws Exception {
    DemoKeys.prepare(directory, NOW);
    var file = directory.resolve(DemoKeys.FILE).toFile();
    var earlier = KeyStore.getInstance(file, PASSWORD);
    earlier.deleteEntry("log");
    Files.write(file.toPath(), DemoPki.bytes(earlier));
    DemoKeys.prepare(directory, NOW);
    var now = KeyStore.getInstance(file, PASSWORD);
    assertTrue(DemoKeys.isDemo(now, "log", PASSWORD));
    for (var alias : List.of("token", "receipt", "kek-1", "pseudonym")) {
      assertEquals(earlier.getKey(alias, PASSWORD), now.getKey(alias, PASSWORD), alias);
    }
  }

  @Test
  void aKeyOfSomebodyElseIsNoDemoKey() throws Exception {
    var store = DemoPki.emptyStore();
    store.setEntry(
        "kek-1",
        new KeyStore.SecretKeyEntry(new SecretKeySpec(new byte[32], "AES")),
        new KeyStore.PasswordProtection(PASSWORD));
    assertFalse(DemoKeys.isDemo(store, "kek-1", PASSWORD));
  }

  @Test
  void keysAreNeverReplacedBecauseWhatTheySealedWouldBeLost() throws Exception {
    DemoKeys.prepare(directory, NOW);
    var before = Files.readAllBytes(directory.resolve(DemoKeys.FILE));
    DemoKeys.prepare(directory, NOW.plusSeconds(400L * 24 * 3600));
    assertArrayEquals(before, Files.readAllBytes(directory.resolve(DemoKeys.FILE)));
  }
}
