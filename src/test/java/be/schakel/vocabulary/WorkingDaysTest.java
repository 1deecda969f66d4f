package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkingDaysTest {

  @ParameterizedTest
  @CsvSource({
    "1999, 1999-04-04",
    "2000, 2000-04-23",
    "2008, 2008-03-23",
    "2024, 2024-03-31",
    "2025, 2025-04-20",
    "2026, 2026-04-05",
    "2027, 2027-03-28",
    "2038, 2038-04-25",
    "2285, 2285-03-22"
  })
  void easterIsThatOfTheAlmanac(int year, LocalDate day) {
    assertEquals(day, WorkingDays.easter(year));
  }

  /** 2026: Easter Monday, Ascension, Whit Monday, and the days that stand still. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "2026-01-01",
        "2026-04-06",
        "2026-05-01",
        "2026-05-14",
        "2026-05-25",
        "2026-07-21",
        "2025-08-15",
        "2027-11-01",
        "2026-11-11",
        "2026-12-25",
        "2026-11-21",
        "2026-11-22"
      })
  void nobodyWorksOn(LocalDate day) {
    assertFalse(WorkingDays.isOne(day));
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-04-03", "2026-05-15", "2026-05-26", "2026-11-02", "2026-12-26"})
  void peopleWorkOn(String day) {
    assertEquals(!day.equals("2026-12-26"), WorkingDays.isOne(LocalDate.parse(day)));
  }

  @ParameterizedTest
  @CsvSource({
    // Saturday: Monday and Tuesday
    "2, 2026-11-21T10:00:00Z, 2026-11-24T23:00:00Z",
    // A Wednesday before Ascension and the bridge: Friday and Monday
    "2, 2026-05-13T10:00:00Z, 2026-05-18T22:00:00Z",
    "5, 2026-12-23T10:00:00Z, 2026-12-31T23:00:00Z",
    // Half past midnight in Brussels is the next day
    "1, 2026-11-23T23:30:00Z, 2026-11-25T23:00:00Z"
  })
  void periodEndsWithItsLastWorkingDayInBrussels(int days, Instant from, Instant end) {
    assertEquals(end, WorkingDays.endOf(days, from));
    assertTrue(from.isBefore(end));
  }

  /** Vectors of the sector for the admissibility check and the legal term of an investigation. */
  @ParameterizedTest
  @CsvSource({
    "2026-01-05, 2026-01-12, 2026-04-07",
    "2026-03-02, 2026-03-09, 2026-06-05",
    "2026-04-01, 2026-04-09, 2026-07-07",
    "2026-06-15, 2026-06-22, 2026-09-15",
    "2026-10-01, 2026-10-08, 2027-01-05",
    "2026-11-21, 2026-11-27, 2027-02-23",
    "2026-12-24, 2027-01-04, 2027-03-30"
  })
  void legalTermEndsOnTheDayOfTheVectors(LocalDate receipt, LocalDate five, LocalDate sixtyFive) {
    assertEquals(five, WorkingDays.after(5, receipt));
    assertEquals(sixtyFive, WorkingDays.after(65, receipt));
    assertEquals(65, WorkingDays.between(receipt, sixtyFive));
  }

  @ParameterizedTest
  @CsvSource({"2026-01-05T22:59:59Z, 2026-01-05", "2026-01-05T23:00:00Z, 2026-01-06"})
  void afterMidnightInBrusselsIsTheNextDay(Instant at, LocalDate day) {
    assertEquals(day, WorkingDays.dayOf(at));
  }
}
