package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets only so many large bodies be in memory at once, so that a few partners with big reports
 * cannot fill the heap for everybody. Who comes too many waits for its turn, in order.
 *
 * <p>What is validated waits for its turn with its body, however long that takes, and has a room of
 * its own: a report does not wait for it. There nobody waits for room either.
 *
 * <p>What is streamed takes no memory, but a connection of the database for as long as its sender
 * takes, so there may be only so many of these too, and nobody waits for one. Whoever streams a
 * body asks for that itself: an address can be written in more than one way. The same holds for
 * large answers that are in memory until their readers, who may be slow, have them.
 *
 * <p>No partner may take it all: one that sends a byte a minute would stop everybody.
 */
@ApplicationScoped
public class LargeBodies {

  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int MEBIBYTE = 1024 * 1024;
  private static final int MOST = JsonBody.LIMIT / MEBIBYTE;
  private static final int MOST_VALIDATED = 1;
  private static final long SMALL = 256 * 1024;
  private static final int STREAMS = 8;
  private static final int STREAMS_OF_ONE = 4;
  private static final int ANSWERS = 8;
  private static final int ANSWERS_OF_ONE = 4;

  /** Each waits in a thread of its own, and server.xml keeps more threads than these ready. */
  private static final int WAITING = 24;

  private static final int WAITING_OF_ONE = 12;

  private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD", "OPTIONS", "DELETE");

  /** Their bodies are not held in memory, unless as a resource of FHIR. */
  private static final Set<String> STREAMED = Set.of("/api/documents", "/fhir/Binary");

  @Inject
  @ConfigProperty(name = "schakel.body.memory-mib")
  int mebibytes;

  private final Room streams = new Room(STREAMS, STREAMS_OF_ONE);
  private final Room answers = new Room(ANSWERS, ANSWERS_OF_ONE);
  private final Semaphore waiting = new Semaphore(WAITING);
  private Room memory;
  private Room validated;

  @PostConstruct
  void open() {
    open(mebibytes);
  }

  /**
   * @param mebibytes room for all together; half of it for one partner, but always one body
   */
  LargeBodies open(int mebibytes) {
    var room = Math.max(mebibytes, MOST);
    var ofOne = Math.max(room / 2, MOST);
    memory = new Room(room, ofOne);
    validated = new Room(room, ofOne);
    return this;
  }

  /** Room that a request holds until it is answered. */
  public interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Waits for room in memory.
   *
   * @param account whose room it is
   * @throws SchakelProblem {@link Code#BUSY} when there is none in time
   */
  Held hold(HttpServletRequest request, String path, String account) {
    var needed =
        streamed(path, request.getContentType()) || WITHOUT_BODY.contains(request.getMethod())
            ? 0
            : needed(request.getContentLengthLong());
    return validated(request.getMethod(), path)
        ? validation(needed, request.getContentType(), account)
        : hold(needed, account, PATIENCE);
  }

  static boolean validated(String method, String path) {
    return method.equals("POST") && path.startsWith("/fhir/") && path.endsWith("/$validate");
  }

  /** Of JSON no more is read than may be validated, whatever is sent; XML is read whole first. */
  Held validation(int needed, String contentType, String account) {
    var most = lower(contentType).contains("xml") ? MOST : MOST_VALIDATED;
    return validated.take(Math.min(needed, most), account, Duration.ZERO);
  }

  /**
   * The same for what is read again from where it is stored, and made into something else.
   *
   * @param length in bytes
   */
  public Held hold(long length, String account) {
    return hold(Math.max(1, needed(length)), account, PATIENCE);
  }

  Held hold(int needed, String account, Duration patience) {
    if (needed == 0) {
      return () -> {};
    }
    if (memory.waiting(account) >= WAITING_OF_ONE || !waiting.tryAcquire()) {
      throw Room.busy();
    }
    try {
      return memory.take(needed, account, patience);
    } finally {
      waiting.release();
    }
  }

  /**
   * Whether a body never is in memory as a whole: where in doubt, it may be.
   *
   * @param path as the server reads it: without what a segment may carry after a semicolon
   */
  static boolean streamed(String path, String contentType) {
    var place = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    return STREAMED.contains(place) && !lower(contentType).contains("fhir");
  }

  private static String lower(String contentType) {
    return Objects.requireNonNullElse(contentType, "").toLowerCase(Locale.ROOT);
  }

  /**
   * A place for a body that is streamed; nobody waits for one.
   *
   * @throws SchakelProblem {@link Code#BUSY} when there is none
   */
  public Held stream(String account) {
    return streams.take(1, account, Duration.ZERO);
  }

  /**
   * A place for an answer while it leaves; nobody waits for one.
   *
   * @param length in bytes
   * @throws SchakelProblem {@link Code#BUSY} when there is none
   */
  public Held answer(long length, String account) {
    return length <= SMALL ? () -> {} : answers.take(1, account, Duration.ZERO);
  }

  /** MiB; a body that does not say how long it is may be as long as one may be. */
  static int needed(long length) {
    if (length >= 0 && length <= SMALL) {
      return 0;
    }
    return length < 0 ? MOST : (int) Math.min(MOST, (length + MEBIBYTE - 1) / MEBIBYTE);
  }
}
