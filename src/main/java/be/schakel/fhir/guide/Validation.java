package be.schakel.fhir.guide;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.validation.SingleValidationMessage;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The full validator for whoever asks: one at a time with a few waiting, and behind everything
 * else, on a thread of its own with Java's lowest priority. {@code liberty/jvm.options} makes that
 * a thread which computes only while nobody else does.
 */
@ApplicationScoped
public class Validation {

  private static final int WAITING = 8;
  private static final Duration LATER = Duration.ofSeconds(2);

  /** A rest of longer work, such as the first, would keep the others waiting. */
  private static final Duration LONGEST = Duration.ofMillis(100);

  @Resource ManagedThreadFactory threads;

  /** Never threads of a pool for all: what went down in priority may not go up again. */
  private ThreadPoolExecutor lane;

  @PostConstruct
  void open() {
    var waiting = new ArrayBlockingQueue<Runnable>(WAITING);
    lane = new Lane(waiting, this::behind);
  }

  @PreDestroy
  void close() {
    lane.shutdownNow();
  }

  private Thread behind(Runnable work) {
    var thread = threads.newThread(work);
    thread.setPriority(Thread.MIN_PRIORITY);
    return thread;
  }

  /**
   * @param resource as JSON
   * @param profiles names of definitions of the guide
   * @throws SchakelProblem {@link Code#VALIDATOR_BUSY} when too many wait already
   */
  public List<SingleValidationMessage> findings(String resource, List<String> profiles) {
    var named = profiles.toArray(String[]::new);
    try {
      return lane.submit(() -> FullValidator.ready().findings(resource, named)).get();
    } catch (RejectedExecutionException full) {
      throw busy();
    } catch (ExecutionException failed) {
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("validator: " + failed.getCause().getClass().getName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  /**
   * One thread that rests thrice as long as it worked: a scheduler that shares processors between
   * processes makes all threads of one pay for what one of them took, however low its priority.
   */
  private static final class Lane extends ThreadPoolExecutor {

    private static final int REST = 3;

    private long begun;

    Lane(BlockingQueue<Runnable> waiting, ThreadFactory threads) {
      super(1, 1, 0, TimeUnit.SECONDS, waiting, threads);
    }

    @Override
    protected void beforeExecute(Thread thread, Runnable work) {
      begun = System.nanoTime();
    }

    @Override
    protected void afterExecute(Runnable work, Throwable failure) {
      // Whoever asked has its answer
      LockSupport.parkNanos(REST * Math.min(System.nanoTime() - begun, LONGEST.toNanos()));
    }
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.VALIDATOR_BUSY).retryAfter(LATER);
  }
}
