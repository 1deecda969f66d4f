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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The full validator for whoever asks: one at a time with a few waiting, and behind everything
 * else, on a thread of its own with Java's lowest priority. {@code liberty/jvm.options} makes that
 * a thread which computes only while nobody else does.
 */
@ApplicationScoped
public class Validation {

  private static final int WAITING = 8;
  private static final Duration LATER = Duration.ofSeconds(2);

  @Resource ManagedThreadFactory threads;

  /** Never threads of a pool for all: what went down in priority may not go up again. */
  private ThreadPoolExecutor lane;

  @PostConstruct
  void open() {
    var waiting = new ArrayBlockingQueue<Runnable>(WAITING);
    lane = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, waiting, this::behind);
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

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.VALIDATOR_BUSY).retryAfter(LATER);
  }
}
