package be.schakel.edge;

import be.schakel.disclosure.DisclosureEntry;
import be.schakel.disclosure.DisclosureEntry.Party;
import be.schakel.disclosure.DisclosureEntry.Person;
import be.schakel.disclosure.DisclosureLog;
import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.partner.Registration;
import be.schakel.partner.Trace;
import be.schakel.problem.Code;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import be.schakel.vocabulary.Purpose;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * What the edge itself puts into the disclosure log: certificates and tokens that were refused, and
 * tokens that were granted. Written before the answer; if it cannot be written the answer is 503.
 *
 * <p>Refusals are entries of their own ten times a minute for each certificate and rule; the rest
 * of the minute is one entry, flagged {@code AGGREGATED:n}.
 */
@ApplicationScoped
public class DoorLog {

  private static final System.Logger LOG = System.getLogger(DoorLog.class.getName());
  private static final int SINGLE = 10;
  private static final int CERTIFICATES = 10_000;
  private static final int FLUSH_SECONDS = 10;
  private static final String CERTIFICATE_FLAG = "CERTIFICATE:";

  @Inject DisclosureLog log;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  private final Aggregation<String, DisclosureEntry> refused =
      new Aggregation<>(SINGLE, CERTIFICATES);
  private Future<?> flushing;

  @PostConstruct
  void start() {
    flushing =
        timer.scheduleWithFixedDelay(this::flush, FLUSH_SECONDS, FLUSH_SECONDS, TimeUnit.SECONDS);
  }

  /** A certificate of a known authority that is not let in. */
  void certificateRefused(Peer peer, Code reason, Trace trace) {
    var entry =
        entry(
            LogAction.CERTIFICATE,
            LogOutcome.DENY,
            peer.partner(),
            Optional.empty(),
            Optional.empty(),
            reason.name(),
            Optional.empty(),
            trace,
            List.of(CERTIFICATE_FLAG + peer.thumbprint()));
    unlessFlooding(peer, entry);
  }

  /** For one certificate and one rule, the eleventh in a minute is only counted. */
  private void unlessFlooding(Peer peer, DisclosureEntry entry) {
    if (refused.single(peer.thumbprint() + entry.rule(), entry, entry.recordedAt())) {
      log.appendAlone(entry);
    }
  }

  /** A request whose token is missing, not good, or lacks the scope. */
  void tokenRefused(Peer peer, Code reason, Optional<AccessToken> token, Trace trace) {
    unlessFlooding(
        peer,
        entry(
            LogAction.TOKEN,
            LogOutcome.DENY,
            peer.partner(),
            token.map(AccessToken::professional),
            token.map(AccessToken::purpose),
            reason.name(),
            token.map(AccessToken::id),
            trace,
            List.of(CERTIFICATE_FLAG + peer.thumbprint())));
  }

  /** A token request that was refused. */
  void grantRefused(Peer peer, Code reason, Optional<Purpose> asked, Trace trace) {
    unlessFlooding(
        peer,
        entry(
            LogAction.TOKEN,
            LogOutcome.DENY,
            peer.partner(),
            Optional.empty(),
            asked,
            reason.name(),
            Optional.empty(),
            trace,
            List.of(CERTIFICATE_FLAG + peer.thumbprint())));
  }

  /**
   * A request whose work was rolled back because of what is wrong with it or clashes with it:
   * refused without a trace of its own, it is told here.
   */
  void rolledBack(Caller caller, LogAction action, Optional<UUID> referral, Code reason) {
    log.appendAlone(
        DisclosureEntry.refusal(caller, action, referral, reason.name(), clock.instant()));
  }

  /** A token that was granted, to whom has this certificate: what was got with it is found so. */
  void granted(Registration partner, AccessToken token, Peer peer, Trace trace) {
    var certificate = CERTIFICATE_FLAG + peer.thumbprint();
    var flags =
        token.client().equals(token.partner())
            ? List.of(certificate)
            : List.of("PROCESSOR:" + token.client(), certificate);
    log.appendAlone(
        entry(
            LogAction.TOKEN,
            LogOutcome.PERMIT,
            Optional.of(partner),
            Optional.of(token.professional()),
            Optional.of(token.purpose()),
            "TOKEN_GRANTED",
            Optional.of(token.id()),
            trace,
            flags));
  }

  void flush() {
    write(() -> refused.due(clock.instant()));
  }

  /** While the database is still there: what was counted and not yet written would be lost. */
  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    flushing.cancel(false);
    write(refused::all);
  }

  private void write(Supplier<List<Aggregation.Rest<String, DisclosureEntry>>> rests) {
    try {
      rests.get().forEach(rest -> log.appendAlone(aggregated(rest.last(), rest.count())));
    } catch (RuntimeException failed) {
      // The timer would stop for good
      LOG.log(
          System.Logger.Level.ERROR,
          "event=aggregate-not-logged cause={0}",
          failed.getClass().getName());
    }
  }

  private static DisclosureEntry aggregated(DisclosureEntry last, int count) {
    return new DisclosureEntry(
        last.recordedAt(),
        last.action(),
        last.outcome(),
        last.partner(),
        last.professional(),
        last.purpose(),
        last.subject(),
        last.referral(),
        last.document(),
        last.vk(),
        last.categories(),
        last.withheld(),
        last.ground(),
        last.rule(),
        last.policyVersion(),
        last.consent(),
        last.decisions(),
        last.filter(),
        last.requestId(),
        last.traceId(),
        last.token(),
        last.address(),
        List.of(last.flags().get(0), "AGGREGATED:" + count));
  }

  private DisclosureEntry entry(
      LogAction action,
      LogOutcome outcome,
      Optional<Registration> partner,
      Optional<Professional> professional,
      Optional<Purpose> purpose,
      String rule,
      Optional<String> token,
      Trace trace,
      List<String> flags) {
    Instant now = clock.instant();
    return new DisclosureEntry(
        now,
        action,
        outcome,
        partner.map(known -> new Party(known.code(), known.kind())),
        professional.map(person -> new Person(person.id(), person.role())),
        purpose,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Set.of(),
        Set.of(),
        Optional.empty(),
        rule,
        "",
        Optional.empty(),
        List.of(),
        Optional.empty(),
        trace.requestId(),
        trace.traceId(),
        token,
        trace.address(),
        flags);
  }
}
