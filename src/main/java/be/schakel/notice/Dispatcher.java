package be.schakel.notice;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Keeps notices moving. Every node has one; they take turns by locks of the database. */
@ApplicationScoped
public class Dispatcher {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final int EVERY_MILLIS = 100;

  @Inject Line line;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  private boolean away;
  private Future<?> working;

  /** Called once, when the tables are there. */
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

  private void work() {
    try {
      while (line.waits() && line.place(clock.instant()) > 0) {
        away = false;
      }
      away = false;
    } catch (RuntimeException failed) {
      // Once, not ten times a second; the timer would stop for good
      if (!away) {
        LOG.log(
            System.Logger.Level.WARNING,
            "event=notices-wait cause={0}",
            failed.getClass().getName());
      }
      away = true;
    }
  }
}
