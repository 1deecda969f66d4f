package be.schakel.notice;

import java.time.Duration;

/**
 * How long to wait after an attempt that failed: twice as long each time, at most a day, and not
 * everybody at once. Pure.
 */
final class BackOff {

  /** After so many attempts nobody brings it any more: about six days. */
  static final int ATTEMPTS = 18;

  /** So many failures in a row, and the partner is left alone for a while. */
  static final int FAILURES = 5;

  private static final Duration FIRST = Duration.ofSeconds(10);
  private static final Duration LONGEST = Duration.ofDays(1);
  private static final Duration OPEN = Duration.ofSeconds(30);
  private static final Duration OPEN_LONGEST = Duration.ofMinutes(15);
  private static final int DOUBLINGS = 20;

  private BackOff() {}

  /**
   * @param attempt the one that failed, from 1
   * @param chance from 0 to 1: half of the time is certain, the rest is by chance
   */
  static Duration after(int attempt, double chance) {
    var whole = doubled(FIRST, attempt - 1, LONGEST);
    return Duration.ofMillis((long) (whole.toMillis() * (0.5 + chance / 2)));
  }

  /** How long a partner is left alone after so many failures in a row; not at all after few. */
  static Duration open(int failures) {
    return failures < FAILURES ? Duration.ZERO : doubled(OPEN, failures - FAILURES, OPEN_LONGEST);
  }

  private static Duration doubled(Duration first, int times, Duration longest) {
    var doubled = first.multipliedBy(1L << Math.max(0, Math.min(times, DOUBLINGS)));
    return doubled.compareTo(longest) > 0 ? longest : doubled;
  }
}
