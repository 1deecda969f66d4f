package be.schakel.fhir.guide;

import be.schakel.edge.UnderWay;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;

/**
 * The full validator for whoever asks: one at a time with a few waiting, on a thread of its own
 * that halts at the next element whenever a request is under way.
 *
 * <p>Not a thread of low priority: who waits for a lock that it holds, or the collector for it to
 * come to a stop, would wait as long as the least of all threads.
 */
@ApplicationScoped
public class Validation {

  private static final Duration LATER = Duration.ofSeconds(5);

  /** Where requests never end, a twentieth of the time is the validator's all the same. */
  private static final int PATIENCE = 19;

  private static final int REST = 16;

  /** Of one halt: longer work between two elements, such as the first, is not to stop for long. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  /** Of a processor, for one resource: hundreds of times what a report takes. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

  @Resource ManagedThreadFactory threads;
  @Inject UnderWay underWay;

  private ThreadPoolExecutor lane;

  /** Of the lane's thread alone, like the five after it. */
  private FullValidator validator;

  private long resumed;
  private long until;
  private long took;
  private boolean gaveWay;
  private int asked;

  private final WaitingRoom room = new WaitingRoom();

  @PostConstruct
  void open() {
    open(threads, underWay);
  }

  Validation open(ThreadFactory threads, UnderWay underWay) {
    this.underWay = underWay;
    lane =
        new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new PriorityBlockingQueue<>(), threads);
    return this;
  }

  @PreDestroy
  void close() {
    // Else whoever waits would do so for ever
    lane.shutdownNow().forEach(turn -> ((Future<?>) turn).cancel(false));
  }

  /**
   * @param account whose turn it is
   * @param work reads what was sent and validates it, and runs what it gets between its steps; what
   *     it throws of ours is thrown here
   * @throws SchakelProblem {@link Code#VALIDATOR_BUSY} when too many wait already
   */
  public <T> T behind(String account, BiFunction<FullValidator, Runnable, T> work) {
    try (var turn = room.enter(account, () -> done(work)).orElseThrow(Validation::busy)) {
      return answer(turn);
    }
  }

  private <T> T answer(WaitingRoom.Turn<T> turn) {
    try {
      lane.execute(turn);
      return underWay.aside(turn);
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SchakelProblem problem) {
        throw problem;
      }
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("validator: " + failed.getCause().getClass().getName());
    } catch (RejectedExecutionException | CancellationException stopping) {
      throw busy();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private <T> T done(BiFunction<FullValidator, Runnable, T> work) {
    var learns = validator == null;
    if (learns) {
      validator = new FullValidator(this::giveWay);
    }
    rest();
    underWay.awaitNone(LONGEST);
    resumed = System.nanoTime();
    // The first reads the definitions, which nobody sent
    until = learns ? Long.MAX_VALUE : CPU.getCurrentThreadCpuTime() + LIMIT.toNanos();
    var begun = CPU.getCurrentThreadCpuTime();
    try {
      return work.apply(validator, this::giveWay);
    } finally {
      took = CPU.getCurrentThreadCpuTime() - begun;
    }
  }

  /**
   * A request that comes after a piece of a validation finds cold caches, and what we look at
   * ourselves cannot be halted for two or three milliseconds: so on a busy gateway one validation
   * does not follow right upon another.
   */
  private void rest() {
    if (gaveWay) {
      LockSupport.parkNanos(REST * Math.min(took, LONGEST.toNanos()));
      gaveWay = false;
    }
  }

  private void giveWay() {
    // Asked thousands of times for a report; this question alone is no cheap one
    if (++asked % 64 == 0 && CPU.getCurrentThreadCpuTime() > until) {
      throw new FullValidator.TooLong();
    }
    if (underWay.any()) {
      gaveWay = true;
      var patience = Duration.ofNanos(System.nanoTime() - resumed).multipliedBy(PATIENCE);
      underWay.awaitNone(patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
      resumed = System.nanoTime();
    }
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.VALIDATOR_BUSY).retryAfter(LATER);
  }
}
