package be.schakel.disclosure;

import java.time.Duration;
import java.util.Arrays;

/** How long the periods are that entries are counted in: days and longer as Brussels has them. */
public enum Step {
  MINUTE(Duration.ofHours(2), "date_bin('1 minute', e.recorded_at, timestamptz '2000-01-01Z')"),
  TEN_MINUTES(
      Duration.ofHours(25), "date_bin('10 minutes', e.recorded_at, timestamptz '2000-01-01Z')"),
  HOUR(Duration.ofDays(8), "date_trunc('hour', e.recorded_at, 'Europe/Brussels')"),
  DAY(Duration.ofDays(190), "date_trunc('day', e.recorded_at, 'Europe/Brussels')"),
  WEEK(Duration.ofDays(1100), "date_trunc('week', e.recorded_at, 'Europe/Brussels')"),
  MONTH(
      Duration.ofDays(Integer.MAX_VALUE), "date_trunc('month', e.recorded_at, 'Europe/Brussels')");

  private final Duration most;
  private final String sql;

  Step(Duration most, String sql) {
    this.most = most;
    this.sql = sql;
  }

  /** The shortest that does not make too many of a span: fewer than two hundred. */
  static Step of(Duration span) {
    return Arrays.stream(values())
        .filter(step -> span.compareTo(step.most) <= 0)
        .findFirst()
        .orElse(MONTH);
  }

  /** The beginning of the period that an entry {@code e} lies in. */
  String sql() {
    return sql;
  }
}
