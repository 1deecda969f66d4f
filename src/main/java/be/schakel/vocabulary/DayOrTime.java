package be.schakel.vocabulary;

import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;

/**
 * The ends of a period as somebody writes them: a whole day (Europe/Brussels, included) or a time
 * (RFC 3339).
 */
public final class DayOrTime {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final int LENGTH_OF_A_DAY = "2026-11-21".length();

  private DayOrTime() {}

  /** The first moment: of the day, or the time itself. */
  public static Instant first(String text) {
    return isDay(text)
        ? LocalDate.parse(text).atStartOfDay(BRUSSELS).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  /** The first moment after it: the day after begins, or the time itself. */
  public static Instant after(String text) {
    return isDay(text)
        ? LocalDate.parse(text).plusDays(1).atStartOfDay(BRUSSELS).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }

  private static boolean isDay(String text) {
    return text.length() == LENGTH_OF_A_DAY;
  }
}
