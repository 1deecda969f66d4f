package be.schakel.vocabulary;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Optional;

/**
 * A date as far as it is known: {@code 2015}, {@code 2015-03} or {@code 2015-03-15}, kept as it was
 * given.
 *
 * <p>An impossible date can be held, so that it can be answered with its place; {@link #possible()}
 * tells.
 */
public record PartialDate(String text) {

  private static final int YEAR = 4;
  private static final int MONTH = 7;

  /** Whether such a day, month or year exists. */
  public boolean possible() {
    return first().isPresent();
  }

  /** The day, when all of it is known. */
  public Optional<LocalDate> day() {
    return text.length() > MONTH ? first() : Optional.empty();
  }

  /** The earliest day it can be; empty when impossible. */
  public Optional<LocalDate> first() {
    try {
      return Optional.of(
          text.length() == YEAR
              ? LocalDate.of(Integer.parseInt(text), 1, 1)
              : text.length() == MONTH ? YearMonth.parse(text).atDay(1) : LocalDate.parse(text));
    } catch (DateTimeException | NumberFormatException impossible) {
      return Optional.empty();
    }
  }

  /** The latest day it can be; empty when impossible. */
  public Optional<LocalDate> last() {
    return first()
        .map(
            first ->
                text.length() == YEAR
                    ? first.plusYears(1).minusDays(1)
                    : text.length() == MONTH ? first.plusMonths(1).minusDays(1) : first);
  }
}
