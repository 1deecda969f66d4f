package be.schakel.disclosure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import testkit.TestDatabase;

class StepSqlTest {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /** The clock goes forward in March and back in October. */
  @ParameterizedTest
  @EnumSource
  void aPeriodBeginsWhereTheCalendarOfBrusselsSays(Step step) {
    for (var change : new String[] {"2026-03-29T01:00:00Z", "2026-10-25T01:00:00Z"}) {
      var middle = Instant.parse(change);
      var end = middle.plus(Duration.ofDays(9));
      for (var at = middle.minus(Duration.ofDays(2));
          at.isBefore(end);
          at = at.plus(Duration.ofMinutes(97))) {
        assertEquals(begin(step, at), counted(step, at), step + " at " + at);
      }
    }
  }

  private static Instant begin(Step step, Instant at) {
    ZonedDateTime there = at.atZone(BRUSSELS);
    var day = there.truncatedTo(ChronoUnit.DAYS);
    return switch (step) {
      case MINUTE -> at.truncatedTo(ChronoUnit.MINUTES);
      case TEN_MINUTES -> Instant.ofEpochSecond(Math.floorDiv(at.getEpochSecond(), 600) * 600);
      case HOUR -> at.truncatedTo(ChronoUnit.HOURS);
      case DAY -> day.toInstant();
      case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).toInstant();
      case MONTH -> day.withDayOfMonth(1).toInstant();
    };
  }

  private static Instant counted(Step step, Instant at) {
    var sql =
        "select %s from (select %s as at from (select :at::timestamptz as recorded_at) e) pieces"
            .formatted(step.period(), step.piece());
    return TestDatabase.asApplication()
        .withHandle(
            handle ->
                handle
                    .createQuery(sql)
                    .bind("at", at.atOffset(ZoneOffset.UTC))
                    .mapTo(OffsetDateTime.class)
                    .one()
                    .toInstant());
  }
}
