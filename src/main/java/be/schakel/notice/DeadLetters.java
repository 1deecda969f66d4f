package be.schakel.notice;

import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;

/**
 * What could not be brought: a partner sees and resends its own, the data protection officer
 * everybody's.
 */
@ApplicationScoped
public class DeadLetters {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final String RULE = "DEAD-LETTERS";

  @Inject DeadLetterRows rows;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /** The oldest first. */
  @Transactional
  public Released<DeadLetterView> list(Caller caller, int limit) {
    var found = rows.dead(whose(caller), limit);
    return gate.releaseTold(caller, LogAction.READ, found, RULE, "dead-letters");
  }

  /** Sends one again, with as many attempts as at first. */
  @Transactional
  public Outcome<DeadLetterView> resend(Caller caller, UUID id) {
    var resent = rows.again(id, whose(caller), clock.instant());
    return resent.isPresent()
        ? gate.releaseAlike(caller, LogAction.UPDATE, resent.get(), RULE, Optional.empty())
        : gate.absent(caller, LogAction.UPDATE, id);
  }

  private Optional<String> whose(Caller caller) {
    var code = caller.partner().code();
    var today = LocalDate.ofInstant(clock.instant(), BRUSSELS);
    return registries.current().officer(code, today) ? Optional.empty() : Optional.of(code);
  }
}
