package be.schakel.audit;

import be.schakel.consent.Policies;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
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
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A person may know who received what about a child, except where telling would endanger the child
 * or an inquiry: then the centre withholds it, with a reason and for a time (GDPR 15 and 23). The
 * log keeps every entry, and auditors see it.
 */
@ApplicationScoped
public class Embargoes {

  @Inject Policies policies;
  @Inject EmbargoRows rows;
  @Inject CaseFiles files;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** Sets one, for people at the centre that has the report; the officer is told. */
  @Transactional
  public Outcome<EmbargoView> set(Caller caller, UUID referral, NewEmbargo given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return files.byOwner(
        caller, LogAction.UPDATE, referral, now, file -> set(caller, file, given, now));
  }

  private Outcome<EmbargoView> set(Caller caller, CaseFile file, NewEmbargo given, Instant now) {
    var most = policies.current().supervisionTerms().embargoLongestDays();
    var issues = check(file, given, most, now);
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    var id = Uuid7.at(now);
    var row =
        new EmbargoRows.Row(
            id,
            given.child(),
            given.cause(),
            new Embargoed(given.from().map(DayOrTime::first), given.to().map(DayOrTime::after)),
            DayOrTime.after(given.until()),
            now,
            file.seal(given.child(), id, given.reason()),
            Optional.empty());
    rows.add(row, caller);
    tell(EventKind.EMBARGO_SET, file, row, now);
    var outcome = shown(caller, file, row);
    return outcome instanceof Released<EmbargoView> released
        ? released.created(URI.create("referrals/" + file.id() + "/embargoes/" + id))
        : outcome;
  }

  /** Those of a report, newest first, for its centre. */
  @Transactional
  public Outcome<EmbargoView> list(Caller caller, UUID referral) {
    return files.byOwner(
        caller,
        LogAction.READ,
        referral,
        clock.instant(),
        file -> {
          var all =
              rows.of(referral).stream()
                  .map(row -> new OfFile<>(file.facts(), view(file, row)))
                  .toList();
          return gate.releasePage(caller, LogAction.READ, all, "embargoes");
        });
  }

  /** Lifts one before its end; again changes nothing. */
  @Transactional
  public Outcome<EmbargoView> lift(Caller caller, UUID referral, UUID embargo) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          if (find(referral, embargo).isEmpty()) {
            return gate.absent(caller, LogAction.UPDATE, embargo);
          }
          rows.lift(embargo, caller, now);
          var lifted = find(referral, embargo).orElseThrow();
          tell(EventKind.EMBARGO_LIFTED, file, lifted, now);
          return shown(caller, file, lifted);
        });
  }

  /**
   * What a person is not told about a child now: of every report about it, whichever centre has it.
   * In the running transaction.
   *
   * @param child its id in one of them
   */
  public List<Embargoed> embargoed(UUID child, Instant now) {
    return rows.inForce(child, now);
  }

  private Optional<EmbargoRows.Row> find(UUID referral, UUID embargo) {
    return rows.of(referral).stream().filter(row -> row.id().equals(embargo)).findFirst();
  }

  private static List<Issue> check(CaseFile file, NewEmbargo given, int most, Instant now) {
    var issues = new ArrayList<Issue>();
    if (!file.hasChild(given.child())) {
      issues.add(new Issue("/child", Code.UNKNOWN_CHILD));
    }
    var until = DayOrTime.after(given.until());
    if (!until.isAfter(now)) {
      issues.add(new Issue("/until", Code.PERIOD_OVER));
    } else if (until.isAfter(now.plus(Duration.ofDays(most + 1)))) {
      issues.add(new Issue("/until", Code.PERIOD_TOO_LONG, Integer.toString(most)));
    }
    var from = given.from().map(DayOrTime::first).orElse(Instant.MIN);
    if (given.to().map(DayOrTime::after).filter(to -> !to.isAfter(from)).isPresent()) {
      issues.add(new Issue("/to", Code.PERIOD_REVERSED));
    }
    return issues;
  }

  private void tell(EventKind kind, CaseFile file, EmbargoRows.Row row, Instant now) {
    outbox.append(
        Event.of(kind, Event.DPO, file.id()).with(Map.of("embargo", row.id().toString())), now);
  }

  private Outcome<EmbargoView> shown(Caller caller, CaseFile file, EmbargoRows.Row row) {
    return gate.release(
        caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view(file, row)));
  }

  private static EmbargoView view(CaseFile file, EmbargoRows.Row row) {
    return new EmbargoView(
        Optional.of(row.id()),
        Optional.of(row.child()),
        Optional.of(row.cause()),
        row.covers().from(),
        row.covers().to(),
        Optional.of(row.at()),
        Optional.of(row.until()),
        row.liftedAt(),
        file.open(row.child(), row.id(), row.content(), String.class));
  }
}
