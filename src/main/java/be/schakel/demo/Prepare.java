package be.schakel.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.time.Clock;

/**
 * Lays out the demo before the server starts: certificates, keys and registry, each only where it
 * is missing. Two runs on one home directory wait for each other.
 */
public final class Prepare {

  private Prepare() {}

  /**
   * @param arguments the home directory, {@code .data}
   */
  public static void main(String[] arguments) throws IOException, GeneralSecurityException {
    if (arguments.length != 1) {
      throw new IllegalArgumentException("one argument: the home directory");
    }
    home(Path.of(arguments[0]), Clock.systemUTC());
  }

  /** The same for code that brings its own home directory and time. */
  public static void home(Path home, Clock clock) throws IOException, GeneralSecurityException {
    Files.createDirectories(home);
    try (var channel =
            FileChannel.open(
                home.resolve("prepare.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var alone = channel.lock()) {
      var now = clock.instant();
      var pki = DemoPki.prepare(home.resolve("pki"), now);
      DemoKeys.prepare(home.resolve("keys"), now);
      DemoPartners.prepare(home.resolve("partners.json"), pki.certificates(), now);
    }
  }
}
