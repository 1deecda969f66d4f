package be.schakel.alert;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Posts what is due, on every node; and shows on the health page what nobody acknowledged and
 * whether letters cannot be posted.
 *
 * <p>The check stays up: an alarm must not take a working node out of service.
 */
@Readiness
@Default
@ApplicationScoped
public class AlertWork implements HealthCheck {

  private static final System.Logger LOG = System.getLogger(AlertWork.class.getName());
  private static final int EVERY_MILLIS = 1_000;

  @Inject Alerts alerts;
  @Inject AlertRows rows;
  @Inject Post post;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  @Inject
  @ConfigProperty(name = "schakel.public-url")
  String publicUrl;

  private volatile AlertRows.Open open = new AlertRows.Open(0, 0, 0);
  private Future<?> working;

  /** Starts posting; called once. */
  public void start() {
    working =
        timer.scheduleWithFixedDelay(this::work, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** While the database is still there. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    if (working != null) {
      working.cancel(false);
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("alerts")
        .up()
        .withData("notAcknowledged", open.all())
        .withData("givenUp", open.givenUp())
        .withData("lettersFailing", open.failing())
        .build();
  }

  private void work() {
    try {
      alerts.raise(clock.instant());
      for (var due : alerts.claim(clock.instant())) {
        alerts.posted(due, sent(due, clock.instant()), clock.instant());
      }
      open = rows.open();
    } catch (RuntimeException later) {
      LOG.log(
          System.Logger.Level.WARNING, "event=alerts-failed cause={0}", later.getClass().getName());
    }
  }

  private boolean sent(Alerts.Due due, Instant now) {
    var alert = due.alert();
    try {
      post.send(
          due.to(),
          Letter.about(alert.id(), alert.raisedAt(), publicUrl, due.to().language()),
          alert.id() + "-" + (alert.told() + 1),
          now);
      return true;
    } catch (MessagingException | IOException | RuntimeException failed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=alert-letter-failed alert={0} cause={1}",
          alert.id(),
          failed.getClass().getName());
      return false;
    }
  }
}
