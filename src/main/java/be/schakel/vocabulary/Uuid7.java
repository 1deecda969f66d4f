package be.schakel.vocabulary;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Identifiers in order of time: UUID version 7 (RFC 9562 5.7).
 *
 * <p>Thread safe. Within one process each id is greater than the one before, also within a
 * millisecond and when the clock steps back by up to ten seconds: the random part is then counted
 * up (RFC 9562 6.2, method 2), by a random step, so that no id can be guessed from another.
 */
public final class Uuid7 {

  private static final Pattern CANONICAL =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Uuid7 SHARED = new Uuid7();
  private static final long STEP_BACK_MILLIS = 10_000;
  private static final long LOW_MASK = (1L << 62) - 1;

  private long millis = Long.MIN_VALUE / 2;
  private int high;
  private long low;

  /** A sequence of its own, apart from {@link #at}. */
  Uuid7() {}

  /**
   * A new id.
   *
   * @param now what the clock says; it is in the id for everyone to read, in milliseconds
   */
  public static UUID at(Instant now) {
    return SHARED.next(now);
  }

  /**
   * The id that a caller wrote, in the one canonical form (RFC 9562 4), of any version; empty for
   * anything else.
   */
  public static Optional<UUID> parse(String text) {
    return CANONICAL.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  synchronized UUID next(Instant now) {
    var given = now.toEpochMilli();
    if (given > millis || given < millis - STEP_BACK_MILLIS) {
      millis = given;
      // The top bit starts at zero: room to count
      high = RANDOM.nextInt(1 << 11);
      low = RANDOM.nextLong() & LOW_MASK;
    } else {
      countUp();
    }
    var most = (millis << 16) | 0x7000L | high;
    var least = 0x8000_0000_0000_0000L | low;
    return new UUID(most, least);
  }

  private void countUp() {
    low += 1 + (RANDOM.nextInt() & 0xFFFF_FFFFL);
    if (low > LOW_MASK) {
      low &= LOW_MASK;
      high++;
      if (high == 1 << 12) {
        high = 0;
        millis++;
      }
    }
  }
}
