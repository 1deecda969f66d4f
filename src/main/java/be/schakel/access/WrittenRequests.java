package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Written requests of magistrates for basic data (decree of 12 July 2013, arts. 75 and 75/1): a
 * person at the centre releases them.
 */
@ApplicationScoped
public class WrittenRequests {

  @Inject GroundWork work;
  @Inject GroundRecords grounds;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /** Records that a magistrate asked for basic data; nothing is open by it. */
  @Transactional
  public Outcome<GroundView> record(Caller caller, UUID referral, NewWrittenRequest given) {
    var now = clock.instant();
    var asked = new GroundContent.Request(given.reference(), given.date(), given.magistrate());
    return work.record(
        caller,
        referral,
        new GroundWork.Given(
            LegalGround.G6_WRITTEN_REQUEST,
            given.child(),
            List.of(given.parket()),
            Set.of(),
            GroundContent.of(asked),
            "written-requests"),
        childKnown ->
            GroundRules.ofRequest(
                given, work.partner(given.parket()).map(Registration::kind), childKnown, now),
        opensNothing -> {},
        now);
  }

  /** Lets the parket that asked in writing have basic data. */
  @Transactional
  public Outcome<GroundView> release(Caller caller, UUID referral, UUID request) {
    var now = clock.instant();
    return work.onGround(
        caller,
        referral,
        request,
        now,
        (file, row) -> {
          GroundWork.mustBe(row, GroundState.RECEIVED, now);
          grounds.decide(request, caller, now);
          var until =
              now.plus(Duration.ofDays(policies.current().groundTerms().writtenRequestDays()));
          work.open(
              caller,
              new GroundWork.Opened(
                  row.ground(), row.partners().get(0), Set.of(), false, now, until),
              file,
              row.child(),
              request,
              now);
          return work.release(caller, file, request, now);
        });
  }
}
