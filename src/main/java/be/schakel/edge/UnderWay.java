package be.schakel.edge;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * The requests that are being answered, so that work nobody hurries for can give way to them.
 * Thread-safe.
 */
@ApplicationScoped
public class UnderWay {

  /** An answer leaves the server after it was counted, and who gets it needs a processor too. */
  private static final long LEAVING = Duration.ofMillis(2).toNanos();

  private final AtomicInteger count = new AtomicInteger();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();
  private volatile long ended = System.nanoTime() - LEAVING;

  void begun() {
    count.incrementAndGet();
  }

  /** No lock: a request never waits for who gives way to it. */
  void ended() {
    if (count.decrementAndGet() == 0) {
      ended = System.nanoTime();
      waiting.forEach(LockSupport::unpark);
    }
  }

  /** Cheap enough to ask a thousand times in a millisecond. */
  public boolean any() {
    return count.get() > 0;
  }

  /**
   * Returns when none is under way any more and the last has left, when the patience is over, or
   * when interrupted.
   */
  public void awaitNone(Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    var self = Thread.currentThread();
    waiting.add(self);
    try {
      for (var left = left(until); left > 0 && !self.isInterrupted(); left = left(until)) {
        LockSupport.parkNanos(this, left);
      }
    } finally {
      waiting.remove(self);
    }
  }

  private long left(long until) {
    var now = System.nanoTime();
    return Math.min(until - now, any() ? Long.MAX_VALUE : ended + LEAVING - now);
  }

  /** For a request that itself waits for such work: meanwhile it is not under way. */
  public <T> T aside(Future<T> work) throws InterruptedException, ExecutionException {
    ended();
    try {
      return work.get();
    } finally {
      begun();
    }
  }
}
