package be.schakel.edge;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Format;
import com.networknt.schema.regex.RegularExpression;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What the contract's formats and patterns mean here, exactly, so that whatever passes can be bound
 * and stored.
 */
final class Formats {

  // RFC 3339 5.6; seconds are not optional, an offset is needed, year 0000 has no place in a table
  private static final Pattern DAY = Pattern.compile("(?!0000)\\d{4}-\\d\\d-\\d\\d");
  private static final Pattern TIME =
      Pattern.compile(
          "(?!0000)\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");
  private static final Pattern UUID =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  static final List<Format> ALL =
      List.of(
          format("date", Formats::isDay),
          format("partial-date", Formats::isPartialDay),
          format("date-time", Formats::isTime),
          format("day-or-time", text -> isDay(text) || isTime(text)),
          format("uuid", text -> UUID.matcher(text).matches()),
          format("byte", Formats::isBase64));

  private Formats() {}

  static boolean isDay(String text) {
    if (!DAY.matcher(text).matches()) {
      return false;
    }
    try {
      LocalDate.parse(text);
      return true;
    } catch (DateTimeException impossible) {
      return false;
    }
  }

  /** A day, a month or a year. */
  static boolean isPartialDay(String text) {
    return switch (text.length()) {
      case 4 -> isDay(text + "-01-01");
      case 7 -> isDay(text + "-01");
      default -> isDay(text);
    };
  }

  static boolean isTime(String text) {
    if (!TIME.matcher(text).matches()) {
      return false;
    }
    try {
      OffsetDateTime.parse(text);
      return true;
    } catch (DateTimeException impossible) {
      return false;
    }
  }

  /** RFC 4648 4, padded, without line breaks; one pass, since it may be megabytes. */
  static boolean isBase64(String text) {
    var length = text.length();
    if (length % 4 != 0) {
      return false;
    }
    var end = length;
    while (end > 0 && end > length - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (var i = 0; i < end; i++) {
      var it = text.charAt(i);
      var known =
          it >= 'A' && it <= 'Z'
              || it >= 'a' && it <= 'z'
              || it >= '0' && it <= '9'
              || it == '+'
              || it == '/';
      if (!known) {
        return false;
      }
    }
    return true;
  }

  /**
   * A pattern of the contract. In Java a {@code $} also matches before a last line break, in ECMA
   * 262, which JSON Schema means, it does not.
   */
  static RegularExpression expression(String pattern) {
    var exact =
        pattern.endsWith("$") ? pattern.substring(0, pattern.length() - 1) + "\\z" : pattern;
    var compiled = Pattern.compile(exact);
    return text -> compiled.matcher(text).find();
  }

  private static Format format(String name, Predicate<String> holds) {
    return new Format() {
      @Override
      public String getName() {
        return name;
      }

      @Override
      public boolean matches(ExecutionContext context, String text) {
        return holds.test(text);
      }
    };
  }
}
