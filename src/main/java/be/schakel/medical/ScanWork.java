package be.schakel.medical;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Has the scanner look at what waits for it, a few at a time. Every node has one; they share the
 * work by locks of the database, and any of them, and the scanner, may die.
 */
@ApplicationScoped
public class ScanWork {

  private static final System.Logger LOG = System.getLogger(ScanWork.class.getName());
  private static final int EVERY_MILLIS = 200;
  private static final int AT_ONCE = 4;

  /** Beyond what one may take: before another node may take it over. */
  private static final Duration MARGIN = Duration.ofSeconds(30);

  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(1);
  private static final Duration ERASED = Duration.ofDays(1);

  @Inject Scans scans;
  @Inject Scanner scanner;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;
  @Resource ManagedExecutorService aside;

  private final Semaphore free = new Semaphore(AT_ONCE);
  private volatile boolean stopped;
  private volatile boolean away;
  private Future<?> working;

  /** Called once, when the tables are there. Without a scanner nothing waits. */
  public void start() {
    if (scanner.isOn()) {
      working =
          timer.scheduleWithFixedDelay(
              this::work, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
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
      var room = free.availablePermits();
      if (room == 0 || stopped) {
        return;
      }
      for (var due : scans.claim(room, scanner.patience().plus(MARGIN), clock.instant())) {
        free.acquireUninterruptibly();
        aside.submit(() -> look(due));
      }
    } catch (RuntimeException later) {
      // The timer would stop for good; what is due stays so
      wait(later);
    }
  }

  private void look(Scans.Due due) {
    try {
      var content = scans.content(due.document());
      if (content.isEmpty()) {
        scans.again(due.document(), clock.instant().plus(ERASED));
        return;
      }
      var verdict = scanner.look(content.get().bytes(), content.get().sha256());
      scans.decide(due.document(), verdict, clock.instant());
      if (!verdict.clean()) {
        LOG.log(
            Level.WARNING,
            "event=malware-found document={0} threat={1}",
            due.document(),
            verdict.threat().orElse("unnamed"));
      }
      if (away) {
        LOG.log(Level.INFO, "event=scanner-back");
      }
      away = false;
    } catch (IOException | RuntimeException unseen) {
      wait(unseen);
      postpone(due);
    } finally {
      free.release();
    }
  }

  private void postpone(Scans.Due due) {
    try {
      scans.again(due.document(), clock.instant().plus(after(due.tries())));
    } catch (RuntimeException databaseAway) {
      // Its claim ends by itself
      wait(databaseAway);
    }
  }

  /** Twice as long each time, up to a minute: the scanner may be away for a week. */
  static Duration after(int tries) {
    var whole = FIRST.multipliedBy(1L << Math.min(Math.max(0, tries - 1), 10));
    return whole.compareTo(LONGEST) < 0 ? whole : LONGEST;
  }

  /** Told once, not with every document. */
  private void wait(Exception cause) {
    if (!away && !stopped) {
      LOG.log(Level.WARNING, "event=documents-wait-for-scan cause={0}", cause.getClass().getName());
    }
    away = true;
  }
}
