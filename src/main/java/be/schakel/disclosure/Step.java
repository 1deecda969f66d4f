package be.schakel.disclosure;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/** How long the periods are that entries are counted in: days and longer as Brussels has them. */
public enum Step {
  MINUTE(Duration.ofHours(2), "1 minute", Optional.empty()),
  TEN_MINUTES(Duration.ofHours(25), "10 minutes", Optional.empty()),
  HOUR(Duration.ofDays(8), "1 hour", Optional.empty()),
  DAY(Duration.ofDays(190), "1 hour", Optional.of("day")),
  WEEK(Duration.ofDays(1100), "1 hour", Optional.of("week")),
  MONTH(Duration.ofDays(Integer.MAX_VALUE), "1 hour", Optional.of("month"));

  private final Duration most;
  private final String width;
  private final Optional<String> unit;

  Step(Duration most, String width, Optional<String> unit) {
    this.most = most;
    this.width = width;
    this.unit = unit;
  }

  /** The shortest that does not make too many of a span: fewer than two hundred. */
  static Step of(Duration span) {
    return Arrays.stream(values())
        .filter(step -> span.compareTo(step.most) <= 0)
        .findFirst()
        .orElse(MONTH);
  }

  /**
   * The beginning of the piece of time that an entry {@code e} lies in. A day is made of hours, as
   * Brussels is whole hours from UTC: its calendar is asked once an hour and not once an entry.
   */
  String piece() {
    return "date_bin('" + width + "', e.recorded_at, timestamptz '2000-01-01Z')";
  }

  /** The beginning of the period that a piece {@code at} is part of. */
  String period() {
    return unit.map(name -> "date_trunc('" + name + "', at, 'Europe/Brussels')").orElse("at");
  }
}
