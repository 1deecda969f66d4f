package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * A submitter takes one document back that it sent by mistake, such as one about another child;
 * what is only out of date it replaces. Nothing is erased.
 */
@ApplicationScoped
public class DocumentRetractions {

  @Inject Referrals referrals;
  @Inject Changes changes;
  @Inject Registries registries;
  @Inject CaseNews news;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Withholds a document at once, bytes and all, from everyone but who sent it and the centre that
   * has the report. To anybody else than who sent it there is no such document. Once is enough: a
   * repetition changes nothing and shows the same.
   *
   * @param of the report that it is said to belong to
   * @param same throws when what else its sender says of it is not so; told what it may read anyway
   */
  @Transactional
  public Outcome<ReferralView> retract(
      Caller caller,
      UUID document,
      Optional<UUID> of,
      NewRetraction given,
      Consumer<ReferralView> same) {
    var now = clock.instant();
    var holding = referrals.findHolding(document, caller, now);
    var id = holding.map(rows -> rows.head().id()).filter(it -> of.map(it::equals).orElse(true));
    id.ifPresent(changes::hold);
    var found = id.flatMap(held -> referrals.find(held, caller, now));
    var row = found.flatMap(rows -> Replacements.sent(rows, caller.partner().code(), document));
    if (row.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, document);
    }
    var referral = opened(found.get(), now);
    return gate.<ReferralView>refusal(caller, LogAction.UPDATE, Action.SUBMIT, referral.facts())
        .<Outcome<ReferralView>>map(refused -> refused)
        .orElseGet(() -> retract(caller, referral, row.get(), given, same, now));
  }

  private Outcome<ReferralView> retract(
      Caller caller,
      Referral referral,
      Rows.DocumentRow row,
      NewRetraction given,
      Consumer<ReferralView> same,
      Instant now) {
    if (referral.head().status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    var part = ReferralPart.document(row.id());
    var shown = referral;
    if (row.retraction().isEmpty()) {
      same.accept(part.of(referral).orElseThrow().view(false));
      changes.hold(row.id());
      news.retracted(referral, row.id(), caller, now);
      changes.takeBack(row, referral, caller, given, now);
      shown = opened(referrals.find(referral.id(), caller, now).orElseThrow(), now);
    }
    return gate.release(caller, LogAction.UPDATE, Action.SUBMIT, part.of(shown).orElseThrow());
  }

  private Referral opened(Rows rows, Instant now) {
    return new Referral(rows, keys, registries.current(), policies.current(), now);
  }
}
