package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.medical.Documents;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * What the submitter does after its report: tell what happened since, or take it back. Nothing
 * earlier is changed by it.
 */
@ApplicationScoped
public class FollowUp {

  @Inject Referrals referrals;
  @Inject Changes changes;
  @Inject Registries registries;
  @Inject CaseNews news;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /** Adds a development with its documents. */
  @Transactional
  public Outcome<AdditionView> develop(Caller caller, UUID id, NewDevelopment given) {
    var now = clock.instant();
    changes.hold(id);
    var found = referrals.find(id, caller, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var referral = new Referral(found.get(), keys, registries.current(), policies.current(), now);
    if (!referral.head().partner().equals(caller.partner().code())) {
      return gate.refuse(caller, LogAction.UPDATE, referral.facts(), Code.NOT_SUBMITTER);
    }
    var refusal =
        gate.<AdditionView>refusal(caller, LogAction.UPDATE, Action.SUBMIT, referral.facts());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (referral.head().status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    if (given.occurredAt().filter(at -> at.toInstant().isAfter(now)).isPresent()) {
      throw SchakelProblem.of(List.of(new Issue("/occurredAt", Code.TIME_IN_FUTURE)));
    }
    var development = Uuid7.at(now);
    changes.develop(development, referral, caller, given, now);
    var stored =
        changes.attach(
            Optional.of(development),
            referral,
            caller,
            given.documents(),
            DataCategory.MEDICAL,
            "/documents",
            now);
    var after = referrals.find(id, caller, now).orElseThrow();
    news.developed(
        new Referral(after, keys, registries.current(), policies.current(), now),
        development,
        stored.stream().map(Documents.Stored::id).toList(),
        caller,
        now);
    var view =
        new AdditionView(
            List.of(caller.partner().code()),
            Optional.of(DataCategory.RECEIPT),
            List.of(),
            Optional.of(development),
            Optional.empty(),
            Optional.of(Referral.local(now.atOffset(ZoneOffset.UTC))),
            Optional.empty(),
            stored.stream().map(FollowUp::reference).toList());
    var outcome =
        gate.release(
            caller, LogAction.UPDATE, Action.SUBMIT, new Casework.Fixed<>(referral.facts(), view));
    return outcome instanceof Released<AdditionView> released
        ? released.created(URI.create("referrals/" + id))
        : outcome;
  }

  /**
   * Takes a report back: withheld at once from everyone but the centre that has it. Once is enough:
   * a repetition changes nothing and shows the same.
   */
  @Transactional
  public Outcome<ReferralView> retract(Caller caller, UUID id, NewRetraction given) {
    return retract(caller, id, given, any -> true);
  }

  /**
   * The same, by somebody who also says what the report is.
   *
   * @param same whether that is so; asked about what the submitter may read anyway
   * @throws SchakelProblem {@link Code#ONLY_STATUS_MAY_CHANGE} when it is not
   */
  @Transactional
  public Outcome<ReferralView> retract(
      Caller caller, UUID id, NewRetraction given, Predicate<ReferralView> same) {
    var now = clock.instant();
    changes.hold(id);
    var found = referrals.find(id, caller, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var registry = registries.current();
    var referral = new Referral(found.get(), keys, registry, policies.current(), now);
    if (!referral.head().partner().equals(caller.partner().code())) {
      return gate.refuse(caller, LogAction.UPDATE, referral.facts(), Code.NOT_SUBMITTER);
    }
    var refusal =
        gate.<ReferralView>refusal(caller, LogAction.UPDATE, Action.SUBMIT, referral.facts());
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (referral.head().status() == ReferralStatus.RETRACTED) {
      return gate.release(caller, LogAction.UPDATE, Action.SUBMIT, referral);
    }
    if (!same.test(referral.view(false))) {
      throw SchakelProblem.of(Code.ONLY_STATUS_MAY_CHANGE);
    }
    changes.stand(
        referral,
        caller,
        ReferralStatus.RETRACTED,
        referral.head().vk(),
        Optional.of(given.reason()),
        given.text(),
        now);
    var rows = referrals.find(id, caller, now).orElseThrow();
    var retracted = new Referral(rows, keys, registry, policies.current(), now);
    news.moved(referral, retracted, caller, now);
    return gate.release(caller, LogAction.UPDATE, Action.SUBMIT, retracted);
  }

  static ReceiptView.StoredDocument reference(Documents.Stored stored) {
    return new ReceiptView.StoredDocument(
        Optional.of(stored.id()), Optional.of(HexFormat.of().formatHex(stored.sha256())));
  }
}
