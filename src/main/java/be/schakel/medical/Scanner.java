package be.schakel.medical;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Has each document looked at for malware while it is stored, where an operator runs a scanner:
 * what it does not let through is not stored, so nobody ever reads it. Without a scanner it does
 * nothing.
 */
@ApplicationScoped
public class Scanner {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration LATER = Duration.ofSeconds(60);

  @Inject
  @ConfigProperty(name = "schakel.scan.icap-url")
  Optional<URI> service;

  /** One document on its way through. */
  interface Scan extends AutoCloseable {

    void write(byte[] bytes, int length);

    /**
     * When all of it was written.
     *
     * @throws SchakelProblem {@link Code#MALWARE_FOUND}
     */
    void finish();

    @Override
    void close();
  }

  /**
   * @throws SchakelProblem {@link Code#SCANNER_UNAVAILABLE}, here and from the scan: what nobody
   *     looked at is not stored either
   */
  Scan begin() {
    if (service.isEmpty()) {
      return new Unscanned();
    }
    try {
      return new Scanned(Icap.open(service.get(), PATIENCE));
    } catch (IOException unreachable) {
      throw unavailable(unreachable);
    }
  }

  /** A whole document. */
  void check(byte[] bytes) {
    try (var scan = begin()) {
      scan.write(bytes, bytes.length);
      scan.finish();
    }
  }

  private static SchakelProblem unavailable(IOException cause) {
    return SchakelProblem.of(Code.SCANNER_UNAVAILABLE).retryAfter(LATER).causedBy(cause);
  }

  private record Scanned(Icap icap) implements Scan {

    @Override
    public void write(byte[] bytes, int length) {
      try {
        icap.write(bytes, length);
      } catch (IOException broken) {
        throw unavailable(broken);
      }
    }

    @Override
    public void finish() {
      try {
        if (!icap.clean()) {
          throw SchakelProblem.of(Code.MALWARE_FOUND);
        }
      } catch (IOException broken) {
        throw unavailable(broken);
      }
    }

    @Override
    public void close() {
      try {
        icap.close();
      } catch (IOException alreadyGone) {
        // Its verdict is known, or it is told as unavailable
        return;
      }
    }
  }

  private record Unscanned() implements Scan {

    @Override
    public void write(byte[] bytes, int length) {}

    @Override
    public void finish() {}

    @Override
    public void close() {}
  }
}
