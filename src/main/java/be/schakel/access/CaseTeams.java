package be.schakel.access;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;

/**
 * Keeps a case within named professionals of its centre. Whoever else of the centre looks at it
 * must say why; a transfer ends it, since nobody of the other centre is in the team.
 */
@ApplicationScoped
public class CaseTeams {

  @Inject CaseFiles files;
  @Inject TeamRecords teams;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** Names the team; an empty one lifts the restriction. */
  @Transactional
  public Outcome<TeamView> keepWithin(Caller caller, UUID referral, NewTeam given) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          if (file.vk().isEmpty()) {
            throw SchakelProblem.of(Code.STEP_NOT_POSSIBLE, file.status().name());
          }
          var id = Uuid7.at(now);
          var reason = file.seal(Optional.empty(), id, given.reason());
          teams.add(id, referral, given.members(), reason, caller, now);
          var view =
              new TeamView(
                  Optional.of(!given.members().isEmpty()),
                  Optional.of(given.members().size()),
                  Optional.of(now));
          // Who names a team without being in it still sees that it did
          return gate.release(
              caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view));
        });
  }
}
