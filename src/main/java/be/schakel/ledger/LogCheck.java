package be.schakel.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Compares the tables with the tree, all of both. Two verdicts: integrity, that nothing was
 * changed; and completeness, that nothing is missing. A log can be whole and wrong, or true and
 * short.
 *
 * <p>It trusts the database and this program; who does not uses {@code schakel-verify}.
 */
@ApplicationScoped
public class LogCheck {

  private static final System.Logger LOG = System.getLogger(LogCheck.class.getName());
  private static final Duration FIRST = Duration.ofMinutes(10);

  /** Findings of one kind that are named; the others are the same again. */
  private static final int MOST = 100;

  private static final int PAGE = 5_000;

  private static final String PLACES =
      """
      select p.place, p.entry as id, p.commitment, e.id is null as gone, e.entry, e.salt, e.leaf, x.entry is not null as erased
        from ledger_position p
        left join ledger_entry e on e.id = p.entry
        left join ledger_erasure x on x.entry = p.entry
       where p.epoch = :epoch and p.place >= :first
       order by p.place limit :page""";

  private static final String SIGNED =
      """
      select epoch, note from ledger_checkpoint
       where epoch = :epoch and size >= :first and size <= :last""";

  private static final String WITHOUT_PLACE =
      """
      select e.id from ledger_entry e
       where e.recorded_at < :before and not exists (select from ledger_position p where p.entry = e.id)
       limit :most""";

  @Inject Jdbi db;
  @Inject TreeTables tables;
  @Inject Published published;
  @Inject LogKeys keys;

  @Inject
  @ConfigProperty(name = "schakel.log.merge-delay", defaultValue = "PT60S")
  Duration mergeDelay;

  @Inject
  @ConfigProperty(name = "schakel.log.check-every", defaultValue = "PT24H")
  Duration every;

  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  private volatile Optional<Verdict> last = Optional.empty();
  private Future<?> working;

  /** What is wrong. */
  public enum Fault {
    /** An entry does not say any more what its place in the tree commits to. */
    ENTRY_CHANGED,
    /** The leaf that the recipient was promised is not the one in the tree. */
    LEAF_CHANGED,
    /** A stored tile is not that of the leaves under it. */
    TILE_CHANGED,
    /** A signed root is not that of the leaves. */
    ROOT_CHANGED,
    /** A checkpoint was not signed by the log. */
    NOT_SIGNED,
    /** What is stored does not continue what was shown. */
    NOT_AS_SHOWN,
    /** A place of the signed tree has nobody in it. */
    PLACE_MISSING,
    /** An entry that has a place is not there. */
    ENTRY_GONE,
    /** The content of an entry is gone, and nobody recorded that it was erased. */
    ENTRY_EMPTIED,
    /** An entry has no place in the tree although its time is over. */
    ENTRY_WITHOUT_PLACE;

    /** Whether something was changed; otherwise something is missing. */
    boolean isChange() {
      return ordinal() < PLACE_MISSING.ordinal();
    }
  }

  /**
   * One fault.
   *
   * @param where an epoch with a place or a size, or the id of an entry
   */
  public record Finding(Fault fault, String where) {}

  /**
   * How the log is.
   *
   * @param leaves how many were looked at, over all epochs
   */
  public record Verdict(
      Instant at, long leaves, List<Finding> integrity, List<Finding> completeness) {

    /** Nothing was changed and nothing is missing. */
    public boolean isGood() {
      return integrity.isEmpty() && completeness.isEmpty();
    }
  }

  private record Place(
      long place,
      UUID id,
      byte[] commitment,
      boolean gone,
      String entry,
      byte[] salt,
      byte[] leaf,
      boolean erased) {}

