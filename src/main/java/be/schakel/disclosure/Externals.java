package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Disclosures outside the gateway, put into the same log by the centre that made them. */
@ApplicationScoped
public class Externals {

  /** The rule of every such entry: nothing was decided here. */
  private static final String RULE = "EXTERNAL";

  @Inject Disclosures disclosures;
  @Inject DisclosureGate gate;
  @Inject Policies policies;

  /**
   * Records one in the running transaction: an entry for each child.
   *
   * @param children the ids of those it was about; at least one
   * @param ground none where a court ordered it
   */
  public <V extends Record> Outcome<V> record(
      Caller caller,
      CaseFacts facts,
      Set<UUID> children,
      External external,
      Set<DataCategory> categories,
      Optional<LegalGround> ground,
      V view,
      Instant now) {
    var plain =
        Entries.withoutCase(
            caller, LogAction.EXTERNAL, LogOutcome.PERMIT, RULE, policies.current().version(), now);
    var about = facts.of(children);
    return gate.releaseRecorded(
        caller,
        LogAction.EXTERNAL,
        new OfFile<>(about, view),
        about.children().stream()
            .map(
                child ->
                    plain
                        .about(facts.referral())
                        .of(child.pseudonym(), facts.vk())
                        .told(categories, ground, external))
            .toList());
  }

  /** Whether this recording, about this report, stands in the log. */
  public boolean known(UUID referral, UUID recording) {
    return disclosures.recorded(referral, recording);
  }
}
