package be.schakel.referral;

import be.schakel.disclosure.BusinessTime;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.enterprise.inject.Default;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Urgent reports that no centre took up within the configured time: told on the health page, and
 * once each in the log and to those on duty.
 *
 * <p>The check stays up: an alarm must not take a working node out of service. It names no report;
 * the centre's worklist does.
 */
@Readiness
@Default
@ApplicationScoped
public class UntakenAlarm implements HealthCheck {

  private static final System.Logger LOG = System.getLogger(UntakenAlarm.class.getName());
  private static final int LOOK_EVERY_SECONDS = 10;
  private static final int MOST = 1000;

  private static final String UNTAKEN =
      """
      select id from referral
       where urgency <> 'ROUTINE' and status in ('RECEIVED', 'ROUTING_REQUIRED') and received_at < :before
       order by received_at limit :most""";

  @Inject Jdbi db;
  @Inject @BusinessTime Clock clock;
  @Inject UrgentNews news;

  @Inject
  @ConfigProperty(name = "schakel.urgent.take-up", defaultValue = "PT30M")
  Duration takeUp;

  @Resource ManagedScheduledExecutorService timer;

  private volatile List<UUID> untaken = List.of();
  private Future<?> looking;

  /** Starts looking; called once. */
  public void start() {
    looking = timer.scheduleWithFixedDelay(this::look, 0, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
  }

  /** While the database is still there. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    if (looking != null) {
      looking.cancel(false);
    }
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named("urgent-referrals")
        .up()
        .withData("notTakenUp", untaken.size())
        .withData("within", takeUp.toString())
        .build();
  }

  /**
   * The urgent reports received before {@code takeUp} ago and taken up by nobody, the oldest first.
   */
  List<UUID> untaken(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(UNTAKEN)
                .bind("before", now.minus(takeUp).atOffset(ZoneOffset.UTC))
                .bind("most", MOST)
                .mapTo(UUID.class)
                .list());
  }

  private void look() {
    try {
      var before = untaken;
      var found = untaken(clock.instant());
      found.stream()
          .filter(id -> !before.contains(id))
          .forEach(
              id -> {
                news.notTakenUp(id, clock.instant());
                LOG.log(System.Logger.Level.WARNING, "event=urgent-not-taken-up referral={0}", id);
              });
      untaken = found;
    } catch (JdbiException gone) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=urgent-check-failed cause={0}",
          gone.getClass().getName());
    }
  }
}
