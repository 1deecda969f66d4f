package be.schakel.disclosure;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A place among the events of the log: within this entry or after it, going back in time. Opaque to
 * callers, and without anything that was asked for.
 *
 * @param shown how many events of the entry came before it; none when all of them did
 */
public record EventCursor(UUID entry, int shown) {

  private static final int BYTES = 17;

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  public static EventCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() == BYTES) {
        var cursor = new EventCursor(new UUID(bytes.getLong(), bytes.getLong()), bytes.get());
        if (cursor.shown >= 0 && cursor.shown < Aspect.values().length) {
          return cursor;
        }
      }
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
    throw SchakelProblem.of(Code.BAD_CURSOR);
  }

  @Override
  public String toString() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(entry.getMostSignificantBits())
            .putLong(entry.getLeastSignificantBits())
            .put((byte) shown);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
