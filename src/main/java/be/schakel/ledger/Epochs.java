package be.schakel.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Begins the log anew, on an operator's order, after a database was restored to before what had
 * been published: no tree of a size that somebody has seen is ever signed again under the same
 * name.
 *
 * <p>The order is a setting, so that it is given once, on one node, with the log's own memory at
 * hand; once done it does nothing more. The statement says which entries are known lost: whoever
 * holds a receipt of one of them can prove that it was there.
 */
@ApplicationScoped
public class Epochs {

  private static final System.Logger LOG = System.getLogger(Epochs.class.getName());

  private static final String OPEN =
      """
      insert into ledger_epoch (epoch, opened_at, statement, shown_before)
      values (:epoch, :at, :statement, :shown)
      on conflict do nothing""";

  @Inject TreeTables tables;
  @Inject Published published;
  @Inject LogKeys keys;

  /** The epoch that an operator wants to be in; 0 is the first. */
  @Inject
  @ConfigProperty(name = "schakel.log.epoch", defaultValue = "0")
  int wanted;

  /**
   * Opens the epoch that was ordered, if it is not open yet.
   *
   * @param owner the role that may; the application's may not
   * @throws IllegalStateException when it is not the next one, or when the log goes on without
   */
  public void open(Jdbi owner, Instant now) {
    var present = tables.epoch();
    if (wanted <= present) {
      return;
    }
    var shown = published.newest();
    // Names that somebody has seen are used up, also those that the database forgot
    var next = Math.max(present, shown.map(SignedTree::epoch).orElse(0)) + 1;
    if (wanted != next) {
      throw new IllegalStateException("schakel.log.epoch is not the next one: " + next);
    }
    var stop = stop(present);
    if (shown.isEmpty() || stop.isEmpty()) {
      throw new IllegalStateException(
          "schakel.log.epoch=%d: the log goes on, nothing asks for a new epoch".formatted(wanted));
    }
    var text = statement(stop.get(), shown.get(), good(shown.get()), now);
    owner.useHandle(
        handle ->
            handle
                .createUpdate(OPEN)
                .bind("epoch", wanted)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .bind("statement", keys.sign(wanted, text).toString())
                .bind("shown", shown.get().note().toString())
                .execute());
    LOG.log(System.Logger.Level.WARNING, "event=log-epoch-opened epoch={0}", wanted);
  }

  private Optional<StoppedLog.Reason> stop(int epoch) {
    try {
      var stored = tables.newest();
      published.compare(epoch, stored);
      stored.ifPresent(tree -> tables.verify(tree));
      return Optional.empty();
    } catch (StoppedLog stopped) {
      return Optional.of(stopped.reason());
    }
  }

  /** The newest signed tree that is still there as it was signed. */
  private Checkpoint good(SignedTree shown) {
    return tables.signed(shown.epoch()).stream()
        .filter(tree -> tree.size() <= shown.size() && keys.signed(tree.epoch(), tree.note()))
        .filter(this::isWhole)
        .findFirst()
        .map(SignedTree::checkpoint)
        .orElseGet(() -> new Checkpoint(shown.checkpoint().origin(), 0, new Growth().root()));
  }

  private boolean isWhole(SignedTree tree) {
    try {
      return Arrays.equals(tables.tree(tree.epoch(), tree.size()).root(), tree.checkpoint().root());
    } catch (StoppedLog gone) {
      return false;
    }
  }

  private String statement(
      StoppedLog.Reason reason, SignedTree shown, Checkpoint good, Instant now) {
    var lost = good.size() == shown.size() ? "none" : good.size() + "-" + (shown.size() - 1);
    return """
        schakel-epoch@v1
        origin %s
        opened %s
        reason %s
        before %s
        good %s
        shown %s
        lost %s
        """
        .formatted(
            keys.origin(wanted),
            now.truncatedTo(ChronoUnit.SECONDS),
            reason,
            shown.checkpoint().origin(),
            told(good),
            told(shown.checkpoint()),
            lost);
  }

  private static String told(Checkpoint checkpoint) {
    return checkpoint.size() + " " + Base64.getEncoder().encodeToString(checkpoint.root());
  }
}
