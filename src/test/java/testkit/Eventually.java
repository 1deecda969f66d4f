package testkit;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** What becomes true by itself, soon. */
public final class Eventually {

  private static final Duration GLANCE = Duration.ofMillis(100);

  private Eventually() {}

  /** Looks until it holds; fails when it does not within this time. */
  public static void holds(Duration within, String what, BooleanSupplier condition) {
    var end = System.nanoTime() + within.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not within " + within + ": " + what);
      }
      LockSupport.parkNanos(GLANCE.toNanos());
    }
  }
}
