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
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * The full validator for whoever asks: one at a time with a few waiting, on a thread of its own
 * that halts at the next element whenever a request is under way.
 *
 * <p>Not a thread of low priority: who waits for a lock that it holds, or the collector for it to
 * come to a stop, would wait as long as the least of all threads.
 */
@ApplicationScoped
public class Validation {

  private static final int WAITING = 8;
  private static final Duration LATER = Duration.ofSeconds(2);

  /** Where requests never end, a twentieth of the time is the validator's all the same. */
  private static final int PATIENCE = 19;

  /** Of one halt: longer work between two elements, such as the first, is not to stop for long. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  @Resource ManagedThreadFactory threads;
  @Inject UnderWay underWay;

  private ThreadPoolExecutor lane;

  /** Of the lane's thread alone, like {@link #resumed}. */
  private FullValidator validator;

  private long resumed;

  @PostConstruct
  void open() {
    lane =
        new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), threads);
  }

  @PreDestroy
  void close() {
    lane.shutdownNow();
  }

  /**
   * @param work reads what was sent and validates it; what it throws of ours is thrown here
   * @throws SchakelProblem {@link Code#VALIDATOR_BUSY} when too many wait already
   */
  public <T> T behind(Function<FullValidator, T> work) {
    try {
      return underWay.aside(lane.submit(() -> worked(work)));
    } catch (RejectedExecutionException full) {
      throw busy();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof SchakelProblem problem) {
        throw problem;
      }
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("validator: " + failed.getCause().getClass().getName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private <T> T worked(Function<FullValidator, T> work) {
    if (validator == null) {
      validator = new FullValidator(this::giveWay);
    }
    underWay.awaitNone(LONGEST);
    resumed = System.nanoTime();
    return work.apply(validator);
  }

  private void giveWay() {
    if (underWay.any()) {
      var worked = Duration.ofNanos(System.nanoTime() - resumed);
      var patience = worked.multipliedBy(PATIENCE);
      underWay.awaitNone(patience.compareTo(LONGEST) > 0 ? LONGEST : patience);
      resumed = System.nanoTime();
    }
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.VALIDATOR_BUSY).retryAfter(LATER);
  }
}
