package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.Kind;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Every failure of a resource becomes a problem of the catalogue; what is unforeseen says nothing.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

  @Inject Arrival arrival;
  @Inject FailureLog failures;
  @Inject DoorLog log;
  @Context UriInfo uri;
  @Context Request request;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException answered
        && answered.getResponse().getStatus() < 400) {
      return answered.getResponse();
    }
    var face = arrival.face();
    var problem = logged(whole(Failures.problem(failure, arrival)));
    failures.note(problem, arrival.trace());
    var answer = Answer.of(problem, face, arrival.language(), arrival.trace().traceId());
    var response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }

  /** Who serves an address does not know the parameters that were taken out before. */
  private SchakelProblem whole(SchakelProblem problem) {
    var code = problem.code();
    if (code != Code.UNKNOWN_PARAMETER && code != Code.NOT_SEARCHED_SO) {
      return problem;
    }
    var known =
        Stream.concat(problem.arguments().stream(), arrival.readAhead().stream())
            .filter(name -> !name.isEmpty())
            .collect(Collectors.joining(", "));
    return SchakelProblem.of(code, known.isEmpty() ? "-" : known);
  }

  /**
   * What was refused after its work had begun left no entry, because its transaction was rolled
   * back.
   */
  private SchakelProblem logged(SchakelProblem problem) {
    var kind = problem.code().kind();
    if ((kind != Kind.CONFLICT && kind != Kind.UNPROCESSABLE) || arrival.knownCaller().isEmpty()) {
      return problem;
    }
    try {
      log.rolledBack(arrival.knownCaller().get(), action(), referral(), problem.code());
      return problem;
    } catch (RuntimeException unwritten) {
      return Failures.problem(unwritten, arrival.speech());
    }
  }

  private LogAction action() {
    if (request.getMethod().equals(HttpMethod.GET)) {
      return LogAction.READ;
    }
    var submits = request.getMethod().equals(HttpMethod.POST) && referral().isEmpty();
    return submits ? LogAction.SUBMIT : LogAction.UPDATE;
  }

  private Optional<UUID> referral() {
    return Optional.ofNullable(uri.getPathParameters().getFirst("id")).flatMap(Uuid7::parse);
  }
}
