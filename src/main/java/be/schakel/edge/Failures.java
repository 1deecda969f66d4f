package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.net.URISyntaxException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.ConnectionException;

/** What any throwable means to a caller. Pure: nothing of its message ever gets out. */
final class Failures {

  private static final int DEEPEST = 20;
  private static final Duration SOON = Duration.ofSeconds(5);

  /**
   * SQL states that pass by themselves: connection (08), rolled back by others (40), resources
   * (53), shut down or starting (57), system (58), lock not to be had (55P03), read-only after a
   * failover (25006).
   */
  private static final List<String> PASSING =
      List.of("08", "40", "53", "57", "58", "55P03", "25006");

  private Failures() {}

  /**
   * @param arrival of the request that failed
   */
  static SchakelProblem problem(Throwable failure, Arrival arrival) {
    // The server's JAX-RS fails on a header before it comes to any class of ours, and with a 500
    if (chain(failure).anyMatch(Failures::ofJaxRs) && arrival.unreadableHeader().isPresent()) {
      return SchakelProblem.of(Code.INVALID_HEADER, arrival.unreadableHeader().get());
    }
    return problem(failure, arrival.speech());
  }

  private static boolean ofJaxRs(Throwable failure) {
    return failure.getClass().getName().startsWith("org.jboss.resteasy.spi.");
  }

  static SchakelProblem problem(Throwable failure, Face.Speech spoken) {
    return chain(failure)
        .flatMap(each -> each instanceof SchakelProblem problem ? Stream.of(problem) : Stream.of())
        .findFirst()
        .orElseGet(() -> other(failure, spoken));
  }

  /** Whether it is a fault of ours that somebody must look at. */
  static boolean unexpected(SchakelProblem problem) {
    return problem.code() == Code.INTERNAL;
  }

  private static SchakelProblem other(Throwable failure, Face.Speech spoken) {
    if (chain(failure).anyMatch(Failures::storage)) {
      return SchakelProblem.of(Code.STORAGE_UNAVAILABLE).retryAfter(SOON).causedBy(failure);
    }
    if (chain(failure).anyMatch(URISyntaxException.class::isInstance)) {
      return SchakelProblem.of(Code.MALFORMED_REQUEST);
    }
    if (failure instanceof WebApplicationException answered) {
      return http(answered, spoken);
    }
    return SchakelProblem.of(Code.INTERNAL).causedBy(failure);
  }

  private static SchakelProblem http(WebApplicationException answered, Face.Speech spoken) {
    if (answered instanceof NotAllowedException notAllowed) {
      return SchakelProblem.of(Code.METHOD_NOT_ALLOWED, allowed(notAllowed));
    }
    // Of an address that no method has: an id that is none, or of nobody, is a problem of ours
    if (answered instanceof NotFoundException && spoken.isFhir()) {
      return SchakelProblem.of(Code.NO_SUCH_INTERACTION);
    }
    return status(answered.getResponse().getStatus(), spoken, answered);
  }

  /**
   * The problem of a bare HTTP status.
   *
   * @param spoken the media types of the place, for 406 and 415
   */
  static SchakelProblem status(int status, Face.Speech spoken, Throwable cause) {
    return switch (status) {
      case 401 -> SchakelProblem.of(Code.TOKEN_MISSING);
      case 404 -> SchakelProblem.of(Code.NOT_FOUND);
      case 405 -> SchakelProblem.of(Code.METHOD_NOT_ALLOWED, "GET, POST");
      case 406 -> SchakelProblem.of(Code.NOT_ACCEPTABLE, spoken.given());
      case 412 -> SchakelProblem.of(Code.STALE_VERSION);
      case 413 -> SchakelProblem.of(Code.BODY_TOO_LARGE, "10", "50");
      case 415 -> SchakelProblem.of(Code.UNSUPPORTED_MEDIA_TYPE, spoken.accepted());
      case 429 -> SchakelProblem.of(Code.TOO_MANY_REQUESTS, "1");
      case 503 -> SchakelProblem.of(Code.STORAGE_UNAVAILABLE).retryAfter(SOON);
      default ->
          status >= 400 && status < 500
              ? SchakelProblem.of(Code.MALFORMED_REQUEST)
              : SchakelProblem.of(Code.INTERNAL).causedBy(cause);
    };
  }

  private static String allowed(NotAllowedException notAllowed) {
    var header = notAllowed.getResponse().getHeaderString(HttpHeaders.ALLOW);
    return header == null ? "" : String.join(", ", header.split("\\s*,\\s*"));
  }

  private static boolean storage(Throwable failure) {
    if (failure instanceof ConnectionException
        || failure instanceof SQLRecoverableException
        || failure instanceof SQLTransientException
        || failure instanceof SQLNonTransientConnectionException) {
      return true;
    }
    return failure instanceof SQLException sql
        && sql.getSQLState() != null
        && PASSING.stream().anyMatch(sql.getSQLState()::startsWith);
  }

  private static Stream<Throwable> chain(Throwable failure) {
    return Stream.iterate(failure, each -> each != null, Throwable::getCause).limit(DEEPEST);
  }
}
