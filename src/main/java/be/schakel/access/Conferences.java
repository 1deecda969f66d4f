package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.DayOrTime;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.Uuid7;
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
  @Inject GroundRecords grounds;
  @Inject Policies policies;
  @Inject Clock clock;

  /**
   * Records a case conference, which opens to its participants what the matrix gives them, while it
   * lasts.
   */
  @Transactional
  public Outcome<GroundView> confer(Caller caller, UUID referral, NewConference given) {
    var now = clock.instant();
    return work.byOwner(
        caller,
        referral,
        now,
        file -> {
          var child = GroundWork.child(file, given.child());
          var from = DayOrTime.first(given.from());
          var until = DayOrTime.after(given.until());
          GroundWork.refuseIfAny(
              GroundRules.ofConference(
                  given,
                  code -> work.partner(code).isPresent(),
                  given.child().isPresent() == child.isPresent(),
                  policies.current().groundTerms().conferenceLongestDays()));
          var id = Uuid7.at(now);
          grounds.add(
              id,
              referral,
              child,
              LegalGround.G4_CASE_CONFERENCE,
              given.participants(),
              Set.of(),
              caller,
              file.seal(child, id, GroundContent.of(given.legalBasis())),
              now);
          for (var participant : given.participants()) {
            work.open(
                caller,
                new GroundWork.Opened(
                    LegalGround.G4_CASE_CONFERENCE, participant, Set.of(), false, from, until),
                file,
                child,
                id,
                now);
          }
          return work.shown(caller, file, id, now, "conferences");
        });
  }
}