  /** Starts looking, for the first time soon; called once. */
  public void start() {
    working =
        timer.scheduleWithFixedDelay(
            this::look,
            Math.min(FIRST.toSeconds(), every.toSeconds()),
            every.toSeconds(),
            TimeUnit.SECONDS);
  }

  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    if (working != null) {
      working.cancel(false);
    }
  }

  /** What was found when everything was looked at the last time. */
  public Optional<Verdict> last() {
    return last;
  }

  private void look() {
    try {
      var verdict = check(clock.instant());
      last = Optional.of(verdict);
      LOG.log(
          verdict.isGood() ? System.Logger.Level.INFO : System.Logger.Level.ERROR,
          "event=log-checked leaves={0} changed={1} missing={2}",
          verdict.leaves(),
          verdict.integrity(),
          verdict.completeness());
    } catch (RuntimeException later) {
      LOG.log(
          System.Logger.Level.WARNING,
          "event=log-not-checked cause={0}",
          later.getClass().getName());
    }
  }

  /** Looks at everything; takes about a second for 100,000 entries. */
  public Verdict check(Instant now) {
    var findings = new ArrayList<Finding>();
    var leaves = 0L;
    for (var epoch : tables.epochs()) {
      leaves += new Pass(epoch.epoch(), findings).run();
    }
    try {
      published.compare(tables.epoch(), tables.newest());
    } catch (StoppedLog stopped) {
      findings.add(new Finding(Fault.NOT_AS_SHOWN, stopped.reason().name()));
    }
    withoutPlace(now).forEach(id -> findings.add(new Finding(Fault.ENTRY_WITHOUT_PLACE, id)));
    return new Verdict(now, leaves, kind(findings, true), kind(findings, false));
  }

  private static List<Finding> kind(List<Finding> findings, boolean change) {
    return findings.stream().filter(each -> each.fault().isChange() == change).limit(MOST).toList();
  }

  private List<String> withoutPlace(Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(WITHOUT_PLACE)
                .bind("before", now.minus(mergeDelay).atOffset(ZoneOffset.UTC))
                .bind("most", MOST)
                .mapTo(String.class)
                .list());
  }

  /** One epoch, from its first leaf to its last. */
  private final class Pass {

    private final int epoch;
    private final List<Finding> findings;
    private final Growth growth = new Growth();
    private int tilesSeen;

    Pass(int epoch, List<Finding> findings) {
      this.epoch = epoch;
      this.findings = findings;
    }

    long run() {
      var whole = true;
      var page = page(0);
      roots(0, 0);
      while (whole && !page.isEmpty()) {
        var signed = signed(page.get(0).place() + 1, page.get(page.size() - 1).place() + 1);
        for (var place : page) {
          if (place.place() != growth.size()) {
            whole = false;
            break;
          }
          look(place);
          growth.append(MerkleTree.leafHash(place.commitment()));
          if (signed.containsKey(growth.size())) {
            compare(signed.get(growth.size()));
          }
        }
        tiles();
        page = whole ? page(growth.size()) : page;
      }
      var newest = tables.newest(epoch);
      if (!whole || newest.filter(tree -> tree.size() > growth.size()).isPresent()) {
        find(Fault.PLACE_MISSING, growth.size());
      }
      return growth.size();
    }

    private void look(Place place) {
      if (place.gone()) {
        find(Fault.ENTRY_GONE, place.place());
        return;
      }
      if (!Arrays.equals(MerkleTree.leafHash(place.commitment()), place.leaf())) {
        find(Fault.LEAF_CHANGED, place.place());
      }
      if (place.entry() == null) {
        if (!place.erased()) {
          find(Fault.ENTRY_EMPTIED, place.place());
        }
      } else if (!Arrays.equals(
          MerkleTree.commitment(place.salt(), place.entry()), place.commitment())) {
        find(Fault.ENTRY_CHANGED, place.place());
      }
    }

    private void roots(long first, long last) {
      signed(first, last).values().forEach(this::compare);
    }

    private void compare(SignedTree tree) {
      if (!keys.signed(epoch, tree.note())) {
        find(Fault.NOT_SIGNED, tree.size());
      }
      if (!Arrays.equals(tree.checkpoint().root(), growth.root())) {
        find(Fault.ROOT_CHANGED, tree.size());
      }
    }

    private void tiles() {
      var full = growth.full();
      for (var each : full.subList(tilesSeen, full.size())) {
        var stored = tables.find(epoch, each.tile());
        if (!Arrays.equals(Tile.bytes(stored), each.bytes())) {
          find(Fault.TILE_CHANGED, each.tile().first());
        }
      }
      tilesSeen = full.size();
    }

    private void find(Fault fault, long where) {
      findings.add(new Finding(fault, epoch + ":" + where));
    }

    private List<Place> page(long first) {
      return db.withHandle(
          handle ->
              handle
                  .createQuery(PLACES)
                  .bind("epoch", epoch)
                  .bind("first", first)
                  .bind("page", PAGE)
                  .map(
                      (row, context) ->
                          new Place(
                              row.getLong("place"),
                              row.getObject("id", UUID.class),
                              row.getBytes("commitment"),
                              row.getBoolean("gone"),
                              row.getString("entry"),
                              row.getBytes("salt"),
                              row.getBytes("leaf"),
                              row.getBoolean("erased")))
                  .list());
    }

    private Map<Long, SignedTree> signed(long first, long last) {
      var signed = new HashMap<Long, SignedTree>();
      db.useHandle(
          handle ->
              handle
                  .createQuery(SIGNED)
                  .bind("epoch", epoch)
                  .bind("first", first)
                  .bind("last", last)
                  .map(
                      (row, context) ->
                          SignedTree.of(row.getInt("epoch"), Note.parse(row.getString("note"))))
                  .forEach(tree -> signed.put(tree.size(), tree)));
      return signed;
    }
  }
}
