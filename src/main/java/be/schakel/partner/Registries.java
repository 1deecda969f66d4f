package be.schakel.partner;

import be.schakel.database.Followed;
import be.schakel.partner.RegistryRefused.Fault;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The registry in force on this node.
 *
 * <p>The file is imported as a new row whenever its content changes, and every node follows the
 * newest row: within two seconds all use the same. A file that is wrong anywhere is refused as a
 * whole; the registry in force stays and {@link #state} says what is wrong. Thread safe: readers
 * get an immutable snapshot, one thread looks for the next.
 */
@ApplicationScoped
public class Registries {

  private static final System.Logger LOG = System.getLogger(Registries.class.getName());

  private static final RegistryRefused UNREADABLE =
      new RegistryRefused(List.of(new Fault("", "the registry file cannot be read")));

  @Inject RegistryVersions versions;

  @Inject
  @ConfigProperty(name = "schakel.registry.file")
  String file;

  @Resource ManagedScheduledExecutorService timer;

  @Inject Clock clock;

  private final Followed<RegistryVersions.Version, Registry> followed = new Followed<>();
  private volatile Optional<Trouble> fileTrouble = Optional.empty();
  private volatile Optional<Trouble> rowTrouble = Optional.empty();
  private String lastDigest = "";
  private String suspectDigest = "";

  /**
   * What is to be shown to an operator.
   *
   * @param version the number of the imported registry; empty before the first
   * @param since when it was imported
   * @param trouble what keeps a newer one from coming into force
   */
  public record State(Optional<Long> version, Optional<Instant> since, Optional<Trouble> trouble) {}

  /** A registry that was refused, since when, and every fault with its place. */
  public record Trouble(Instant since, List<Fault> faults) {}

  public Registries() {}

  Registries(RegistryVersions versions, Path file, Clock clock) {
    this.versions = versions;
    this.file = file.toString();
    this.clock = clock;
  }

  /** Takes the registry into use and keeps following it. Called once, when the tables are there. */
  public void start() {
    followed.start(timer, this::look);
  }

  /**
   * The registry in force.
   *
   * @throws be.schakel.problem.SchakelProblem {@code STORAGE_UNAVAILABLE} while this node has none
   *     yet
   */
  public Registry current() {
    return followed.current();
  }

  public State state() {
    var current = followed.row();
    return new State(
        current.map(RegistryVersions.Version::number),
        current.map(RegistryVersions.Version::importedAt),
        fileTrouble.or(() -> rowTrouble));
  }

  /**
   * Looks once at file and table. A failure, most often a database that is away, changes nothing
   * and must not end the looking; the health of the database is told elsewhere.
   */
  void look() {
    try {
      importFile();
      follow();
    } catch (RuntimeException failed) {
      LOG.log(Level.DEBUG, "event=registry-look-failed cause={0}", failed.getClass().getName());
    }
  }

  private void importFile() {
    byte[] content;
    try {
      content = Files.readAllBytes(Path.of(file));
    } catch (IOException unreadable) {
      fileTrouble = refused(fileTrouble, UNREADABLE);
      return;
    }
    var digest = sha256(content);
    if (!digest.equals(lastDigest)) {
      try {
        RegistryFile.read(content);
      } catch (RegistryRefused refused) {
        // A file that is being written looks broken for a moment: it is told when it stays so
        if (digest.equals(suspectDigest)) {
          fileTrouble = refused(fileTrouble, refused);
        }
        suspectDigest = digest;
        return;
      }
      if (toImport(digest)) {
        versions.add(digest, new String(content, StandardCharsets.UTF_8), clock.instant());
      }
      lastDigest = digest;
    }
    suspectDigest = "";
    fileTrouble = Optional.empty();
  }

  /**
   * A node that starts with a file of the past must not undo what another node imported since; an
   * operator who puts an earlier file back while the node was down means it.
   */
  private boolean toImport(String digest) {
    var newest = versions.newest();
    if (newest.isEmpty()) {
      return true;
    }
    if (newest.get().digest().equals(digest)) {
      return false;
    }
    var starting = lastDigest.isEmpty() && suspectDigest.isEmpty();
    return !starting || !versions.known(digest) || changed().isAfter(newest.get().importedAt());
  }

  private Instant changed() {
    try {
      return Files.getLastModifiedTime(Path.of(file)).toInstant();
    } catch (IOException gone) {
      throw new UncheckedIOException(gone);
    }
  }

  private Optional<Trouble> refused(Optional<Trouble> known, RegistryRefused refused) {
    if (known.filter(one -> one.faults().equals(refused.faults())).isPresent()) {
      return known;
    }
    LOG.log(
        Level.ERROR,
        "event=registry-refused faults={0}: {1}",
        refused.faults().size(),
        refused.getMessage());
    return Optional.of(new Trouble(clock.instant(), refused.faults()));
  }

  private void follow() {
    var newest = versions.newest();
    try {
      if (followed.take(newest, this::read)) {
        rowTrouble = Optional.empty();
        LOG.log(
            Level.INFO,
            "event=registry-in-force version={0}",
            newest.map(RegistryVersions.Version::number).get());
      }
    } catch (RegistryRefused importedByNewerSoftware) {
      rowTrouble = refused(rowTrouble, importedByNewerSoftware);
    }
  }

  private Registry read(RegistryVersions.Version version) throws RegistryRefused {
    return RegistryFile.read(versions.content(version).getBytes(StandardCharsets.UTF_8));
  }

  private static String sha256(byte[] content) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  /** While the database is still there. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    followed.stop();
  }
}
