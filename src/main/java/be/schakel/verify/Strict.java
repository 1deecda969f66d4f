package be.schakel.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/**
 * The encodings of the formats, each with exactly one spelling for each value. The JDK's decoders
 * forgive (padding, spare bits, signs, capitals); a changed byte must not.
 */
final class Strict {

  private Strict() {}

  static Optional<byte[]> base64(String text) {
    return decode(Base64.getDecoder(), Base64.getEncoder(), text);
  }

  /** RFC 7515: without padding. */
  static Optional<byte[]> base64url(String text) {
    return decode(Base64.getUrlDecoder(), Base64.getUrlEncoder().withoutPadding(), text);
  }

  private static Optional<byte[]> decode(Base64.Decoder from, Base64.Encoder to, String text) {
    try {
      var bytes = from.decode(text);
      return Optional.of(bytes).filter(found -> to.encodeToString(found).equals(text));
    } catch (IllegalArgumentException otherLetters) {
      return Optional.empty();
    }
  }

  /** ASCII digits without a leading zero, below 2^63. */
  static Optional<Long> decimal(String text) {
    if (!text.matches("0|[1-9][0-9]{0,18}")) {
      return Optional.empty();
    }
    try {
      return Optional.of(Long.parseLong(text));
    } catch (NumberFormatException above) {
      return Optional.empty();
    }
  }

  static Optional<String> utf8(byte[] bytes) {
    try {
      return Optional.of(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
    } catch (CharacterCodingException otherBytes) {
      return Optional.empty();
    }
  }

  /** Without the one line end that editors and shells put after a single line. */
  static String line(String text) {
    if (text.endsWith("\r\n")) {
      return text.substring(0, text.length() - 2);
    }
    return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
  }
}
