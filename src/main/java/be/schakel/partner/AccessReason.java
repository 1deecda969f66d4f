package be.schakel.partner;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;

/**
 * Why somebody at a centre looks at a case that is kept within a team, in that person's own words.
 * It may hold anything, so it never shows in a text of the gateway's own.
 */
public final class AccessReason {

  /** Where a request carries it: percent-encoded UTF-8 (RFC 3986, 2.1). */
  public static final String HEADER = "Access-Reason";

  private static final int SHORTEST = 10;
  private static final int LONGEST = 2000;

  private final String words;

  private AccessReason(String words) {
    this.words = words;
  }

  /** What a header says; empty when it is no text of 10 to 2000 characters. */
  public static Optional<AccessReason> of(String header) {
    return decoded(Objects.requireNonNull(header))
        .map(String::strip)
        .filter(text -> text.length() >= SHORTEST && text.length() <= LONGEST)
        .filter(text -> text.chars().noneMatch(Character::isISOControl))
        .map(AccessReason::new);
  }

  private static Optional<String> decoded(String header) {
    var bytes = ByteBuffer.allocate(header.length());
    for (int i = 0; i < header.length(); i++) {
      var each = header.charAt(i);
      if (each != '%') {
        if (each > '~') {
          return Optional.empty();
        }
        bytes.put((byte) each);
        continue;
      }
      if (i + 2 >= header.length()) {
        return Optional.empty();
      }
      var high = Character.digit(header.charAt(i + 1), 16);
      var low = Character.digit(header.charAt(i + 2), 16);
      if (high < 0 || low < 0) {
        return Optional.empty();
      }
      bytes.put((byte) (high << 4 | low));
      i += 2;
    }
    try {
      return Optional.of(StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
    } catch (CharacterCodingException notUtf8) {
      return Optional.empty();
    }
  }

  /** To be sealed, and for nothing else. */
  public String words() {
    return words;
  }

  @Override
  public String toString() {
    return "AccessReason";
  }
}
