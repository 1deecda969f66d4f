package be.schakel.consent;

import be.schakel.database.Followed;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.PolicyText;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The policy in force on this node.
 *
 * <p>What stands in {@code schakel.policy.file}, or else what this release comes with, is imported
 * as a new row when it is a new version. Every node follows the rows: within two seconds all decide
 * by the same version, and a version whose first day is still to come waits for that day. What is
 * wrong anywhere is refused as a whole; the policy in force stays and {@link #state} says what is
 * wrong. Thread safe: readers get an immutable policy, one thread looks for the next.
 */
@ApplicationScoped
public class Policies {

  private static final System.Logger LOG = System.getLogger(Policies.class.getName());
  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  private static final Pattern VERSION = Pattern.compile("(?m)^version=.*$");
  private static final int DIGITS_OF_DIGEST = 8;

  @Inject PolicyVersions versions;

  @Inject
  @ConfigProperty(name = "schakel.policy.file")
  String file;

  @Resource ManagedScheduledExecutorService timer;

  @Inject Clock clock;

  private final Followed<PolicyVersions.Version, Policy> followed = new Followed<>();
  private volatile Optional<Trouble> fileTrouble = Optional.empty();
  private volatile Optional<Trouble> rowTrouble = Optional.empty();
  private String lastDigest = "";
  private String seenDigest = "";

  /**
   * What is to be shown to an operator.
   *
   * @param version empty before the first
   * @param validFrom the beginning of its first day
   * @param trouble what keeps another one from coming into force
   */
  public record State(
      Optional<String> version, Optional<Instant> validFrom, Optional<Trouble> trouble) {}

  /** Why a policy was refused, and since when. It names files, lines and properties. */
  public record Trouble(Instant since, String fault) {}

  public Policies() {}

  Policies(PolicyVersions versions, Path file, Clock clock) {
    this.versions = versions;
    this.file = file.toString();
    this.clock = clock;
  }

  /** Takes the policy into use and keeps following it. Called once, when the tables are there. */
  public void start() {
    followed.start(timer, this::look);
  }

  /**
   * The policy in force. Who decides several things that belong together asks once and keeps it.
   *
   * @throws be.schakel.problem.SchakelProblem {@code STORAGE_UNAVAILABLE} while this node has none
   *     yet
   */
  public Policy current() {
    return followed.current();
  }

  /**
   * The policy that was in force at that moment; for what began under it and is judged by it.
   * Before the first version that one counts.
   */
  public Policy at(Instant moment) {
    return versions
        .inForce(moment)
        .filter(version -> followed.row().filter(version::equals).isEmpty())
        .map(version -> new Policy(PolicyData.of(versions.text(version))))
        .orElseGet(this::current);
  }

  public State state() {
    var current = followed.row();
    return new State(
        current.map(PolicyVersions.Version::name),
        current.map(PolicyVersions.Version::validFrom),
        fileTrouble.or(() -> rowTrouble));
  }

  /** Looks once at files and rows. A database that is away changes nothing and ends nothing. */
  void look() {
    try {
      importFiles();
      follow();
    } catch (RuntimeException failed) {
      LOG.log(Level.DEBUG, "event=policy-look-failed cause={0}", failed.getClass().getName());
    }
  }

  private void importFiles() {
    var from = Path.of(file);
    var own = Files.exists(from);
    if (!own && !lastDigest.isEmpty()) {
      fileTrouble = Optional.empty();
      return;
    }
    try {
      var text = own ? PolicyFiles.read(from) : PolicyText.shipped();
      var digest = digest(text);
      if (digest.equals(lastDigest)) {
        fileTrouble = Optional.empty();
      } else if (!settled(digest) && followed.row().isPresent()) {
        seenDigest = digest;
      } else {
        add(text, digest, own);
        lastDigest = digest;
        fileTrouble = Optional.empty();
      }
    } catch (IOException unreadable) {
      refuse("the policy cannot be read");
    } catch (IllegalArgumentException wrong) {
      refuse(wrong.getMessage());
    }
  }

  /** Several files are not written at once: what stands there twice is what was meant. */
  private boolean settled(String digest) {
    return digest.equals(seenDigest);
  }

  private void add(PolicyText text, String digest, boolean own) {
    var data = PolicyData.of(text);
    var known = versions.named(data.version());
    if (known.isEmpty()) {
      add(text, data, digest, own);
    } else if (!known.get().digest().equals(digest)) {
      if (own) {
        throw new IllegalArgumentException(
            "policy.properties: version "
                + data.version()
                + " is on record with another content; what changed needs a version of its own");
      }
      // A release that changed what it ships and kept the name: the log must tell them apart
      var name = data.version() + "-" + digest.substring(0, DIGITS_OF_DIGEST);
      if (versions.named(name).isEmpty()) {
        var renamed = text.withTerms(VERSION.matcher(text.terms()).replaceFirst("version=" + name));
        add(renamed, PolicyData.of(renamed), digest, false);
      }
    }
  }

  private void add(PolicyText text, PolicyData data, String digest, boolean own) {
    var validFrom = data.validFrom().atStartOfDay(BRUSSELS).toInstant();
    var now = clock.instant();
    if (versions.inForce(now).filter(it -> it.validFrom().isAfter(validFrom)).isPresent()) {
      if (own) {
        throw new IllegalArgumentException(
            "policy.properties: valid-from lies before that of the version in force");
      }
      return;
    }
    versions.add(data.version(), validFrom, digest, text, now);
    LOG.log(
        Level.INFO,
        "event=policy-imported version={0} valid-from={1}",
        data.version(),
        data.validFrom());
  }

  private void refuse(String fault) {
    fileTrouble = refused(fileTrouble, fault);
    if (followed.row().isEmpty() && versions.inForce(clock.instant()).isEmpty()) {
      // The first start of all, with a broken file: what this release comes with is a policy
      var shipped = PolicyText.shipped();
      add(shipped, digest(shipped), false);
    }
  }

  private Optional<Trouble> refused(Optional<Trouble> known, String fault) {
    if (known.filter(one -> one.fault().equals(fault)).isPresent()) {
      return known;
    }
    LOG.log(Level.ERROR, "event=policy-refused fault={0}", fault);
    return Optional.of(new Trouble(clock.instant(), fault));
  }

  private void follow() {
    var newest = versions.inForce(clock.instant());
    try {
      if (followed.take(newest, it -> new Policy(PolicyData.of(versions.text(it))))) {
        rowTrouble = Optional.empty();
        LOG.log(
            Level.INFO,
            "event=policy-in-force version={0}",
            newest.map(PolicyVersions.Version::name).get());
      }
    } catch (IllegalArgumentException importedByNewerSoftware) {
      rowTrouble = refused(rowTrouble, importedByNewerSoftware.getMessage());
    }
  }

  private static String digest(PolicyText text) {
    try {
      var sha256 = MessageDigest.getInstance("SHA-256");
      for (var part : List.of(text.matrix(), text.terms(), text.searchRules(), text.legalBases())) {
        var bytes = part.getBytes(StandardCharsets.UTF_8);
        sha256.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        sha256.update((byte) ':');
        sha256.update(bytes);
      }
      return HexFormat.of().formatHex(sha256.digest());
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
