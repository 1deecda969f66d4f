package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LegalGround;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;

/**
 * Case conferences about a report: while one lasts its participants get what the matrix gives them
 * (Criminal Code, old art. 458ter).
 */
@ApplicationScoped
public class Conferences {

  @Inject GroundWork work;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Records a case conference, which opens to its participants what the matrix gives them, while it
   * lasts.
   */
  @Transactional
  public Outcome<GroundView> confer(Caller caller, UUID referral, NewConference given) {
    var now = clock.instant();
    var from = DayOrTime.first(given.from());
    var until = DayOrTime.after(given.until());
    return work.record(
        caller,
        referral,
        new GroundWork.Given(
            LegalGround.G4_CASE_CONFERENCE,
            given.child(),
            given.participants(),
            Set.of(),
            GroundContent.of(given.legalBasis()),
            "conferences"),
        childKnown ->
            GroundRules.ofConference(
                given,
                code -> work.partner(code).isPresent(),
                childKnown,
                policies.current().groundTerms().conferenceLongestDays()),
        recorded ->
            given
                .participants()
                .forEach(
                    participant ->
                        work.open(
                            caller,
                            new GroundWork.Opened(
                                LegalGround.G4_CASE_CONFERENCE,
                                participant,
                                Set.of(),
                                false,
                                from,
                                until),
                            recorded.file(),
                            recorded.child(),
                            recorded.id(),
                            now)),
        now);
  }
}
