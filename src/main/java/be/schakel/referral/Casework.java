package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What the centre that has a report does with it: take it up, transfer, close. People do;
 * unattended work moves nothing.
 */
@ApplicationScoped
public class Casework {

  @Inject Referrals referrals;
  @Inject Changes changes;
  @Inject CaseFiles files;
  @Inject Registries registries;
  @Inject CaseNews news;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Moves a report and shows it as it stands then.
   *
   * @throws SchakelProblem {@link Code#MOVE_NOT_POSSIBLE} with the possible moves, {@link
   *     Code#ADVICE_REQUIRED}, or what is wrong with the transfer
   */
  @Transactional
  public Outcome<ReferralView> move(Caller caller, UUID id, StatusMove move) {
    return move(caller, id, move, any -> {});
  }

  /**
   * The same, by somebody who also says how the report stands now.
   *
   * @param same throws when that is not so; told what the mover may read anyway
   */
  @Transactional
  public Outcome<ReferralView> move(
      Caller caller, UUID id, StatusMove move, Consumer<ReferralView> same) {
    var now = clock.instant();
    var registry = registries.current();
    changes.hold(id);
    var found = find(caller, id, registry, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var referral = found.get();
    if (!owns(caller, referral)) {
      return gate.refuse(caller, LogAction.UPDATE, referral.facts(), Code.NOT_OWNER);
    }
    if (caller.professional().equals(Professional.SYSTEM)) {
      return gate.refuse(caller, LogAction.UPDATE, referral.facts(), Code.UNATTENDED_LIMITED);
    }
    var refusal =
        gate.<ReferralView>refusal(caller, LogAction.UPDATE, Action.READ, referral.facts());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    same.accept(referral.view(false));
    checkMove(referral, move);
    var vk = newCentre(caller, referral, move, registry);
    changes.stand(referral, caller, move.status(), vk, Optional.empty(), move.reason(), now);
    var moved =
        new Referral(
            referral.rows().standing(move.status(), vk, now),
            keys,
            registry,
            policies.current(),
            now);
    news.moved(referral, moved, caller, now);
    if (referral.head().status() == ReferralStatus.CLOSED
        || move.status() == ReferralStatus.CLOSED) {
      files.restate(new CaseFile(moved), now);
    }
    // It acted as the owner, so it sees what it did, also when it gave the report away by it
    return gate.release(
        caller, LogAction.UPDATE, Action.READ, new AsBefore<>(referral.facts(), moved));
  }

  /** A thing with the facts of the moment before it changed. */
  record AsBefore<V extends Record>(CaseFacts facts, Disclosable<V> after)
      implements Disclosable<V> {
    @Override
    public V view(boolean neutral) {
      return after.view(neutral);
    }
  }

  /** A view that is the same for everybody who may see it. */
  record Fixed<V extends Record>(CaseFacts facts, V view) implements Disclosable<V> {
    @Override
    public V view(boolean neutral) {
      return view;
    }
  }

  private Optional<Referral> find(Caller caller, UUID id, Registry registry, Instant now) {
    return referrals
        .find(id, caller, now)
        .map(rows -> new Referral(rows, keys, registry, policies.current(), now));
  }

  private static boolean owns(Caller caller, Referral referral) {
    return referral.ownedBy(caller.partner().code(), caller.partner().kind());
  }

  private static void checkMove(Referral referral, StatusMove move) {
    var from = referral.head().status();
    if (from == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    var possible = StatusMove.possible(from);
    if (!possible.contains(move.status())) {
      throw SchakelProblem.of(
              Code.MOVE_NOT_POSSIBLE,
              from.name(),
              move.status().name(),
              possible.stream().map(Enum::name).collect(Collectors.joining(", ")))
          .with("possible", possible);
    }
    var advised =
        referral.rows().contributions().stream()
            .anyMatch(
                row ->
                    row.category() == DataCategory.ADVICE
                        && !row.audience().isEmpty()
                        && row.retraction().isEmpty());
    if (move.status() == ReferralStatus.ADVICE_GIVEN && !advised) {
      throw SchakelProblem.of(Code.ADVICE_REQUIRED);
    }
    if (move.status() != ReferralStatus.TRANSFERRED && move.transferTo().isPresent()) {
      throw SchakelProblem.of(List.of(new Issue("/transferTo", Code.TRANSFER_TO_NOT_EXPECTED)));
    }
  }

  private static Optional<String> newCentre(
      Caller caller, Referral referral, StatusMove move, Registry registry) {
    if (move.status() != ReferralStatus.TRANSFERRED) {
      // Who receives a report that no centre had yet is the one that has it from then on
      return Optional.of(referral.head().vk().orElse(caller.partner().code()));
    }
    var to = move.transferTo();
    if (to.isEmpty()) {
      throw SchakelProblem.of(List.of(new Issue("/transferTo", Code.TRANSFER_TO_REQUIRED)));
    }
    if (registry.centres().stream().map(Registration::code).noneMatch(to.get()::equals)) {
      throw SchakelProblem.of(List.of(new Issue("/transferTo", Code.NOT_A_VK)));
    }
    if (to.get().equals(caller.partner().code())) {
      throw SchakelProblem.of(List.of(new Issue("/transferTo", Code.TRANSFER_TO_SELF)));
    }
    return to;
  }
}
