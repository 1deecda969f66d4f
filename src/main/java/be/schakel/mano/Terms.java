package be.schakel.mano;

import be.schakel.policy.Policy;
import be.schakel.vocabulary.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;

/** The legal term of an investigation: when it ends, and when a part of it is over. Pure. */
final class Terms {

  private static final int ALL = 100;

  private Terms() {}

  /**
   * The term that begins on a day.
   *
   * @param policy the one that was in force on that day
   */
  static ManoRow.Term of(Policy policy, LocalDate dayZero, int seq) {
    var days = policy.manoTerms().workingDays();
    return new ManoRow.Term(seq, dayZero, WorkingDays.after(days, dayZero), days, policy.version());
  }

  /**
   * When a part of a term is over: the end of its last working day, Europe/Brussels. Half a day
   * counts for the whole one.
   *
   * @param percent more than 0 and up to 100
   */
  static Instant over(int percent, ManoRow.Term term) {
    var days = (term.workingDays() * percent + ALL - 1) / ALL;
    return WorkingDays.endOf(days, WorkingDays.startOf(term.dayZero()));
  }
}
