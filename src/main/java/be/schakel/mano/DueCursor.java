package be.schakel.mano;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.time.LocalDate;
import java.util.Base64;
import java.util.UUID;

/** A place in a list of what is due: after this investigation. Opaque to callers. */
record DueCursor(LocalDate due, UUID referral) {

  /** Before everything. */
  static final DueCursor START = new DueCursor(LocalDate.EPOCH, new UUID(0, 0));

  private static final int BYTES = 24;

  /** The first day of the year 10000. */
  private static final long MOST = LocalDate.of(10_000, 1, 1).toEpochDay();

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  static DueCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      var day = bytes.getLong();
      if (day < 0 || day >= MOST) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      return new DueCursor(LocalDate.ofEpochDay(day), new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
  }

  @Override
  public String toString() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(due.toEpochDay())
            .putLong(referral.getMostSignificantBits())
            .putLong(referral.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
