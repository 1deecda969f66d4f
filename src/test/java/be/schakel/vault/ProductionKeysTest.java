package be.schakel.vault;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.demo.DemoKeys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProductionKeysTest {

  private static final String PASSWORD = "changeit";
  private static final KeyStore.ProtectionParameter OPENED =
      new KeyStore.PasswordProtection(PASSWORD.toCharArray());

  @TempDir Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"token", "receipt", "kek-1", "pseudonym"})
  void oneDemoKeyAmongOthersIsEnoughToRefuseTheStart(String alias) throws Exception {
    var store = ownKeys();
    store.setEntry(alias, demoKeys().getEntry(alias, OPENED), OPENED);
    var file = written(store);

    var refused =
        assertThrows(
            IllegalStateException.class, () -> new Keys(file, PASSWORD, "production"), alias);

    assertTrue(refused.getMessage().contains(alias), refused.getMessage());
    assertDoesNotThrow(() -> new Keys(file, PASSWORD, "demo"));
  }

  @Test
  void keysOfOnesOwnAreTakenInProduction() throws Exception {
    var file = written(ownKeys());

    assertDoesNotThrow(() -> new Keys(file, PASSWORD, "production"));
  }

  private KeyStore demoKeys() throws Exception {
    DemoKeys.prepare(directory, Instant.parse("2026-11-21T09:00:00Z"));
    return KeyStore.getInstance(directory.resolve("keys.p12").toFile(), PASSWORD.toCharArray());
  }

  private static KeyStore ownKeys() throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    for (var alias : new String[] {"kek-1", "pseudonym"}) {
      var key = new SecretKeySpec(new byte[32], "AES");
      store.setEntry(alias, new KeyStore.SecretKeyEntry(key), OPENED);
    }
    return store;
  }

  private Path written(KeyStore store) throws Exception {
    var file = directory.resolve("own.p12");
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
    return file;
  }
}
