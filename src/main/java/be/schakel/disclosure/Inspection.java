package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.disclosure.Counts.By;
import be.schakel.disclosure.Counts.Count;
import be.schakel.disclosure.SummaryView.Group;
import be.schakel.disclosure.SummaryView.Period;
import be.schakel.disclosure.SummaryView.Tally;
import be.schakel.ledger.Openings;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Asker;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LocalizedText;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * What an auditor sees of the log beside its entries: how many there are, and one entry as it was
 * committed to. Each question is itself one entry of the log, written in the same transaction.
 */
@ApplicationScoped
public class Inspection {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  /** Nobody compares more of them than this. */
  private static final int MOST_GROUPS = 100;

  @Inject Counts counts;
  @Inject Openings openings;
  @Inject Supervision supervision;
  @Inject Policies policies;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * How many entries a search finds, and of what sort; refused to who has no engagement in force.
   *
   * @param query with a beginning; without an end it ends now
   */
  @Transactional
  public Outcome<SummaryView> summary(Caller caller, DisclosureQuery query) {
    var now = clock.instant();
    var scope = supervision.scope(caller, now);
    var from = query.from().orElseThrow(() -> SchakelProblem.of(Code.MISSING_PARAMETER, "from"));
    var to = query.to().orElse(now);
    var step = Step.of(Duration.between(from, to));
    var counted = counts.of(query.to().isPresent() ? query : query.until(now), scope, step);
    var view =
        new SummaryView(
            Optional.of(from),
            Optional.of(to),
            Optional.of(step),
            Optional.of(total(counted)),
            times(counted),
            groups(counted, By.PARTNER, names(now)),
            groups(counted, By.GROUND, Map.of()),
            groups(counted, By.ACTION, Map.of()));
    return supervised(
        caller,
        scope,
        query.conditions().add("counted=" + step).toString(),
        Optional.of(view),
        now);
  }

  /**
   * One entry with what opens its commitment; refused with {@link Code#NOT_FOUND} when there is
   * none such within the caller's engagements.
   */
  @Transactional
  public Outcome<OpenedView> open(Caller caller, UUID id) {
    var now = clock.instant();
    var scope = supervision.scope(caller, now);
    var policy = policies.current();
    var ruling = new LogRuling(policy, Asker.of(caller), scope, now);
    var view =
        openings
            .of(id)
            .flatMap(
                opening -> {
                  var entry = DisclosureEntry.parse(opening.entry());
                  return ruling.on(entry).permit()
                      ? Optional.of(OpenedView.of(id, opening, entry, policy.legalBases()))
                      : Optional.empty();
                });
    return supervised(caller, scope, "opened=" + id, view, now);
  }

  private <V extends Record> Outcome<V> supervised(
      Caller caller, AuditScope scope, String asked, Optional<V> view, Instant now) {
    var policy = policies.current();
    var decision = new LogRuling(policy, Asker.of(caller), scope, now).onSearch();
    var filter = scope.forTheLog().map(ids -> asked + " engagement=" + ids).orElse(asked);
    var hits = " hits=" + (decision.permit() && view.isPresent() ? 1 : 0);
    var entry = Entries.ofLog(caller, decision, filter + hits, policy.version(), now);
    return gate.releaseOfLog(caller, decision, view.stream().toList(), false, entry);
  }

  private Map<String, LocalizedText> names(Instant now) {
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var names = new HashMap<String, LocalizedText>();
    registries
        .current()
        .partners()
        .forEach(partner -> names.put(partner.code(), new LocalizedText(partner.name(today))));
    return names;
  }

  private static Tally tally(Count count) {
    return switch (count.outcome()) {
      case PERMIT -> new Tally(count.entries(), 0, 0);
      case PARTIAL -> new Tally(0, count.entries(), 0);
      case DENY -> new Tally(0, 0, count.entries());
    };
  }

  private static Tally total(List<Count> counted) {
    return counted.stream()
        .filter(count -> count.by() == By.TIME)
        .map(Inspection::tally)
        .reduce(Tally.NONE, Tally::plus);
  }

  private static List<Period> times(List<Count> counted) {
    var times = new TreeMap<Instant, Tally>();
    counted.forEach(
        count -> count.at().ifPresent(at -> times.merge(at, tally(count), Tally::plus)));
    return times.entrySet().stream()
        .map(each -> new Period(each.getKey(), each.getValue()))
        .toList();
  }

  private static List<Group> groups(List<Count> counted, By by, Map<String, LocalizedText> names) {
    var groups = new HashMap<Optional<String>, Tally>();
    counted.stream()
        .filter(count -> count.by() == by)
        .forEach(count -> groups.merge(count.code(), tally(count), Tally::plus));
    return groups.entrySet().stream()
        .map(each -> new Group(each.getKey(), each.getKey().map(names::get), each.getValue()))
        .sorted(
            Comparator.comparingLong((Group group) -> -group.entries().all())
                .thenComparing(group -> group.key().orElse("")))
        .limit(MOST_GROUPS)
        .toList();
  }
}
