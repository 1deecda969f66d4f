package be.schakel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.JdbiException;

/**
 * How notices are, on the health page. It stays up: an alarm must not take a working node out of
 * service. Partners read this page too, so it counts and names nobody; the log names them.
 */
@Readiness
@ApplicationScoped
public class NoticeAlarm implements HealthCheck {

  @Inject DeadLetterRows rows;

  @Override
  public HealthCheckResponse call() {
    var answer = HealthCheckResponse.named("notices").up();
    try {
      var counts = rows.counts();
      answer
          .withData("waiting", counts.waiting())
          .withData("deadLetters", counts.dead())
          .withData("partnersNotReached", counts.unreachable());
    } catch (JdbiException away) {
      answer.withData("unknown", true);
    }
    return answer.build();
  }
}
