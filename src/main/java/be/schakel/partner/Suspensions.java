package be.schakel.partner;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * Certificates, partners and professionals that are suspended after an incident, until two persons
 * lifted it.
 *
 * <p>Asked for every request that names a person or a partner. The few that are suspended are read
 * whole by the request that finds them older than half a second, so a suspension holds on every
 * node within that time, and on the node that wrote it from its commit on. No database, no answer:
 * what is older is never used. Thread safe.
 */
@ApplicationScoped
public class Suspensions {

  static final Duration FRESH = Duration.ofMillis(500);

  private static final Pattern PUNCTUATION = Pattern.compile("[ ./-]");

  private static final String IN_FORCE =
      """
      select distinct i.kind, i.who from incident i
       where not exists (select from incident_lift l where l.incident = i.id group by l.by_proof having count(*) >= 2)""";

  @Inject Jdbi db;
  @Inject Keys keys;
  @Inject Clock clock;
  @Inject Event<Changed> changed;

  private final AtomicLong written = new AtomicLong();
  private volatile InForce inForce = new InForce(Set.of(), Instant.MIN, -1);

  /** That this node suspended somebody or lifted it, in the running transaction. */
  public record Changed() {}

  private record Suspended(String kind, String who) {}

  /**
   * What is suspended.
   *
   * @param at a moment before it was read
   * @param written how often this node had changed it before it was read
   */
  private record InForce(Set<Suspended> all, Instant at, long written) {
    boolean holds(Instant now, long writtenSince) {
      return written == writtenSince && !now.isBefore(at) && now.isBefore(at.plus(FRESH));
    }
  }

  public Suspensions() {}

  Suspensions(Jdbi db, Keys keys, Clock clock) {
    this.db = db;
    this.keys = keys;
    this.clock = clock;
  }

  /**
   * Refuses a request of who is suspended.
   *
   * @param partners the codes of the partner and of who acts for it
   * @param professional empty where no person acts
   * @throws SchakelProblem {@link Code#SUSPENDED}
   */
  public void refuse(Thumbprint certificate, List<String> partners, Professional professional) {
    var all = current();
    if (all.isEmpty()) {
      return;
    }
    var person = Optional.of(professional.id()).filter(id -> !id.isEmpty()).map(this::person);
    if (holds(all, certificate, partners)
        || person.filter(id -> all.contains(new Suspended("PROFESSIONAL", id))).isPresent()) {
      throw SchakelProblem.of(Code.SUSPENDED);
    }
  }

  /**
   * Whether a certificate or one of these partners is suspended, whoever acts with it; as it was
   * last known when the database is away. For telling it alone: nobody is let in by it.
   */
  public boolean suspended(Thumbprint certificate, List<String> partners) {
    try {
      return holds(current(), certificate, partners);
    } catch (JdbiException away) {
      return holds(inForce.all(), certificate, partners);
    }
  }

  private static boolean holds(Set<Suspended> all, Thumbprint certificate, List<String> partners) {
    return all.contains(new Suspended("CERTIFICATE", certificate.hex()))
        || partners.stream().anyMatch(code -> all.contains(new Suspended("PARTNER", code)));
  }

  /** To be told by who changes it, in the transaction of the change. */
  public void changing() {
    changed.fire(new Changed());
  }

  /** After the commit, and before the answer to who changed it. */
  void changed(@Observes(during = TransactionPhase.AFTER_COMPLETION) Changed done) {
    written.incrementAndGet();
  }

  private Set<Suspended> current() {
    var known = inForce;
    return known.holds(clock.instant(), written.get()) ? known.all() : readAgain();
  }

  /** One reads, the others wait for it. */
  private synchronized Set<Suspended> readAgain() {
    var before = written.get();
    var now = clock.instant();
    if (!inForce.holds(now, before)) {
      inForce = new InForce(read(), now, before);
    }
    return inForce.all();
  }

  private Set<Suspended> read() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(IN_FORCE)
                .map((row, context) -> new Suspended(row.getString("kind"), row.getString("who")))
                .collect(Collectors.toUnmodifiableSet()));
  }

  /**
   * What a person is known by here: a keyed hash of the number that partners assert, the same at
   * every partner, as hexadecimal digits.
   */
  public String person(String id) {
    var number = PUNCTUATION.matcher(id).replaceAll("");
    return HexFormat.of().formatHex(keys.keyedHash("acting-person", List.of(number)));
  }
}
