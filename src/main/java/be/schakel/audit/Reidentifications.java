package be.schakel.audit;

import be.schakel.consent.Policies;
import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.Sampling;
import be.schakel.disclosure.Unveiling;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReidentificationState;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Looking behind a pseudonym takes two persons: an auditor who asks and the data protection officer
 * who approves. Then only that auditor, until an end date, and each look is an entry of the log and
 * told to the officer (disclosure policy 5.7).
 */
@ApplicationScoped
public class Reidentifications {

  private static final int MOST = 100;
  private static final int REPORTS = 20;

  @Inject Policies policies;
  @Inject ReidentificationRows rows;
  @Inject Sampling sampling;
  @Inject Unveiling unveiling;
  @Inject CaseFiles files;
  @Inject OwnKey key;
  @Inject Officers officers;
  @Inject Auditing auditing;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** An auditor asks, about a child that its engagement covers. */
  @Transactional
  public Outcome<ReidentificationView> ask(Caller caller, NewReidentification given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var refusal = officers.refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    if (!sampling.knows(caller, given.subject(), now)) {
      return gate.refuse(caller, LogAction.UPDATE, Code.OUTSIDE_ENGAGEMENT);
    }
    var until = DayOrTime.after(given.until());
    var issue = period(until, now);
    if (issue.isPresent()) {
      throw SchakelProblem.of(List.of(issue.get()));
    }
    var id = Uuid7.at(now);
    var asked =
        new Reidentification(
            id,
            given.subject(),
            caller.partner().code(),
            officers.person(caller),
            caller.proof(),
            now,
            until,
            key.seal(id, given.reason()),
            Optional.empty());
    var outcome =
        auditing.releaseOne(caller, LogAction.UPDATE, view(asked, now), "reidentification=" + id);
    if (outcome instanceof Released<ReidentificationView> released) {
      rows.add(asked, caller);
      tell(EventKind.REIDENTIFICATION_ASKED, Event.DPO, id, now);
      return released.created(URI.create("reidentifications/" + id));
    }
    return outcome;
  }

  /** The data protection officer decides: another person than the one who asked. */
  @Transactional
  public Outcome<ReidentificationView> decide(
      Caller caller, UUID id, ReidentificationDecision given) {
    var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    var refusal = officers.refusalOfOfficer(caller, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    var found = rows.find(id);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    if (Arrays.equals(found.get().person(), officers.person(caller))) {
      return gate.refuse(caller, LogAction.UPDATE, Code.SECOND_PERSON_REQUIRED);
    }
    if (found.get().proof() != caller.proof()) {
      return gate.refuse(caller, LogAction.UPDATE, Code.SAME_PROOF_REQUIRED);
    }
    mustBe(ReidentificationState.ASKED, found.get(), now);
    var reason = key.seal(id, given.reason());
    if (!rows.decide(id, given.approve(), officers.person(caller), reason, caller, now)) {
      throw SchakelProblem.of(Code.STEP_NOT_POSSIBLE, ReidentificationState.APPROVED.name());
    }
    tell(EventKind.REIDENTIFICATION_DECIDED, found.get().auditor(), id, now);
    return auditing.releaseOne(
        caller, LogAction.UPDATE, view(rows.find(id).orElseThrow(), now), "reidentification=" + id);
  }

  /** Those that the caller asked for; for the data protection officer all, newest first. */
  @Transactional
  public Outcome<ReidentificationView.All> list(Caller caller) {
    var now = clock.instant();
    var whose =
        officers.isOfficer(caller, now)
            ? Optional.<String>empty()
            : Optional.of(caller.partner().code());
    var all =
        new ReidentificationView.All(
            rows.newest(whose, MOST).stream().map(asked -> view(asked, now)).toList());
    return auditing.releaseOne(caller, LogAction.AUDIT_READ, all, "reidentifications");
  }

  /**
   * Who it is, for the person who asked, while it is approved.
   *
   * @throws SchakelProblem {@link Code#STEP_NOT_YET_POSSIBLE}, {@link Code#STEP_NOT_POSSIBLE}
   */
  @Transactional
  public Outcome<UnveiledView> person(Caller caller, UUID id) {
    var now = clock.instant();
    var found = rows.find(id).filter(asked -> askedBy(caller, asked));
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.READ, id);
    }
    var asked = found.get();
    var refusal = officers.refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.READ, refusal.get());
    }
    mustBe(ReidentificationState.APPROVED, asked, now);
    if (!sampling.knows(caller, asked.subject(), now)) {
      return gate.refuse(caller, LogAction.READ, Code.OUTSIDE_ENGAGEMENT);
    }
    var newest = Optional.<CaseFile>empty();
    var persons = new ArrayList<UnveiledView.Told>();
    for (var place : rows.behind(asked.subject(), REPORTS)) {
      var file = files.ofAnyone(place.referral(), caller, now);
      newest = newest.isPresent() ? newest : file;
      file.flatMap(one -> one.submitted(place.child()))
          .map(Reidentifications::told)
          .filter(told -> !persons.contains(told))
          .ifPresent(persons::add);
    }
    tell(EventKind.REIDENTIFICATION_USED, Event.DPO, id, now);
    var view = new UnveiledView(Optional.of(asked.subject()), persons);
    return unveiling.release(
        caller, view, asked.subject(), newest.map(CaseFile::id), newest.flatMap(CaseFile::vk), now);
  }

  private boolean askedBy(Caller caller, Reidentification asked) {
    return asked.auditor().equals(caller.partner().code())
        && Arrays.equals(asked.person(), officers.person(caller));
  }

  private static void mustBe(ReidentificationState state, Reidentification asked, Instant now) {
    var actual = asked.state(now);
    if (actual != state) {
      var code =
          actual == ReidentificationState.ASKED
              ? Code.STEP_NOT_YET_POSSIBLE
              : Code.STEP_NOT_POSSIBLE;
      throw SchakelProblem.of(code, actual.name());
    }
  }

  private Optional<Issue> period(Instant until, Instant now) {
    if (!until.isAfter(now)) {
      return Optional.of(new Issue("/until", Code.PERIOD_OVER));
    }
    var most = policies.current().supervisionTerms().reidentificationLongestDays();
    return until.isAfter(now.plus(Duration.ofDays(most + 1)))
        ? Optional.of(new Issue("/until", Code.PERIOD_TOO_LONG, Integer.toString(most)))
        : Optional.empty();
  }

  private void tell(EventKind kind, String recipient, UUID id, Instant now) {
    outbox.append(Event.of(kind, recipient).with(Map.of("reidentification", id.toString())), now);
  }

  private static UnveiledView.Told told(Submission.Child child) {
    return new UnveiledView.Told(
        child.insz(), child.familyName(), child.givenNames(), child.birthDate());
  }

  private ReidentificationView view(Reidentification asked, Instant now) {
    return new ReidentificationView(
        Optional.of(asked.id()),
        Optional.of(asked.state(now)),
        Optional.of(asked.subject()),
        Optional.of(asked.auditor()),
        Optional.of(key.open(asked.id(), asked.reason(), String.class)),
        Optional.of(asked.askedAt()),
        Optional.of(asked.until()),
        asked.decided().map(Reidentification.Decided::at),
        asked.decided().map(decided -> key.open(asked.id(), decided.reason(), String.class)));
  }
}
