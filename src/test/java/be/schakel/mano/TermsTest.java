package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TermsTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());

  /** The vectors of domain 4.2. */
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
  void termEndsSixtyFiveWorkingDaysAfterTheReceipt(
      LocalDate received, LocalDate admissibility, LocalDate due) {
    var term = Terms.of(POLICY, received, 1);
    assertEquals(due, term.due());
    assertEquals(65, term.workingDays());
    assertEquals(received, term.dayZero());
    assertEquals(POLICY.version(), term.policyVersion());
    assertEquals(
        admissibility, WorkingDays.after(POLICY.manoTerms().admissibilityDays(), received));
  }

  /** Half of 65 is 32 and a half: the 33rd working day is whole. */
  @ParameterizedTest
  @CsvSource({"50, 2026-02-19T23:00:00Z", "80, 2026-03-18T23:00:00Z", "100, 2026-04-07T22:00:00Z"})
  void partOfATermIsOverAtTheEndOfItsLastDayInBrussels(int percent, Instant over) {
    var term = Terms.of(POLICY, LocalDate.parse("2026-01-05"), 1);
    assertEquals(over, Terms.over(percent, term));
  }

  @Test
  void receiptAfterMidnightInBrusselsBelongsToTheNewDay() {
    var night = Instant.parse("2026-01-04T23:00:00Z");
    assertEquals(LocalDate.parse("2026-01-05"), WorkingDays.dayOf(night));
    assertEquals(LocalDate.parse("2026-01-04"), WorkingDays.dayOf(night.minusMillis(1)));
  }
}
