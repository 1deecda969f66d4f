package be.schakel.audit;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Obtained;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.Suspensions;
import be.schakel.partner.Thumbprint;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One command for when a certificate is stolen or somebody misused what was trusted: it suspends at
 * once and says what was obtained. Two persons lift the suspension again.
 */
@ApplicationScoped
public class Incidents {

  private static final Duration TO_NOTIFY = Duration.ofHours(72);
  private static final int MOST = 100;

  @Inject IncidentRows rows;
  @Inject Obtained obtained;
  @Inject Suspensions suspensions;
  @Inject Registries registries;
  @Inject OwnKey key;
  @Inject Officers officers;
  @Inject Auditing auditing;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * What is sealed of an incident.
   *
   * @param who as it is told: thumbprint, code, or number
   */
  record Content(String who, String reason) {}

  /** Suspends and counts, for the data protection officer; the centres concerned are told. */
  @Transactional
  public Outcome<IncidentView> open(Caller caller, NewIncident given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var refusal = officers.refusalOfOfficer(caller, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    var registry = registries.current();
    var issues =
        IncidentRules.check(
            given, code -> registry.byCode(code).isPresent(), one -> own(caller, one), now);
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    var id = Uuid7.at(now);
    var by = IncidentRules.by(given);
    var who = who(given);
    var row =
        new IncidentRows.Row(
            id,
            by,
            DayOrTime.first(given.from()),
            given.until().map(DayOrTime::after).orElse(now),
            given.knownAt().map(OffsetDateTime::toInstant).orElse(now),
            now,
            key.seal(id, new Content(who, given.reason())),
            List.of(),
            false);
    var suspended = by == Obtained.By.PROFESSIONAL ? suspensions.person(who) : who;
    rows.add(row, suspended, officers.person(caller), caller);
    suspensions.changing();
    var figures = obtained.figures(asked(row, who));
    tell(EventKind.INCIDENT_OPENED, Event.DPO, id, now);
    figures.stream()
        .flatMap(figure -> figure.vk().stream())
        .filter(vk -> !vk.isEmpty())
        .forEach(vk -> tell(EventKind.INCIDENT_OPENED, vk, id, now));
    var outcome =
        auditing.releaseOne(caller, LogAction.UPDATE, view(row, figures), "incident=" + id);
    return outcome instanceof Released<IncidentView> released
        ? released.created(URI.create("incidents/" + id))
        : outcome;
  }

  /** One, counted anew. */
  @Transactional
  public Outcome<IncidentView> read(Caller caller, UUID id) {
    return byOfficer(
        caller,
        LogAction.AUDIT_READ,
        id,
        row -> {
          var view = view(row, obtained.figures(asked(row, content(row).who())));
          return auditing.releaseOne(caller, LogAction.AUDIT_READ, view, "incident=" + id);
        });
  }

  /** Newest first, without figures. */
  @Transactional
  public Outcome<IncidentView.All> list(Caller caller) {
    var refusal = officers.refusalOfOfficer(caller, clock.instant());
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.AUDIT_READ, refusal.get());
    }
    var all =
        new IncidentView.All(rows.newest(MOST).stream().map(row -> view(row, List.of())).toList());
    return auditing.releaseOne(caller, LogAction.AUDIT_READ, all, "incidents");
  }

  /** All that was obtained, child by child. */
  @Transactional
  public Outcome<ObtainedView> obtained(
      Caller caller, UUID id, Optional<ObtainedCursor> after, int limit) {
    return byOfficer(
        caller,
        LogAction.AUDIT_READ,
        id,
        row -> {
          var asked = asked(row, content(row).who());
          var found = obtained.rows(asked, after.map(ObtainedCursor::last), limit + 1);
          var page = found.stream().limit(limit).toList();
          var next =
              Optional.of(found.size() > limit)
                  .filter(more -> more)
                  .map(more -> ObtainedCursor.after(page.get(page.size() - 1)).toString());
          return auditing.releaseOne(
              caller,
              LogAction.AUDIT_READ,
              new ObtainedView(page, next),
              "incident=" + id + " obtained hits=" + page.size());
        });
  }

  /**
   * One of the two persons that it takes lifts the suspension.
   *
   * @throws SchakelProblem {@link Code#STEP_NOT_POSSIBLE} when it is lifted already
   */
  @Transactional
  public Outcome<IncidentView> lift(Caller caller, UUID id) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return byOfficer(
        caller,
        LogAction.UPDATE,
        id,
        row -> {
          if (row.lifted()) {
            throw SchakelProblem.of(Code.STEP_NOT_POSSIBLE, "LIFTED");
          }
          if (!rows.lift(id, officers.person(caller), caller, now)) {
            return gate.refuse(caller, LogAction.UPDATE, Code.SECOND_PERSON_REQUIRED);
          }
          suspensions.changing();
          var lifted = rows.find(id).orElseThrow();
          if (lifted.lifted()) {
            tell(EventKind.SUSPENSION_LIFTED, Event.DPO, id, now);
          }
          return auditing.releaseOne(
              caller, LogAction.UPDATE, view(lifted, List.of()), "incident=" + id + " lift");
        });
  }

  private <V extends Record> Outcome<V> byOfficer(
      Caller caller, LogAction logged, UUID id, Function<IncidentRows.Row, Outcome<V>> work) {
    var refusal = officers.refusalOfOfficer(caller, clock.instant());
    if (refusal.isPresent()) {
      return gate.refuse(caller, logged, refusal.get());
    }
    return rows.find(id).map(work).orElseGet(() -> gate.absent(caller, logged, id));
  }

  /** Who suspends itself can lift nothing any more. */
  private boolean own(Caller caller, NewIncident given) {
    var self = caller.partner().code();
    var certificate =
        given
            .certificate()
            .flatMap(Thumbprint::parse)
            .flatMap(print -> registries.current().byThumbprint(print))
            .filter(owner -> owner.code().equals(self));
    var person =
        given
            .professional()
            .filter(
                id ->
                    suspensions.person(id).equals(suspensions.person(caller.professional().id())));
    return certificate.isPresent()
        || person.isPresent()
        || given.partner().filter(self::equals).isPresent();
  }

  private static String who(NewIncident given) {
    return given
        .certificate()
        .flatMap(Thumbprint::parse)
        .map(Thumbprint::hex)
        .or(given::partner)
        .or(given::professional)
        .orElseThrow();
  }

  private static Obtained.Asked asked(IncidentRows.Row row, String who) {
    var inTheLog =
        switch (row.by()) {
          case CERTIFICATE -> "CERTIFICATE:" + new Thumbprint(who);
          case PARTNER -> who;
          case PROFESSIONAL -> who.replaceAll("[ ./-]", "");
        };
    return new Obtained.Asked(row.by(), inTheLog, row.from(), row.until());
  }

  private Content content(IncidentRows.Row row) {
    return key.open(row.id(), row.content(), Content.class);
  }

  private void tell(EventKind kind, String recipient, UUID id, Instant now) {
    outbox.append(Event.of(kind, recipient).with(Map.of("incident", id.toString())), now);
  }

  private IncidentView view(IncidentRows.Row row, List<Obtained.Figure> figures) {
    var content = content(row);
    var who = Optional.of(content.who());
    return new IncidentView(
        Optional.of(row.id()),
        Optional.of(!row.lifted()),
        who.filter(any -> row.by() == Obtained.By.CERTIFICATE),
        who.filter(any -> row.by() == Obtained.By.PARTNER),
        who.filter(any -> row.by() == Obtained.By.PROFESSIONAL),
        Optional.of(row.from()),
        Optional.of(row.until()),
        Optional.of(content.reason()),
        Optional.of(row.at()),
        Optional.of(row.knownAt()),
        Optional.of(row.knownAt().plus(TO_NOTIFY)),
        row.lifts(),
        figures.stream().filter(f -> f.vk().isEmpty() && f.category().isEmpty()).findFirst(),
        figures.stream().filter(figure -> figure.category().isPresent()).toList(),
        figures.stream().filter(figure -> figure.vk().isPresent()).toList());
  }
}
