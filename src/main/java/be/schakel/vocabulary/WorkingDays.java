package be.schakel.vocabulary;

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
public final class WorkingDays {

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

  /**
   * The end of the n-th working day after the day of a moment, exclusive, Europe/Brussels. The day
   * of the moment itself is day 0 and does not count.
   */
  public static Instant endOf(int days, Instant from) {
    return after(days, dayOf(from)).plusDays(1).atStartOfDay(BRUSSELS).toInstant();
  }

  /** The first moment of a day, Europe/Brussels. */
  public static Instant startOf(LocalDate day) {
    return day.atStartOfDay(BRUSSELS).toInstant();
  }

  /**
   * The last day before an end that is exclusive, Europe/Brussels: the inverse of {@link #endOf}.
   */
  public static LocalDate lastDayBefore(Instant end) {
    return dayOf(end.minusNanos(1));
  }

  /** The day of a moment, Europe/Brussels: what comes after midnight belongs to the new day. */
  public static LocalDate dayOf(Instant at) {
    return at.atZone(BRUSSELS).toLocalDate();
  }

  /**
   * The n-th working day after a day, which does not count itself.
   *
   * @param days none or more; none is the day itself
   */
  public static LocalDate after(int days, LocalDate from) {
    var day = from;
    for (int left = days; left > 0; ) {
      day = day.plusDays(1);
      if (isOne(day)) {
        left--;
      }
    }
    return day;
  }

  /**
   * How many working days lie after one day up to another, this included; negative when it is
   * before.
   */
  public static int between(LocalDate from, LocalDate to) {
    if (to.isBefore(from)) {
      return -between(to, from);
    }
    int days = 0;
    for (var day = from.plusDays(1); !day.isAfter(to); day = day.plusDays(1)) {
      if (isOne(day)) {
        days++;
      }
    }
    return days;
  }

  public static boolean isOne(LocalDate day) {
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
