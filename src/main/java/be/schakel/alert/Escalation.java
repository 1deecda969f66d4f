package be.schakel.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Who is told when, until somebody acknowledges: one after the other, then all of them again with
 * longer pauses. Pure.
 *
 * @param pause how long the first of them has before the second is told
 */
record Escalation(Duration pause) {

  /** How often the whole list is told before the alert is given up, which the health page shows. */
  static final int ROUNDS = 3;

  /** How often in a row a letter may fail to be posted before the next one on the list is tried. */
  static final int TRIES = 3;

  private static final Duration TRY_AGAIN = Duration.ofSeconds(10);

  /** The place on the list of who is next, from 0 on. */
  static int turn(int told, int list) {
    return told % list;
  }

  /**
   * After a letter was posted, or given up.
   *
   * @param told how many there were by now
   * @param list how many are on the list
   * @return when the next one is due; none after the last round
   */
  Optional<Instant> after(int told, int list, Instant now) {
    var round = (told - 1) / list;
    return told >= ROUNDS * list
        ? Optional.empty()
        : Optional.of(now.plus(pause.multipliedBy(1L << round)));
  }

  /** After a letter could not be posted: at once to the next person when it failed too often. */
  static Instant again(int failed, Instant now) {
    return failed >= TRIES ? now : now.plus(TRY_AGAIN.multipliedBy(failed));
  }
}
