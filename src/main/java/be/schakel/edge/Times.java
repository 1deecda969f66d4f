package be.schakel.edge;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** Times as partners see them: RFC 3339 with the offset of Europe/Brussels. */
public final class Times {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private Times() {}

  /** To the millisecond. */
  public static OffsetDateTime shown(Instant time) {
    return time.truncatedTo(ChronoUnit.MILLIS).atZone(BRUSSELS).toOffsetDateTime();
  }

  /** Whole days until then, rounded down; negative when it is over. */
  static long daysLeft(Instant end, Instant now) {
    return Math.floorDiv(Duration.between(now, end).toSeconds(), Duration.ofDays(1).toSeconds());
  }
}
