package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Refused;
import be.schakel.disclosure.Released;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.partner.Professional;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What is put into a report after it came in: advice, a safety plan, what an assessment came to. By
 * the centre that has it; about where the child lives also by the foster care. Nothing is ever
 * overwritten. People do this; unattended work writes nothing.
 */
@ApplicationScoped
public class Contributions {

  @Inject Referrals referrals;
  @Inject Changes changes;
  @Inject CaseNews news;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Adds a contribution: a new version of what was said before about the same.
   *
   * @throws SchakelProblem everything that is wrong with it
   */
  @Transactional
  public Outcome<AdditionView> contribute(Caller caller, UUID id, NewContribution given) {
    var now = clock.instant();
    var registry = registries.current();
    var ahead = readAhead(caller, id, given, registry, now);
    changes.hold(id);
    var found = find(caller, id, registry, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var referral = found.get();
    var contribution = Uuid7.at(now);
    var version = version(referral, given);
    var writing = new Writing(caller, referral, given.category(), given.child());
    var refusal = refusal(writing, writing.receipt(contribution, version, now));
    if (refusal.isPresent()) {
      return refusal.get();
    }
    check(writing, given, registry, now);
    changes.contribute(contribution, referral, caller, given, version, now);
    var stored =
        changes.attach(
            Optional.of(contribution),
            referral,
            caller,
            document(writing, given).stream().toList(),
            given.category(),
            "",
            ahead,
            now);
    var after = find(caller, id, registry, now).orElseThrow();
    news.contributed(EventKind.CONTRIBUTION_ADDED, after, contribution, caller, now);
    var view =
        writing
            .receipt(contribution, version, now)
            .with(
                stored.stream().findFirst().map(FollowUp::reference),
                DocumentRemarks.tell(
                    after, caller, contribution, given.document().stream().toList(), ""));
    return release(writing, view, id);
  }

  private Map<UUID, Set<UUID>> readAhead(
      Caller caller, UUID id, NewContribution given, Registry registry, Instant now) {
    return given.document().flatMap(Submission.Document::upload).isPresent()
        ? find(caller, id, registry, now)
            .map(
                referral ->
                    changes.readAhead(referral, caller, given.document().stream().toList(), now))
            .orElse(Map.of())
        : Map.of();
  }

  /**
   * Takes a contribution back: withheld at once from everyone but the centre that has the report.
   * What the log says of it stays. Once is enough: a repetition changes nothing.
   */
  @Transactional
  public Outcome<AdditionView> retract(
      Caller caller, UUID id, UUID contribution, NewRetraction given) {
    var now = clock.instant();
    changes.hold(id);
    var found = find(caller, id, registries.current(), now);
    var row = found.flatMap(referral -> mayName(caller, referral, contribution));
    if (row.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, contribution);
    }
    var written = row.get();
    var writing = new Writing(caller, found.get(), written.category(), written.child());
    var since = written.retraction().map(Rows.RetractionRow::since).map(at -> at.toInstant());
    var view = writing.receipt(contribution, written.version(), since.orElse(now));
    var refusal = refusal(writing, view);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    if (writing.referral().head().status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    if (since.isEmpty()) {
      news.contributed(
          EventKind.CONTRIBUTION_RETRACTED, writing.referral(), contribution, caller, now);
      changes.takeBack(written, writing.referral(), caller, given, now);
    }
    return gate.release(caller, LogAction.UPDATE, writing.action(), writing.answer(view));
  }

  private Optional<Referral> find(Caller caller, UUID id, Registry registry, Instant now) {
    return referrals
        .find(id, caller, now)
        .map(rows -> new Referral(rows, keys, registry, policies.current(), now));
  }

  /** The owner may name any; to another only its own exists. */
  private static Optional<Rows.ContributionRow> mayName(
      Caller caller, Referral referral, UUID contribution) {
    var partner = caller.partner();
    return referral.rows().contributions().stream()
        .filter(row -> row.id().equals(contribution))
        .filter(
            row ->
                referral.ownedBy(partner.code(), partner.kind())
                    || row.partner().equals(partner.code()))
        .findFirst();
  }

  private static int version(Referral referral, NewContribution given) {
    return (int)
            referral.rows().contributions().stream()
                .filter(
                    row -> row.category() == given.category() && row.child().equals(given.child()))
                .count()
        + 1;
  }

  private Optional<Refused<AdditionView>> refusal(Writing writing, AdditionView intended) {
    var caller = writing.caller();
    var facts = writing.referral().facts();
    if (!writing.owner()
        && !ContributionRules.opensTo(caller.partner().kind(), writing.category())) {
      return Optional.of(gate.refuse(caller, LogAction.UPDATE, facts, Code.NOT_OWNER));
    }
    if (caller.professional().equals(Professional.SYSTEM)) {
      return Optional.of(gate.refuse(caller, LogAction.UPDATE, facts, Code.UNATTENDED_LIMITED));
    }
    return gate.refusal(caller, LogAction.UPDATE, writing.action(), writing.answer(intended));
  }

  private static void check(
      Writing writing, NewContribution given, Registry registry, Instant now) {
    var referral = writing.referral();
    if (referral.head().status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    var issues =
        new ContributionRules(
                writing.owner(),
                child -> referral.opening().name(child).isPresent(),
                code -> registry.byCode(code).isPresent(),
                LocalDate.ofInstant(now, SubmissionRules.BRUSSELS))
            .check(given);
    if (!writing.owner()) {
      issues.addAll(ofOthers(given));
    }
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
  }

  /** Who is not the centre names no child but the one it writes of: others it may not know. */
  private static List<Issue> ofOthers(NewContribution given) {
    var named = given.document().map(Submission.Document::children).orElse(List.of());
    return IntStream.range(0, named.size())
        .filter(i -> !given.child().map(UUID::toString).equals(Optional.of(named.get(i))))
        .mapToObj(i -> new Issue("/document/children/" + i, Code.UNKNOWN_CHILD))
        .toList();
  }

  /**
   * What the centre sends is about whom it says, what others send about the child they write of.
   */
  private static Optional<Submission.Document> document(Writing writing, NewContribution given) {
    return given
        .document()
        .map(
            sent ->
                writing.owner() || given.child().isEmpty()
                    ? sent
                    : sent.about(List.of(given.child().get().toString())));
  }

  private Outcome<AdditionView> release(Writing writing, AdditionView view, UUID id) {
    var outcome =
        gate.release(writing.caller(), LogAction.UPDATE, writing.action(), writing.answer(view));
    return outcome instanceof Released<AdditionView> released
        ? released.created(URI.create("referrals/" + id))
        : outcome;
  }

  /** Somebody who writes of one category about one child, or all of them. */
  private record Writing(
      Caller caller, Referral referral, DataCategory category, Optional<UUID> child) {

    boolean owner() {
      return referral.ownedBy(caller.partner().code(), caller.partner().kind());
    }

    /** A service that cares for the child together with others brings it to what it may read. */
    Action action() {
      return owner() || caller.purpose() == Purpose.CARE_COORDINATION ? Action.READ : Action.SUBMIT;
    }

    /** Who is not the centre may have no receipt of the report: then its own category decides. */
    AdditionView receipt(UUID contribution, int version, Instant at) {
      var known = referral.opening();
      return new AdditionView(
          List.of(caller.partner().code()),
          Optional.of(owner() ? DataCategory.RECEIPT : category),
          child.filter(each -> !owner() && known.name(each).isPresent()).stream().toList(),
          Optional.of(contribution),
          Optional.of(version),
          Optional.of(Referral.local(at.atOffset(ZoneOffset.UTC))),
          Optional.empty(),
          List.of(),
          List.of());
    }

    Casework.Fixed<AdditionView> answer(AdditionView view) {
      CaseFacts facts = referral.facts();
      return new Casework.Fixed<>(facts, view);
    }
  }
}
