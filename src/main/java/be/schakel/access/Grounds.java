package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The grounds other than consent that the centre which has a report puts on record: shared secrecy,
 * danger to a minor, conferences, written requests. People do, never unattended work.
 */
@ApplicationScoped
public class Grounds {

  @Inject GroundWork work;
  @Inject GroundRecords grounds;
  @Inject Records records;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Records shared secrecy, which opens at once, or a danger to a minor, which waits for a second
   * person.
   *
   * @throws SchakelProblem what is wrong with it or missing in its evidence
   */
  @Transactional
  public Outcome<GroundView> record(Caller caller, UUID referral, NewGround given) {
    var now = clock.instant();
    return work.record(
        caller,
        referral,
        new GroundWork.Given(
            given.ground(),
            given.child(),
            List.of(given.partner()),
            GroundWork.set(given.categories()),
            GroundContent.of(given.told()),
            "grounds"),
        childKnown ->
            new GroundRules(policies.current(), now)
                .check(given, work.partner(given.partner()), childKnown),
        recorded -> {
          if (given.ground() == LegalGround.G1_SHARED_SECRECY) {
            share(caller, recorded, given, now);
          } else {
            askForASecondPerson(recorded.file(), recorded.id(), now);
          }
        },
        now);
  }

  /**
   * Confirms a danger to a minor: a second person, who tells the procureur by it (Criminal Code,
   * old art. 458bis). It opens nothing for reading.
   */
  @Transactional
  public Outcome<GroundView> confirm(Caller caller, UUID referral, UUID ground) {
    var now = clock.instant();
    return work.onGround(
        caller,
        referral,
        ground,
        now,
        (file, row) -> {
          GroundWork.mustBe(row, GroundState.PENDING, now);
          if (grounds.samePerson(row, caller)) {
            return gate.refuse(caller, LogAction.UPDATE, file.facts(), Code.SECOND_PERSON_REQUIRED);
          }
          if (row.proof() != caller.proof()) {
            return gate.refuse(caller, LogAction.UPDATE, file.facts(), Code.SAME_PROOF_REQUIRED);
          }
          grounds.decide(ground, caller, now);
          outbox.append(
              Event.of(EventKind.DANGER_TO_MINOR, row.partners().get(0), referral)
                  .with(Map.of("ground", row.ground().name(), "record", ground.toString())),
              now);
          return work.release(caller, file, ground, now);
        });
  }

  /** Ends a ground before its time, whatever its kind; again changes nothing. */
  @Transactional
  public Outcome<GroundView> end(Caller caller, UUID referral, UUID ground) {
    var now = clock.instant();
    return work.onGround(
        caller,
        referral,
        ground,
        now,
        (file, row) -> {
          if (row.state(now) == GroundState.CONFIRMED) {
            throw SchakelProblem.of(Code.STEP_NOT_POSSIBLE, row.state(now).name());
          }
          if (row.endedAt().isEmpty()) {
            records.end(ground, caller, now);
            outbox.stop(ground, EventKind.GROUND_ENDED.name(), now);
            if (row.from().isPresent()) {
              row.partners()
                  .forEach(code -> work.tell(EventKind.GROUND_ENDED, code, file, row, now));
            }
          }
          return work.release(caller, file, ground, now);
        });
  }

  /** All of one report, for its centre. */
  @Transactional
  public Outcome<GroundView> list(Caller caller, UUID referral) {
    var now = clock.instant();
    return work.byOwner(
        caller,
        LogAction.READ,
        referral,
        now,
        file ->
            gate.releasePage(
                caller,
                LogAction.READ,
                grounds.all(referral).stream()
                    .map(row -> new OfFile<>(file.facts(), work.view(file, row, now)))
                    .toList(),
                "grounds of " + referral));
  }

  /** Who is on duty hears of it while there is still time. */
  private void askForASecondPerson(CaseFile file, UUID id, Instant now) {
    var until = grounds.find(file.id(), id).flatMap(GroundRow::until).orElseThrow();
    file.vk()
        .ifPresent(
            vk ->
                outbox.append(
                    Event.of(EventKind.DANGER_TO_CONFIRM, Event.dutyList(vk), file.id())
                        .with(Map.of("record", id.toString(), "until", until.toString())),
                    now));
  }

  private void share(Caller caller, GroundWork.Recorded recorded, NewGround given, Instant now) {
    var until =
        given
            .validUntil()
            .map(DayOrTime::after)
            .orElse(
                now.plus(Duration.ofDays(policies.current().groundTerms().sharedSecrecyDays())));
    work.open(
        caller,
        new GroundWork.Opened(
            given.ground(), given.partner(), GroundWork.set(given.categories()), true, now, until),
        recorded.file(),
        recorded.child(),
        recorded.id(),
        now);
  }
}
