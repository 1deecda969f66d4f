package be.schakel.ledger;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Who outside the gateway signs that it saw the log (c2sp.org/tlog-cosignature): as long as one of
 * them is honest, nobody can be shown another log than everybody else.
 *
 * <p>Registered in a file, one line each: the witness's key, and the address where it takes
 * checkpoints if it has one. Thread safe.
 */
@ApplicationScoped
public class Witnesses {

  private static final System.Logger LOG = System.getLogger(Witnesses.class.getName());

  private static final String ADD =
      """
      insert into ledger_cosignature (epoch, size, witness, line, seen_at)
      values (:epoch, :size, :witness, :line, :at)
      on conflict do nothing""";

  private static final String OF_TREE =
      """
      select line from ledger_cosignature
       where epoch = :epoch and size = :size
       order by witness""";

  private static final String NEWEST =
      "select max(size) from ledger_cosignature where epoch = :epoch and witness = :witness";

  /** A witness that was struck off counts no more. */
  private static final String ENOUGH =
      """
      select size from ledger_cosignature
       where epoch = :epoch and size <= :most and witness = any(:witnesses)
       group by size having count(*) >= :quorum
       order by size desc limit 1""";

  @Inject Jdbi db;
  @Inject TreeTables tables;
  @Inject Published published;
  @Inject LogKeys keys;

  @Inject
  @ConfigProperty(name = "schakel.log.witnesses", defaultValue = "${schakel.home}/log/witnesses")
  String file;

  /** How many of them must have signed a checkpoint before it is shown. */
  @Inject
  @ConfigProperty(name = "schakel.log.witness-quorum", defaultValue = "0")
  int quorum;

  private final Map<String, Conflict> conflicts = new ConcurrentHashMap<>();
  private List<Registered> registered = List.of();

  /**
   * @param address where it takes checkpoints; empty for one that fetches the log by itself
   */
  record Registered(VerifierKey key, Optional<URI> address) {}

  private record Conflict(Instant since, String what) {}

  /** What came of a cosigned checkpoint. */
  public enum Outcome {
    TAKEN,
    /** Not a checkpoint of this log with a signature of a registered witness. */
    UNKNOWN,
    /** The witness saw another tree, or a larger one, than there is. */
    CONFLICT
  }

  /**
   * How a witness is.
   *
   * @param size the newest tree that it signed; 0 for none
   * @param behind trees that were shown since
   * @param conflict since when it says that it saw another log
   */
  public record State(String name, long size, long behind, Optional<Instant> conflict) {}

  /**
   * @throws IllegalStateException when a line is not one
   */
  @PostConstruct
  void load() {
    var path = Path.of(file);
    if (Files.exists(path)) {
      try {
        registered =
            Files.readAllLines(path).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(Witnesses::registered)
                .toList();
      } catch (IllegalArgumentException wrong) {
        throw new IllegalStateException("schakel.log.witnesses has a line that is no key", wrong);
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
    if (quorum > registered.size()) {
      throw new IllegalStateException(
          "schakel.log.witness-quorum is more than there are witnesses");
    }
  }

  private static Registered registered(String line) {
    var words = line.split("\\s+");
    var key = VerifierKey.parse(words[0]);
    if (key.type() != VerifierKey.Type.COSIGNATURE || words.length > 2) {
      throw new IllegalArgumentException("not the key of a witness");
    }
    return new Registered(
        key,
        words.length == 1
            ? Optional.empty()
            : Optional.of(URI.create(words[1].replaceFirst("/*$", "") + "/add-checkpoint")));
  }

  List<Registered> all() {
    return registered;
  }

  /** Takes a checkpoint of this log with the cosignatures of witnesses. */
  public Outcome take(String cosigned, Instant now) {
    Note note;
    Checkpoint checkpoint;
    try {
      note = Note.parse(cosigned);
      checkpoint = Checkpoint.parse(note.text());
    } catch (IllegalArgumentException noCheckpoint) {
      return Outcome.UNKNOWN;
    }
    var epoch = keys.epoch(checkpoint.origin());
    var by = registered.stream().filter(each -> each.key().cosigned(note).isPresent()).toList();
    if (epoch.isEmpty() || by.isEmpty()) {
      return Outcome.UNKNOWN;
    }
    var stored = tables.signed(epoch.get(), checkpoint.size());
    if (stored.filter(tree -> tree.checkpoint().agrees(checkpoint)).isEmpty()) {
      by.forEach(witness -> conflicts(witness, "size=" + checkpoint.size(), now));
      return Outcome.CONFLICT;
    }
    by.forEach(witness -> add(stored.get(), witness, note, now));
    return Outcome.TAKEN;
  }

  /** A witness that saw something else than what there is: the log was rewound or rewritten. */
  void conflicts(Registered witness, String what, Instant now) {
    if (conflicts.putIfAbsent(witness.key().name(), new Conflict(now, what)) == null) {
      LOG.log(
          System.Logger.Level.ERROR,
          "event=log-witness-conflict witness={0} {1}",
          witness.key().name(),
          what);
    }
  }

  private void add(SignedTree tree, Registered witness, Note note, Instant now) {
    var line = witness.key().of(note).get(0).line();
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("epoch", tree.epoch())
                .bind("size", tree.size())
                .bind("witness", witness.key().name())
                .bind("line", line)
                .bind("at", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** What everybody may see: the newest tree that enough witnesses have seen. */
  Optional<SignedTree> witnessed(SignedTree newest) {
    return quorum == 0
        ? Optional.of(cosigned(newest))
        : db.withHandle(
                handle ->
                    handle
                        .createQuery(ENOUGH)
                        .bind("epoch", newest.epoch())
                        .bind("most", newest.size())
                        .bind("witnesses", names())
                        .bind("quorum", quorum)
                        .mapTo(Long.class)
                        .findOne())
            .flatMap(size -> tables.signed(newest.epoch(), size))
            .map(this::cosigned);
  }

  private String[] names() {
    return registered.stream().map(each -> each.key().name()).toArray(String[]::new);
  }

  /** The same tree with the cosignatures that there are. */
  SignedTree cosigned(SignedTree tree) {
    if (registered.isEmpty()) {
      return tree;
    }
    var lines =
        db.withHandle(
            handle ->
                handle
                    .createQuery(OF_TREE)
                    .bind("epoch", tree.epoch())
                    .bind("size", tree.size())
                    .mapTo(String.class)
                    .list());
    var signatures = new ArrayList<Note.Signature>();
    lines.forEach(line -> signatures.add(Note.Signature.parse(line)));
    return new SignedTree(tree.epoch(), tree.checkpoint(), tree.note().with(signatures));
  }

  /** The newest tree of that epoch that a witness signed; 0 for none. */
  long newest(int epoch, Registered witness) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("epoch", epoch)
                .bind("witness", witness.key().name())
                .mapTo(Long.class)
                .findFirst()
                .orElse(0L));
  }

  /** How the witnesses are. */
  public List<State> states() {
    return published
        .newest()
        .map(
            tree ->
                registered.stream()
                    .map(
                        each -> {
                          var size = newest(tree.epoch(), each);
                          return new State(
                              each.key().name(),
                              size,
                              tree.size() - size,
                              Optional.ofNullable(conflicts.get(each.key().name()))
                                  .map(Conflict::since));
                        })
                    .toList())
        .orElse(List.of());
  }
}
