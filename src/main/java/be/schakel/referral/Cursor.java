package be.schakel.referral;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in a list: after this report, and where the order is by change, after its change. Opaque
 * to callers.
 */
public record Cursor(UUID id, OffsetDateTime updatedAt) {

  private static final int BYTES = 24;

  /** The end of the year 9999: later, as before 1970, no report was changed. */
  private static final long MOST_MICROS = 253_402_300_800_000_000L;

  /** In the order of arrival: when a report changed is not for everybody who may find it. */
  static Cursor arrivedBefore(Rows last) {
    return new Cursor(last.head().id(), Instant.EPOCH.atOffset(ZoneOffset.UTC));
  }

  static Cursor after(Rows last) {
    return new Cursor(last.head().id(), last.head().updatedAt());
  }

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  static Cursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      var id = new UUID(bytes.getLong(), bytes.getLong());
      var micros = bytes.getLong();
      if (micros < 0 || micros >= MOST_MICROS) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      return new Cursor(id, Instant.EPOCH.plus(micros, ChronoUnit.MICROS).atOffset(ZoneOffset.UTC));
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
  }

  @Override
  public String toString() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits())
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, updatedAt.toInstant()));
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
