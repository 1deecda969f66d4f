package be.schakel.access;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** A place in the list of what lapses: after this consent. Opaque to callers. */
record LapsingCursor(Instant endsAt, UUID consent) {

  /** Before everything. */
  static final LapsingCursor START = new LapsingCursor(Instant.EPOCH, new UUID(0, 0));

  private static final int BYTES = 24;

  /** The end of the year 9999. */
  private static final long MOST_MICROS = 253_402_300_800_000_000L;

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  static LapsingCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      var micros = bytes.getLong();
      if (micros < 0 || micros >= MOST_MICROS) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      return new LapsingCursor(
          Instant.EPOCH.plus(micros, ChronoUnit.MICROS),
          new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
  }

  @Override
  public String toString() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, endsAt))
            .putLong(consent.getMostSignificantBits())
            .putLong(consent.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
