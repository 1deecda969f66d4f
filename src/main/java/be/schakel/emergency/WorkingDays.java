package be.schakel.emergency;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.MonthDay;
import java.time.ZoneId;
import java.util.Set;

/**
 * Days on which people work in Belgium: Monday to Friday without the public holidays (royal decree
 * of 18 April 1974, art. 1). Pure.
 */
final class WorkingDays {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final Set<MonthDay> HOLIDAYS =
      Set.of(
          MonthDay.of(1, 1),
          MonthDay.of(5, 1),
          MonthDay.of(7, 21),
          MonthDay.of(8, 15),
          MonthDay.of(11, 1),
          MonthDay.of(11, 11),
          MonthDay.of(12, 25));

  private static final int EASTER_MONDAY = 1;
  private static final int ASCENSION = 39;
  private static final int WHIT_MONDAY = 50;

  private WorkingDays() {}

  /** The end of the n-th working day after the day of a moment, exclusive, Europe/Brussels. */
  static Instant endOf(int days, Instant from) {
    var day = from.atZone(BRUSSELS).toLocalDate();
    for (int left = days; left > 0; ) {
      day = day.plusDays(1);
      if (isOne(day)) {
        left--;
      }
    }
    return day.plusDays(1).atStartOfDay(BRUSSELS).toInstant();
  }

  static boolean isOne(LocalDate day) {
    var easter = easter(day.getYear());
    return day.getDayOfWeek() != DayOfWeek.SATURDAY
        && day.getDayOfWeek() != DayOfWeek.SUNDAY
        && !HOLIDAYS.contains(MonthDay.from(day))
        && !day.equals(easter.plusDays(EASTER_MONDAY))
        && !day.equals(easter.plusDays(ASCENSION))
        && !day.equals(easter.plusDays(WHIT_MONDAY));
  }

  /** Easter Sunday of the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8). */
  static LocalDate easter(int year) {
    int golden = year % 19;
    int century = year / 100;
    int rest = year % 100;
    int skipped = (century - (century + 8) / 25 + 1) / 3;
    int epact = (19 * golden + century - century / 4 - skipped + 15) % 30;
    int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
    int late = (golden + 11 * epact + 22 * weekday) / 451;
    int days = epact + weekday - 7 * late + 114;
    return LocalDate.of(year, days / 31, days % 31 + 1);
  }
}
