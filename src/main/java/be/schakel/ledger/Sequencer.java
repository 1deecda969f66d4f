package be.schakel.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Sees to it that every entry gets its place in the tree and stands under a signed checkpoint
 * within a second. Every node has one; they take turns, and what another one signed is shown here
 * too.
 *
 * <p>Stops signing when the database is not the one whose trees were shown, and says so until an
 * operator has acted; the gateway goes on recording.
 */
@ApplicationScoped
public class Sequencer {

  private static final System.Logger LOG = System.getLogger(Sequencer.class.getName());
  private static final int EVERY_MILLIS = 250;

  @Inject TreeTables tables;
  @Inject Batch batch;
  @Inject Published published;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  private volatile Optional<Trouble> trouble = Optional.empty();
  private Future<?> working;

  /**
   * Why nothing is signed.
   *
   * @param reason a code: {@code REWOUND}, {@code FORKED}, {@code DAMAGED}, or {@code AWAY} when
   *     the database or the disk does not answer
   */
  public record Trouble(String reason, Instant since) {

    boolean restored() {
      return reason.equals(StoppedLog.Reason.REWOUND.name())
          || reason.equals(StoppedLog.Reason.FORKED.name());
    }
  }

  /**
   * How the log is.
   *
   * @param shown the newest checkpoint that everybody may see
   * @param shownAt when it was written down for that
   */
  public record State(
      Optional<Checkpoint> shown, Optional<Instant> shownAt, Optional<Trouble> trouble) {

    /** The checkpoint that was shown and that this database does not have. */
    public Optional<String> lost() {
      return trouble.filter(known -> known.restored()).flatMap(any -> shown).map(Checkpoint::text);
    }
  }

  /** Takes the first turn, so that what is wrong is known before the first request. */
  public void start() {
    published.newest();
    work();
    working =
        timer.scheduleWithFixedDelay(this::work, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** While the database is still there: the last entries get their places too. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    if (working != null) {
      working.cancel(false);
      work();
    }
  }

  /** What an operator wants to know. */
  public State state() {
    return new State(
        published.newest().map(SignedTree::checkpoint), published.writtenAt(), trouble);
  }

  /** One turn; two of them at once wait for each other. */
  synchronized void work() {
    try {
      var stored = tables.newest();
      follow(stored);
      if (stored.isEmpty() || tables.isAnyUnplaced()) {
        addAll();
      }
      trouble = Optional.empty();
    } catch (StoppedLog stopped) {
      note(stopped.reason().name(), stopped.getMessage());
    } catch (RuntimeException failed) {
      // The timer would stop for good
      note("AWAY", failed.getClass().getName());
    }
  }

  private void addAll() {
    for (var added = batch.add(clock.instant());
        added.isPresent();
        added = batch.add(clock.instant())) {
      published.show(added.get());
    }
  }

  /** Shows what another node signed, or this one before it was killed. */
  private void follow(Optional<SignedTree> stored) {
    var shown = published.newest();
    if (stored.isPresent()
        && shown.filter(tree -> tree.checkpoint().agrees(stored.get().checkpoint())).isPresent()) {
      return;
    }
    if (shown.isEmpty() && stored.filter(tree -> tree.size() > 0).isPresent()) {
      LOG.log(
          System.Logger.Level.WARNING, "event=log-without-memory: a rewound one goes unnoticed");
    }
    published.compare(tables.epoch(), stored);
    stored.ifPresent(published::show);
  }

  /** Once, not four times a second. */
  private void note(String reason, String detail) {
    if (trouble.filter(known -> known.reason().equals(reason)).isEmpty()) {
      trouble = Optional.of(new Trouble(reason, clock.instant()));
      LOG.log(
          System.Logger.Level.ERROR, "event=log-not-signed reason={0} detail={1}", reason, detail);
    }
  }
}
