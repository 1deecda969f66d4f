package be.schakel.partner;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The authorities that are trusted and their revocation lists, fetched ahead and followed.
 *
 * <p>A list is used until the moment it promised the next one; then, with an alarm, for the grace
 * that is configured; then every certificate it stands for is refused. What a list says is believed
 * only when its authority signed it. Thread safe: readers get an immutable snapshot.
 */
@ApplicationScoped
public class Revocations {

  private static final System.Logger LOG = System.getLogger(Revocations.class.getName());
  private static final Duration LOOK_EVERY = Duration.ofSeconds(2);
  private static final Duration SOON = Duration.ofSeconds(5);

  private static final Source NOTHING = new Source(List.of(), Optional.empty());

  @Inject
  @ConfigProperty(name = "schakel.tls.truststore", defaultValue = "${schakel.home}/pki/trust.p12")
  String trustFile;

  @Inject
  @ConfigProperty(name = "schakel.tls.password", defaultValue = "changeit")
  String trustPassword;

  @Inject
  @ConfigProperty(name = "schakel.crl")
  List<String> addresses;

  @Inject
  @ConfigProperty(name = "schakel.crl.grace")
  Duration grace;

  @Inject
  @ConfigProperty(name = "schakel.crl.refresh")
  Duration refresh;

  @Inject
  @ConfigProperty(name = "schakel.crl.copies")
  String copies;

  @Resource ManagedScheduledExecutorService timer;

  @Inject Clock clock;

  private Future<?> looking;
  private List<RevocationSource> sources = List.of();
  private List<X509Certificate> authorities = List.of();
  private FileTime trustRead = FileTime.fromMillis(0);
  private boolean trustTold;
  private final Map<String, State> told = new HashMap<>();
  private volatile Trust trust;
  private volatile Map<String, Source> states = Map.of();

  /** How the lists of one address do. */
  public enum Health {
    CURRENT,
    /** The next list is overdue; the grace runs. Somebody must act. */
    OVERDUE,
    /** Nothing usable: certificates of its authority are refused. */
    REFUSING
  }

  /**
   * One address as an operator should see it.
   *
   * @param nextUpdate the earliest promise of its lists
   * @param failingSince since when nothing could be read there
   */
  public record State(
      String address,
      Health health,
      Optional<Instant> nextUpdate,
      Optional<Instant> failingSince) {}

  private record Source(List<RevocationList> lists, Optional<Instant> failingSince) {}

  public Revocations() {}

  Revocations(Path trustFile, List<String> addresses, Path copies, Duration grace, Clock clock) {
    this.trustFile = trustFile.toString();
    this.trustPassword = "changeit";
    this.addresses = addresses;
    this.copies = copies.toString();
    this.grace = grace;
    this.refresh = Duration.ofMinutes(15);
    this.clock = clock;
  }

  /** Reads authorities and lists and keeps following them. Called once, at the start. */
  public void start() {
    look();
    looking =
        timer.scheduleWithFixedDelay(
            this::look, LOOK_EVERY.toMillis(), LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Every configured address, in order. */
  public List<State> state(Instant now) {
    var known = states;
    return addresses.stream()
        .map(address -> state(address, known.getOrDefault(address, NOTHING), now))
        .toList();
  }

  private State state(String address, Source source, Instant now) {
    var nextUpdate = source.lists().stream().map(RevocationList::nextUpdate).sorted().findFirst();
    var usable = source.lists().stream().allMatch(list -> list.usable(now, grace));
    var overdue = nextUpdate.filter(now::isAfter).isPresent();
    var health =
        nextUpdate.isEmpty() || !usable
            ? Health.REFUSING
            : overdue ? Health.OVERDUE : Health.CURRENT;
    return new State(address, health, nextUpdate, source.failingSince());
  }

  /**
   * @throws SchakelProblem {@link Code#STORAGE_UNAVAILABLE} while no authority is known yet
   */
  Trust trust() {
    var current = trust;
    if (current == null) {
      throw SchakelProblem.of(Code.STORAGE_UNAVAILABLE).retryAfter(SOON);
    }
    return current;
  }

  /** Looks once at everything; a failure shows in the state and must not end the looking. */
  void look() {
    var changed = readAuthorities();
    if (sources.isEmpty()) {
      sources =
          addresses.stream()
              .map(address -> new RevocationSource(address, Path.of(copies), refresh))
              .toList();
    }
    for (var source : sources) {
      changed |= source.look(clock.instant());
    }
    if (changed && !authorities.isEmpty()) {
      var lists = sources.stream().flatMap(source -> source.lists().stream()).toList();
      trust = new Trust(authorities, lists, grace);
    }
    var known = new HashMap<String, Source>();
    sources.forEach(
        source -> known.put(source.address(), new Source(source.lists(), source.failingSince())));
    states = Map.copyOf(known);
    state(clock.instant()).forEach(this::tell);
  }

  private boolean readAuthorities() {
    var file = Path.of(trustFile);
    try {
      var written = Files.getLastModifiedTime(file);
      if (written.equals(trustRead)) {
        return false;
      }
      authorities = Authorities.read(file, trustPassword.toCharArray());
      trustRead = written;
      trustTold = false;
      return true;
    } catch (IOException | GeneralSecurityException unreadable) {
      if (!trustTold) {
        LOG.log(Level.ERROR, "event=authorities-unreadable property=schakel.tls.truststore");
      }
      trustTold = true;
      return false;
    }
  }

  /** Says once what changed, not every two seconds what is. */
  private void tell(State state) {
    var before = told.put(state.address(), state);
    if (before == null
        ? state.health() == Health.CURRENT && state.failingSince().isEmpty()
        : before.health() == state.health() && before.failingSince().equals(state.failingSince())) {
      return;
    }
    var level =
        switch (state.health()) {
          case CURRENT -> state.failingSince().isPresent() ? Level.WARNING : Level.INFO;
          case OVERDUE -> Level.WARNING;
          case REFUSING -> Level.ERROR;
        };
    LOG.log(
        level,
        "event=revocations health={0} failing={1} address={2}",
        state.health(),
        state.failingSince().isPresent(),
        state.address());
  }

  @PreDestroy
  void stop() {
    if (looking != null) {
      looking.cancel(false);
    }
  }
}
