package be.schakel;

import be.schakel.journal.Journal;
import be.schakel.journal.Restored;
import be.schakel.ledger.Sequencer;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;

/**
 * Keeps what takes access away apart from the database, and when the log says that the database is
 * a backup that was put back, closes what may have been taken back since, until the journal has
 * repeated all of it or an officer has answered for it.
 */
@ApplicationScoped
class Restoring {

  private static final System.Logger LOG = System.getLogger(Restoring.class.getName());

  /** After the log's last turn, which may show one more checkpoint. */
  private static final int AFTER_THE_LOG = Interceptor.Priority.APPLICATION + 1;

  @Inject Journal journal;
  @Inject Sequencer sequencer;
  @Inject Restored restored;
  @Inject Clock clock;

  /** Told once, not every second. */
  private boolean unkept;

  /** Since the start and until the last turn: the database stops after that. */
  private boolean running;

  /**
   * Before the first request: the database has again what it lost, or what rests on it is closed.
   *
   * @throws IOException when the journal does not read: nobody knows then what it would close
   */
  synchronized void start() throws IOException {
    var found = journal.replay();
    var repeated = found.getOrDefault(Journal.Replayed.REPEATED, 0);
    if (repeated > 0) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=restrictions-replayed repeated={0} withoutObject={1}",
          repeated,
          found.getOrDefault(Journal.Replayed.WITHOUT_OBJECT, 0));
    }
    if (close() && complete()) {
      restored.reopenByJournal(clock.instant());
      LOG.log(System.Logger.Level.WARNING, "event=reopened by=journal");
    }
    running = true;
  }

  /** Every second. */
  synchronized void keep() {
    if (!running) {
      return;
    }
    try {
      close();
      journal.keep(clock.instant());
      unkept = false;
    } catch (RuntimeException later) {
      if (!unkept) {
        LOG.log(
            System.Logger.Level.ERROR,
            "event=journal-not-kept cause={0}: a restored backup could give access back",
            later.getClass().getName());
      }
      unkept = true;
    }
  }

  synchronized void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS)
          @BeforeDestroyed(ApplicationScoped.class)
          @Priority(AFTER_THE_LOG)
          Object application) {
    keep();
    running = false;
  }

  /** Whether there was something to close. */
  private boolean close() {
    var lost = sequencer.state().lost();
    if (lost.isEmpty()) {
      return false;
    }
    if (restored.found(lost.get(), clock.instant())) {
      LOG.log(
          System.Logger.Level.ERROR,
          "event=database-restored: consent, conference and break-glass rest until reopened");
    }
    return true;
  }

  private boolean complete() throws IOException {
    var shown = sequencer.state().shownAt();
    return journal.completeUntil(shown.orElse(Instant.MAX));
  }
}
