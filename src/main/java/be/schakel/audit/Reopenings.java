package be.schakel.audit;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Times;
import be.schakel.journal.Restored;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Optional;

/**
 * The data protection officer's word that what a restored backup lost was entered again, where the
 * journal could not repeat it.
 */
@ApplicationScoped
public class Reopenings {

  private static final String RULE = "REOPENED";

  @Inject Restored restored;
  @Inject Officers officers;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * Reopens.
   *
   * @throws SchakelProblem {@link Code#NOT_CLOSED} when nothing is closed
   */
  @Transactional
  public Outcome<ReopeningView> reopen(Caller caller, NewReopening given) {
    var now = clock.instant();
    var refusal = officers.refusalOfOfficer(caller, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, refusal.get());
    }
    var role = caller.professional().role();
    if (!restored.reopen(caller.partner().code(), role, given.reason(), now)) {
      throw SchakelProblem.of(Code.NOT_CLOSED);
    }
    return gate.releaseAlike(
        caller,
        LogAction.UPDATE,
        new ReopeningView(Optional.of(Times.shown(now))),
        RULE,
        Optional.empty());
  }
}
