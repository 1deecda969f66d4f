package be.schakel.audit;

import be.schakel.disclosure.Obtained;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The place after one child of one centre. Opaque to callers. */
record ObtainedCursor(Obtained.About last) {

  private static final char BETWEEN = '|';

  static ObtainedCursor after(Obtained.About last) {
    return new ObtainedCursor(last);
  }

  /**
   * What a caller sent back.
   *
   * @throws SchakelProblem {@link Code#BAD_CURSOR}
   */
  static ObtainedCursor parse(String text) {
    try {
      var plain = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
      var between = plain.indexOf(BETWEEN);
      if (between < 0) {
        throw SchakelProblem.of(Code.BAD_CURSOR);
      }
      var vk = Optional.of(plain.substring(0, between)).filter(code -> !code.isEmpty());
      return new ObtainedCursor(
          new Obtained.About(
              vk,
              plain.substring(between + 1),
              List.of(),
              List.of(),
              0,
              Instant.EPOCH,
              Instant.EPOCH));
    } catch (IllegalArgumentException notOurs) {
      throw SchakelProblem.of(Code.BAD_CURSOR);
    }
  }

  @Override
  public String toString() {
    var plain = last.vk().orElse("") + BETWEEN + last.subject();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(plain.getBytes(StandardCharsets.UTF_8));
  }
}
