package be.schakel.disclosure;

import be.schakel.demo.DemoKeys;
import be.schakel.vault.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.time.Instant;

/** Names of centres under keys of the test. */
final class TestNames {

  /** One log for all tests, so one key. */
  private static final CentreNames SHARED = fresh();

  private TestNames() {}

  static CentreNames shared() {
    return SHARED;
  }

  static CentreNames fresh() {
    try {
      var home = Files.createTempDirectory("names");
      DemoKeys.prepare(home, Instant.now());
      return with(new Keys(home.resolve("keys.p12"), "changeit", "demo"));
    } catch (IOException | GeneralSecurityException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  static CentreNames with(Keys keys) {
    var names = new CentreNames();
    names.keys = keys;
    return names;
  }
}
