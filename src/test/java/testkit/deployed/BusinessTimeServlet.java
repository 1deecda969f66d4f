package testkit.deployed;

import be.schakel.mano.Deadlines;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;

/** Moves the business time of a test deployment, and tells at once what became due by it. */
@WebServlet("/test/business-time")
public class BusinessTimeServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient MovedTime time;
  @Inject transient Deadlines deadlines;
  @Inject transient Clock real;

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var body = request.getInputStream().readAllBytes();
    var now = Instant.parse(new String(body, StandardCharsets.UTF_8));
    time.moveTo(now, real);
    deadlines.warn(now);
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
  }
}
