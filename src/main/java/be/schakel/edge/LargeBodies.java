package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only so many large bodies be in memory at once, so that a few partners with big reports
 * cannot fill the heap for everybody. Who comes too many waits for its turn, in order; what is
 * streamed needs none.
 */
@ApplicationScoped
class LargeBodies {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final Duration LATER = Duration.ofSeconds(5);
  private static final int MEBIBYTE = 1024 * 1024;
  private static final long SMALL = 256 * 1024;
  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");
  private static final String STREAMED = "/api/documents";

  @Inject
  @ConfigProperty(name = "schakel.body.memory-mib")
  int memory;

  private Semaphore free;

  @PostConstruct
  void open() {
    free = new Semaphore(Math.max(memory, JsonBody.LIMIT / MEBIBYTE), true);
  }

  /** Room that a request holds until it is answered. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for room.
   *
   * @throws SchakelProblem {@link Code#BUSY} when there is none in time
   */
  Held hold(HttpServletRequest request, String path) {
    var needed = needed(request.getMethod(), path, request.getContentLengthLong());
    if (needed == 0) {
      return () -> {};
    }
    try {
      if (!free.tryAcquire(needed, PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw busy();
    }
    return () -> free.release(needed);
  }

  /** MiB; a body that does not say how long it is may be as long as one may be. */
  static int needed(String method, String path, long length) {
    if (WITHOUT_BODY.contains(method)
        || path.equals(STREAMED)
        || (length >= 0 && length <= SMALL)) {
      return 0;
    }
    var most = JsonBody.LIMIT / MEBIBYTE;
    return length < 0 ? most : (int) Math.min(most, (length + MEBIBYTE - 1) / MEBIBYTE);
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.BUSY).retryAfter(LATER);
  }
}
