package be.schakel.edge;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.inject.Inject;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;

/**
 * What is said where no resource answers: the same problems as everywhere, instead of the server's
 * own pages with their class names. It also answers for every path that nothing else serves.
 */
@WebServlet(name = "errors", urlPatterns = "/", asyncSupported = true)
public class ErrorPage extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient Arrival arrival;
  @Inject transient FailureLog failures;
  @Inject transient Clock clock;

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!request.isSecure()) {
      response.setStatus(HttpServletResponse.SC_FORBIDDEN);
      return;
    }
    if (!arrival.known()) {
      // Refused by the server before it came to the door
      arrival.arrived(request, path(request), response, clock.instant());
    }
    var status =
        request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) instanceof Integer code
            ? code
            : HttpServletResponse.SC_NOT_FOUND;
    var problem =
        status >= HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                && request.getAttribute(RequestDispatcher.ERROR_EXCEPTION)
                    instanceof Throwable failure
            ? Failures.problem(failure, arrival)
            : named(Failures.status(status, arrival.speech(), null));
    failures.note(problem, arrival.trace());
    write(response, problem, arrival);
  }

  /** The server does not say what of a request it could not read. */
  private SchakelProblem named(SchakelProblem problem) {
    return problem.code() == Code.MALFORMED_REQUEST
        ? arrival
            .unreadableHeader()
            .map(name -> SchakelProblem.of(Code.INVALID_HEADER, name))
            .orElse(problem)
        : problem;
  }

  private static String path(HttpServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
        ? uri
        : request.getServletPath();
  }

  /** Writes a problem in the way of the face that was asked. */
  static void write(HttpServletResponse response, SchakelProblem problem, Arrival arrival)
      throws IOException {
    var answer = Answer.of(problem, arrival.face(), arrival.language(), arrival.trace().traceId());
    var body = Json.MAPPER.writeValueAsBytes(answer.body());
    response.resetBuffer();
    response.setStatus(answer.status());
    answer.headers().forEach(response::setHeader);
    response.setContentType(answer.mediaType());
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
