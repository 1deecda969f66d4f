package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * So many places, of which no partner gets more than its share; who finds none waits in order.
 * Thread-safe.
 */
final class Room {

  private static final Duration LATER = Duration.ofSeconds(5);

  private final Semaphore free;
  private final int ofOne;

  /** What each partner may take; kept for good, since there are only so many partners. */
  private final Map<String, Semaphore> shares = new ConcurrentHashMap<>();

  Room(int places, int ofOne) {
    this.free = new Semaphore(places, true);
    this.ofOne = ofOne;
  }

  /** How many of one partner wait for its own share. */
  int waiting(String account) {
    return share(account).getQueueLength();
  }

  /**
   * @throws SchakelProblem {@link Code#BUSY} when there is none in time
   */
  LargeBodies.Held take(int places, String account, Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    var own = share(account);
    take(own, places, until);
    try {
      take(free, places, until);
    } catch (SchakelProblem none) {
      own.release(places);
      throw none;
    }
    return () -> {
      free.release(places);
      own.release(places);
    };
  }

  private Semaphore share(String account) {
    return shares.computeIfAbsent(account, any -> new Semaphore(ofOne, true));
  }

  private static void take(Semaphore from, int places, long until) {
    try {
      if (!from.tryAcquire(places, until - System.nanoTime(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  static SchakelProblem busy() {
    return SchakelProblem.of(Code.BUSY).retryAfter(LATER);
  }
}
