package be.schakel.alert;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Times;
import be.schakel.emergency.DutyLists;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registration.OnDuty;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.problem.Code;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What cannot wait, for those on duty at a centre and for the data protection officer. */
@ApplicationScoped
public class Alerts {

  /** The events of which people are told by e-mail; the others wait until they are pulled. */
  private static final Set<EventKind> URGENT =
      EnumSet.of(
          EventKind.ACUTE_DANGER,
          EventKind.BREAK_GLASS_OPENED,
          EventKind.BREAK_GLASS_OVERDUE,
          EventKind.DANGER_TO_CONFIRM,
          EventKind.DUTY_LIST_TEST,
          EventKind.INCIDENT_OPENED,
          EventKind.MANO_DEADLINE,
          EventKind.URGENT_NOT_TAKEN_UP);

  private static final String RULE = "ALERTS";
  private static final int MOST = 100;
  private static final int AT_ONCE = 10;

  /** Longer than a letter can take: until then no other node posts it. */
  private static final Duration LEASE = Duration.ofMinutes(2);

  /** When a list without anybody on it is looked at again. */
  private static final Duration NOBODY = Duration.ofMinutes(5);

  @Inject AlertRows rows;
  @Inject DutyLists dutyLists;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  @Inject
  @ConfigProperty(name = "schakel.alert.escalate-after", defaultValue = "PT15M")
  Duration pause;

  /** A letter that is to be posted now. */
  record Due(Alert alert, int place, OnDuty to) {}

  /** Makes alerts of what happened; how many. */
  @Transactional
  public int raise(Instant now) {
    return rows.raise(URGENT, now);
  }

  /** What is to be posted now, by this node alone. */
  @Transactional
  List<Due> claim(Instant now) {
    var registry = registries.current();
    return rows.claim(AT_ONCE, now, now.plus(LEASE)).stream()
        .flatMap(
            alert -> {
              var list = list(registry, alert.recipient(), now);
              if (list.isEmpty()) {
                rows.told(standing(alert, alert.told(), 1, now.plus(NOBODY)), 0, false, now);
                return Stream.empty();
              }
              var place = Escalation.turn(alert.told(), list.size());
              return Stream.of(new Due(alert, place, list.get(place)));
            })
        .toList();
  }

  /** Notes what became of a letter, and when the next one is due. */
  @Transactional
  void posted(Due due, boolean posted, Instant now) {
    var alert = due.alert();
    var list = list(registries.current(), alert.recipient(), now).size();
    var failed = posted ? 0 : alert.failed() + 1;
    var next =
        posted
            ? standing(
                alert,
                alert.told() + 1,
                0,
                new Escalation(pause).after(alert.told() + 1, Math.max(list, 1), now))
            : failed >= Escalation.TRIES
                ? standing(alert, alert.told() + 1, 1, Escalation.again(failed, now))
                : standing(alert, alert.told(), failed, Escalation.again(failed, now));
    rows.told(next, due.place(), posted, now);
  }

  /** Somebody took it over. Again changes nothing. */
  @Transactional
  public Outcome<AlertView> acknowledge(Caller caller, UUID id) {
    var now = clock.instant();
    var recipient = recipient(caller, now);
    if (recipient.isEmpty()) {
      return gate.refuse(caller, LogAction.UPDATE, Code.NOT_PERMITTED_FOR_KIND);
    }
    if (caller.unattended()) {
      return gate.refuse(caller, LogAction.UPDATE, Code.UNATTENDED_LIMITED);
    }
    if (rows.find(id, recipient.get()).isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    if (rows.acknowledge(id, recipient.get(), caller, now)) {
      rows.test(id).ifPresent(test -> dutyLists.acknowledge(caller, test));
    }
    var alert = rows.find(id, recipient.get()).orElseThrow();
    return gate.releaseAlike(caller, LogAction.UPDATE, view(alert), RULE, Optional.empty());
  }

  /**
   * Those of the caller's own list, newest first.
   *
   * @param all also those that somebody acknowledged
   */
  @Transactional
  public Outcome<AlertView.Several> list(
      Caller caller, boolean all, Optional<UUID> after, int limit) {
    var now = clock.instant();
    var recipient = recipient(caller, now);
    if (recipient.isEmpty()) {
      return gate.refuse(caller, LogAction.EVENT_PULL, Code.NOT_PERMITTED_FOR_KIND);
    }
    var most = Math.min(Math.max(limit, 1), MOST);
    var found = rows.page(recipient.get(), all, after, most + 1);
    var shown = found.stream().limit(most).toList();
    var page =
        new AlertView.Several(
            shown.stream().map(Alerts::view).toList(),
            Optional.of(found.size() > most)
                .filter(more -> more)
                .map(more -> shown.get(shown.size() - 1).id()));
    return gate.releaseAlike(caller, LogAction.EVENT_PULL, page, RULE, Optional.empty());
  }

  /** Whose list is the caller's. */
  private Optional<String> recipient(Caller caller, Instant now) {
    var partner = caller.partner();
    if (partner.kind() == PartnerKind.VK) {
      return Optional.of(Event.dutyList(partner.code()));
    }
    return registries.current().officer(partner.code(), WorkingDays.dayOf(now))
        ? Optional.of(Event.DPO)
        : Optional.empty();
  }

  /** Who is on it; without anybody at a centre, the data protection officer. */
  private static List<OnDuty> list(Registry registry, String recipient, Instant now) {
    var centre =
        registry.centres().stream()
            .filter(each -> Event.dutyList(each.code()).equals(recipient))
            .flatMap(each -> each.dutyList().stream())
            .toList();
    return centre.isEmpty() ? officers(registry, now) : centre;
  }

  private static List<OnDuty> officers(Registry registry, Instant now) {
    var today = WorkingDays.dayOf(now);
    return registry.partners().stream()
        .filter(Registration::active)
        .filter(partner -> registry.officer(partner.code(), today))
        .flatMap(partner -> partner.dutyList().stream())
        .toList();
  }

  private static Alert standing(Alert alert, int told, int failed, Instant next) {
    return standing(alert, told, failed, Optional.of(next));
  }

  private static Alert standing(Alert alert, int told, int failed, Optional<Instant> next) {
    return new Alert(
        alert.id(),
        alert.recipient(),
        alert.kind(),
        alert.referral(),
        alert.raisedAt(),
        told,
        failed,
        next,
        alert.acknowledgedAt());
  }

  private static AlertView view(Alert alert) {
    return new AlertView(
        Optional.of(alert.id()),
        Optional.of(alert.kind().name()),
        alert.referral(),
        Optional.of(Times.shown(alert.raisedAt())),
        Optional.of(alert.told()),
        alert.acknowledgedAt().map(Times::shown));
  }
}
