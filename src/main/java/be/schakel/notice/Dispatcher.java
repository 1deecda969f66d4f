package be.schakel.notice;

import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps notices moving: gives them their places and brings what is due. Every node has one; they
 * share the work by locks of the database, and any of them may die.
 */
@ApplicationScoped
public class Dispatcher {

  private static final System.Logger LOG = System.getLogger(Dispatcher.class.getName());
  private static final int EVERY_MILLIS = 100;

  @Inject Line line;
  @Inject Deliveries deliveries;
  @Inject Courier courier;
  @Inject Registries registries;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;
  @Resource ManagedExecutorService couriers;

  private final Semaphore free = new Semaphore(Courier.AT_ONCE);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile boolean stopped;
  private boolean away;
  private Future<?> working;

  /** Before anything else is started: see {@link Lines#prepare}. */
  public static void prepare() {
    Lines.prepare();
  }

  /** Called once, when the tables are there. */
  public void start() {
    working =
        timer.scheduleWithFixedDelay(this::work, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** While the database is still there. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    stopped = true;
    if (working != null) {
      working.cancel(false);
    }
  }

  private void work() {
    try {
      while (line.waits() && line.place(clock.instant()) > 0) {
        send();
      }
      send();
      away = false;
    } catch (RuntimeException failed) {
      // Once, not ten times a second; the timer would stop for good
      if (!away && !stopped) {
        LOG.log(Level.WARNING, "event=notices-wait cause={0}", failed.getClass().getName());
      }
      away = true;
    }
  }

  /**
   * Claims what is due as far as there is room. One thread at a time looks; who comes meanwhile
   * only sees to it that it looks once more, so that nobody waits.
   */
  private void send() {
    if (asked.getAndIncrement() > 0) {
      return;
    }
    var seen = 1;
    try {
      while (seen > 0) {
        claim();
        seen = asked.addAndGet(-seen);
      }
    } finally {
      if (seen > 0) {
        asked.set(0);
      }
    }
  }

  private void claim() {
    if (stopped || free.availablePermits() == 0) {
      return;
    }
    var able =
        registries.current().partners().stream()
            .filter(Registration::active)
            .map(Registration::code)
            .toList();
    for (var parcel : deliveries.claim(able, free.availablePermits(), clock.instant())) {
      free.acquireUninterruptibly();
      couriers.submit(() -> bring(parcel));
    }
  }

  private void bring(Parcel parcel) {
    try {
      var attempt = courier.bring(parcel);
      if (attempt.problem().isEmpty()) {
        deliveries.arrived(parcel, attempt, clock.instant());
      } else {
        note(parcel, attempt, deliveries.failed(parcel, attempt, clock.instant()));
      }
    } catch (RuntimeException failed) {
      // It is claimed again when the lease is over
      LOG.log(Level.WARNING, "event=notice-unsettled cause={0}", failed.getClass().getName());
    } finally {
      free.release();
    }
    try {
      send();
    } catch (RuntimeException later) {
      LOG.log(Level.DEBUG, "event=notices-wait cause={0}", later.getClass().getName());
    }
  }

  private static void note(
      Parcel parcel, Parcel.Attempt attempt, Deliveries.Consequence consequence) {
    if (consequence.dead()) {
      LOG.log(
          Level.ERROR,
          "event=notice-dead partner={0} delivery={1} problem={2}",
          parcel.partner(),
          parcel.id(),
          attempt.problem().orElseThrow());
    } else if (!consequence.open().isZero()) {
      LOG.log(
          Level.WARNING,
          "event=partner-not-reached partner={0} problem={1} alone={2}",
          parcel.partner(),
          attempt.problem().orElseThrow(),
          consequence.open());
    }
  }
}
