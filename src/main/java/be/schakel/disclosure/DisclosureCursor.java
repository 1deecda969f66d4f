package be.schakel.disclosure;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.UUID;

/**
 * A place in the log: after this entry, going back in time. Opaque to callers. Ids grow with time,
 * so what is recorded later never comes after it.
 */
public record DisclosureCursor(UUID id) {

  private static final int BYTES = 16;

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  public static DisclosureCursor parse(String text) {
    try {
      var bytes = ByteBuffer.wrap(Base64.getUrlDecoder().decode(text));
      if (bytes.remaining() != BYTES) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      return new DisclosureCursor(new UUID(bytes.getLong(), bytes.getLong()));
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
  }

  @Override
  public String toString() {
    var bytes =
        ByteBuffer.allocate(BYTES)
            .putLong(id.getMostSignificantBits())
            .putLong(id.getLeastSignificantBits());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
  }
}
