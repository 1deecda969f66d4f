package be.schakel.edge;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/**
 * Every failure of a resource becomes a problem of the catalogue; what is unforeseen says nothing.
 */
@Provider
@ApplicationScoped
public class ProblemMapper implements ExceptionMapper<Throwable> {

  @Inject Arrival arrival;
  @Inject FailureLog failures;

  @Override
  public Response toResponse(Throwable failure) {
    if (failure instanceof WebApplicationException answered
        && answered.getResponse().getStatus() < 400) {
      return answered.getResponse();
    }
    var face = arrival.face();
    var problem = Failures.problem(failure, face.offered());
    failures.note(problem, arrival.trace());
    var answer = Answer.of(problem, face, arrival.language(), arrival.trace().traceId());
    var response = Response.status(answer.status()).type(answer.mediaType()).entity(answer.body());
    answer.headers().forEach(response::header);
    return response.build();
  }
}
