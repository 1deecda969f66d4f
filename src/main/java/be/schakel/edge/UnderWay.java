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

  private final AtomicInteger count = new AtomicInteger();
  private final Set<Thread> waiting = ConcurrentHashMap.newKeySet();

  void begun() {
    count.incrementAndGet();
  }

  /** No lock: a request never waits for who gives way to it. */
  void ended() {
    if (count.decrementAndGet() == 0) {
      waiting.forEach(LockSupport::unpark);
    }
  }

  /** Cheap enough to ask a thousand times in a millisecond. */
  public boolean any() {
    return count.get() > 0;
  }

  /** Returns when none is under way, when the patience is over, or when interrupted. */
  public void awaitNone(Duration patience) {
    var until = System.nanoTime() + patience.toNanos();
    var self = Thread.currentThread();
    waiting.add(self);
    try {
      while (any() && !self.isInterrupted() && System.nanoTime() < until) {
        LockSupport.parkNanos(this, until - System.nanoTime());
      }
    } finally {
      waiting.remove(self);
    }
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
