package be.schakel.medical;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a document that is asked for (RFC 9110 14.2), so that a broken download goes on where
 * it stopped. Pure.
 *
 * @param from first byte, from 0
 * @param length bytes; 0 when the document has nothing there
 */
record ByteRange(long from, long length) {

  private static final Pattern ONE = Pattern.compile("bytes=\\s*(\\d{0,18})-(\\d{0,18})\\s*");

  /**
   * @param header as it came; what is no range, or several of them, is passed over, as a server may
   * @param size of the document
   */
  static Optional<ByteRange> asked(String header, long size) {
    var range = ONE.matcher(header);
    if (!range.matches() || range.group(1).isEmpty() && range.group(2).isEmpty()) {
      return Optional.empty();
    }
    if (range.group(1).isEmpty()) {
      var last = Math.min(size, Long.parseLong(range.group(2)));
      return Optional.of(new ByteRange(size - last, last));
    }
    var from = Long.parseLong(range.group(1));
    var to = range.group(2).isEmpty() ? Long.MAX_VALUE : Long.parseLong(range.group(2));
    if (to < from) {
      return Optional.empty();
    }
    return Optional.of(new ByteRange(from, Math.max(0, Math.min(size - 1, to) - from + 1)));
  }

  boolean satisfiable() {
    return length > 0;
  }

  /** {@code Content-Range} of one that is satisfiable. */
  String told(long size) {
    return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
  }
}
