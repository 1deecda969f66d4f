package testkit;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The working days of 2027 and 2028 in Belgium, from a table of holidays that was written by hand
 * and shares nothing with the gateway's own reckoning. Easter is on 28 March 2027 and 16 April
 * 2028.
 */
public final class WorkdayTable {

  private static final LocalDate FIRST = LocalDate.of(2027, 1, 1);
  private static final LocalDate AFTER_LAST = LocalDate.of(2029, 1, 1);
  private static final Set<String> HOLIDAYS =
      Set.of(
          "2027-01-01",
          "2027-03-29",
          "2027-05-01",
          "2027-05-06",
          "2027-05-17",
          "2027-07-21",
          "2027-08-15",
          "2027-11-01",
          "2027-11-11",
          "2027-12-25",
          "2028-01-01",
          "2028-04-17",
          "2028-05-01",
          "2028-05-25",
          "2028-06-05",
          "2028-07-21",
          "2028-08-15",
          "2028-11-01",
          "2028-11-11",
          "2028-12-25");
  private static final List<LocalDate> DAYS =
      Stream.iterate(FIRST, day -> day.isBefore(AFTER_LAST), day -> day.plusDays(1))
          .filter(day -> day.getDayOfWeek() != DayOfWeek.SATURDAY)
          .filter(day -> day.getDayOfWeek() != DayOfWeek.SUNDAY)
          .filter(day -> !HOLIDAYS.contains(day.toString()))
          .toList();

  private WorkdayTable() {}

  /** The n-th working day after a day. */
  public static LocalDate after(int days, LocalDate from) {
    return DAYS.get(upTo(from) + days - 1);
  }

  /** How many working days it still is until a day; negative when it is over. */
  public static int left(LocalDate today, LocalDate until) {
    return upTo(until) - upTo(today);
  }

  private static int upTo(LocalDate day) {
    var found = Collections.binarySearch(DAYS, day);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
