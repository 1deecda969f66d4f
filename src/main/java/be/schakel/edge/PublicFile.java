package be.schakel.edge;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * An answer that is bytes as they are, for everybody who may come in: it holds nothing about a
 * person.
 *
 * @param status of HTTP
 * @param cache what {@code Cache-Control} says
 * @param retryAfter when to ask again, for what is not there yet
 */
@Public
public record PublicFile(int status, byte[] bytes, String cache, Optional<Duration> retryAfter) {

  private static final int OK = 200;
  private static final int ACCEPTED = 202;

  /** For one address always the same: may be kept as long as one likes. */
  public static PublicFile forGood(byte[] bytes) {
    return new PublicFile(OK, bytes, "max-age=31536000, immutable", Optional.empty());
  }

  /** A text that is another one soon. */
  public static PublicFile forNow(String text) {
    return new PublicFile(OK, text.getBytes(StandardCharsets.UTF_8), "max-age=1", Optional.empty());
  }

  /** For who asked and nobody else. */
  public static PublicFile once(String text) {
    return new PublicFile(OK, text.getBytes(StandardCharsets.UTF_8), "no-store", Optional.empty());
  }

  /** Not there yet. */
  public static PublicFile later(Duration retryAfter) {
    return new PublicFile(ACCEPTED, new byte[0], "no-store", Optional.of(retryAfter));
  }
}
