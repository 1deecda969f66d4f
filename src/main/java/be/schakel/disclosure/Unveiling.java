package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.policy.Asker;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Releases who is behind a pseudonym, after two persons decided so. The only thing about a child
 * that supervision is ever told besides the log, and an entry about that child each time.
 */
@ApplicationScoped
public class Unveiling {

  private static final String RULE = "REIDENTIFIED";

  @Inject Supervision supervision;
  @Inject DisclosureGate gate;
  @Inject Policies policies;

  /**
   * Releases it in the running transaction, while an engagement is in force.
   *
   * @param subject the pseudonym
   * @param report the newest report about the child; none that is still there
   * @param vk the centre that has it
   */
  public <V extends Record> Outcome<V> release(
      Caller caller,
      V view,
      String subject,
      Optional<UUID> report,
      Optional<String> vk,
      Instant now) {
    var policy = policies.current();
    var scope = supervision.scope(caller, now);
    var decision = new LogRuling(policy, Asker.of(caller), scope, now).onSearch();
    var outcome = decision.permit() ? LogOutcome.PERMIT : LogOutcome.DENY;
    var rule = decision.permit() ? RULE : decision.rule();
    var plain =
        Entries.withoutCase(caller, LogAction.READ, outcome, rule, policy.version(), now)
            .of(subject, vk);
    var entry = report.map(plain::about).orElse(plain);
    var told =
        decision.permit()
            ? entry.granting(Set.of(DataCategory.CHILD_ID), LegalGround.G8_AUDIT)
            : entry;
    return gate.releaseOfLog(caller, decision, List.of(view), false, told);
  }
}
