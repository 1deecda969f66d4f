package be.schakel.fhir.guide;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A period of time as FHIR searches for one (R4 search, "date"): each value is itself as long as it
 * is imprecise, so a day is all of it. What has no zone is meant in Belgium. Pure.
 *
 * @param from its first moment
 * @param to the first moment after it
 */
public record Period(Optional<Instant> from, Optional<Instant> to) {

  public static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

  private static final String EXAMPLES =
      "ge2026-11-21, lt2026-11-22T10:00:00+01:00 (ge, gt, le, lt, eq)";

  private static final Pattern VALUE =
      Pattern.compile(
          "(ge|gt|le|lt|eq|)(\\d{4}(?:-\\d{2}(?:-\\d{2}(?:T\\d{2}:\\d{2}(:\\d{2}(\\.\\d{1,9})?)?"
              + "(Z|[+-]\\d{2}:\\d{2})?)?)?)?)");

  /**
   * Where all of these overlap.
   *
   * @param name of the parameter, for who gave a wrong one
   */
  public static Period of(String name, List<String> values) {
    var period = new Period(Optional.empty(), Optional.empty());
    for (var value : values) {
      period = period.and(one(name, value));
    }
    return period;
  }

  /** Whether it is all time. */
  public boolean isEmpty() {
    return from.isEmpty() && to.isEmpty();
  }

  /** Where both overlap. */
  public Period and(Period other) {
    return new Period(
        from.isPresent() && other.from.map(from.get()::isAfter).orElse(true) ? from : other.from,
        to.isPresent() && other.to.map(to.get()::isBefore).orElse(true) ? to : other.to);
  }

  private static Period one(String name, String value) {
    // A plus that a client forgot to encode arrives as a space
    var match = VALUE.matcher(value.replace(' ', '+'));
    if (!match.matches()) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, EXAMPLES);
    }
    try {
      var start = start(match.group(2), match.group(5) != null);
      var after = start.plus(1, precision(match.group(2), match.group(3), match.group(4)));
      return between(match.group(1), kept(start.toInstant()), after.toInstant());
    } catch (DateTimeException none) {
      throw SchakelProblem.of(Code.INVALID_PARAMETER, name, EXAMPLES);
    }
  }

  /** R4 dateTime: a year has four digits; the database has no place for every other. */
  private static Instant kept(Instant start) {
    if (start.isBefore(FIRST)) {
      throw new DateTimeException("");
    }
    return start;
  }

  private static Period between(String prefix, Instant start, Instant after) {
    return switch (prefix) {
      case "ge" -> new Period(Optional.of(start), Optional.empty());
      case "gt" -> new Period(Optional.of(after), Optional.empty());
      case "le" -> new Period(Optional.empty(), Optional.of(after));
      case "lt" -> new Period(Optional.empty(), Optional.of(start));
      default -> new Period(Optional.of(start), Optional.of(after));
    };
  }

  private static ZonedDateTime start(String text, boolean zoned) {
    if (zoned) {
      return OffsetDateTime.parse(text).toZonedDateTime();
    }
    if (text.contains("T")) {
      return LocalDateTime.parse(text).atZone(BRUSSELS);
    }
    var day =
        switch (text.length()) {
          case 4 -> Year.parse(text).atDay(1);
          case 7 -> YearMonth.parse(text).atDay(1);
          default -> LocalDate.parse(text);
        };
    return day.atStartOfDay(BRUSSELS);
  }

  /** The log keeps milliseconds, so that is as fine as it gets. */
  private static ChronoUnit precision(String text, String seconds, String fraction) {
    if (fraction != null) {
      return ChronoUnit.MILLIS;
    }
    if (seconds != null) {
      return ChronoUnit.SECONDS;
    }
    return switch (text.length()) {
      case 4 -> ChronoUnit.YEARS;
      case 7 -> ChronoUnit.MONTHS;
      case 10 -> ChronoUnit.DAYS;
      default -> ChronoUnit.MINUTES;
    };
  }
}
