package be.schakel.referral;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * What the centre that has a report says to its submitter alone: what it still has to know, and
 * whether it stops when that is asked. People do; unattended work asks and decides nothing. What
 * the submitter says is in {@link FollowUp}.
 */
@ApplicationScoped
public class Correspondence {

  private static final String QUESTION = "question";

  @Inject CaseFiles files;
  @Inject Changes changes;
  @Inject Once once;
  @Inject CaseNews news;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /**
   * Asks the submitter something: until it answers, the report waits for it.
   *
   * @param key the caller's {@code Idempotency-Key}, without quotes: the same request again is
   *     answered again
   * @throws SchakelProblem {@link Code#QUESTION_NOT_POSSIBLE} where the centre is done with it,
   *     {@link Code#RETRACTED}, {@link Code#IDEMPOTENCY_IN_PROGRESS}, {@link
   *     Code#IDEMPOTENCY_KEY_REUSED}
   */
  @Transactional
  public Outcome<AdditionView> ask(
      Caller caller, UUID id, NewQuestion given, Optional<String> key) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        id,
        now,
        file -> receipt(caller, file, ask(caller, file, given, key, now), now));
  }

  private UUID ask(
      Caller caller, CaseFile file, NewQuestion given, Optional<String> key, Instant now) {
    var referral = file.referral();
    var request = once.request(caller, key, QUESTION, referral.id(), given);
    return once.earlier(request, now).orElseGet(() -> ask(caller, file, given, request, now));
  }

  private UUID ask(
      Caller caller, CaseFile file, NewQuestion given, Once.Request request, Instant now) {
    var referral = file.referral();
    var status = file.status();
    if (status == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    if (!isOpen(Move.ASK, caller, referral, false)) {
      throw SchakelProblem.of(Code.QUESTION_NOT_POSSIBLE, status.name());
    }
    var question = Uuid7.at(now);
    var text = Optional.of(given.text());
    changes.say(question, Rows.Word.QUESTION, Optional.empty(), referral, caller, text, now);
    once.remember(request, referral.id(), question, now);
    news.asked(EventKind.QUESTION_ASKED, again(caller, file, now), question, caller, now);
    return question;
  }

  private Outcome<AdditionView> receipt(Caller caller, CaseFile file, UUID question, Instant now) {
    var asked = word(again(caller, file, now).rows(), Rows.Word.QUESTION, question).orElseThrow();
    var view =
        new AdditionView(
            List.of(caller.partner().code()),
            Optional.of(DataCategory.RECEIPT),
            List.of(),
            Optional.of(question),
            Optional.empty(),
            Optional.of(Referral.local(asked.recordedAt())),
            Optional.empty(),
            List.of(),
            List.of());
    var outcome =
        gate.release(
            caller, LogAction.UPDATE, Action.READ, new Casework.Fixed<>(file.facts(), view));
    return outcome instanceof Released<AdditionView> released
        ? released.created(URI.create("referrals/" + file.id()))
        : outcome;
  }

  /**
   * Takes a question back: from then on the centre alone sees it. Once is enough: a repetition
   * changes nothing.
   *
   * @throws SchakelProblem {@link Code#RETRACTED} when the report was
   */
  @Transactional
  public Outcome<ReferralView> takeBack(Caller caller, UUID id, UUID question) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        id,
        now,
        file -> {
          var rows = file.referral().rows();
          var asked = word(rows, Rows.Word.QUESTION, question);
          if (asked.isEmpty()) {
            return gate.absent(caller, LogAction.UPDATE, question);
          }
          if (rows.asks(question)) {
            takeBack(caller, file, question, now);
          }
          return gate.release(caller, LogAction.UPDATE, Action.READ, again(caller, file, now));
        });
  }

  private void takeBack(Caller caller, CaseFile file, UUID question, Instant now) {
    if (!isOpen(Move.TAKE_BACK_QUESTION, caller, file.referral(), false)) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    news.asked(EventKind.QUESTION_RETRACTED, file.referral(), question, caller, now);
    changes.say(
        Uuid7.at(now),
        Rows.Word.QUESTION_RETRACTED,
        Optional.of(question),
        file.referral(),
        caller,
        Optional.empty(),
        now);
  }

  private static Optional<Rows.WordRow> word(Rows rows, Rows.Word kind, UUID id) {
    return rows.words(kind).stream().filter(word -> word.id().equals(id)).findFirst();
  }

  /**
   * Stops, or says why not, and shows the report as it stands then.
   *
   * @param request of the submitter
   * @throws SchakelProblem {@link Code#CANCELLATION_DECIDED}, {@link Code#REFUSAL_WITHOUT_REASON}
   */
  @Transactional
  public Outcome<ReferralView> decide(
      Caller caller, UUID id, UUID request, CancellationDecision decision) {
    return decide(caller, id, request, decision, Optional::of);
  }

  /** The same, found by the request alone, of which alone is shown what came of it. */
  @Transactional
  public Outcome<ReferralView> decide(Caller caller, UUID request, CancellationDecision decision) {
    var found = files.holding(caller, request, clock.instant());
    return found.isEmpty()
        ? gate.absent(caller, LogAction.UPDATE, request)
        : decide(
            caller, found.get().id(), request, decision, ReferralPart.cancellation(request)::of);
  }

  private Outcome<ReferralView> decide(
      Caller caller,
      UUID id,
      UUID request,
      CancellationDecision decision,
      Function<Disclosable<ReferralView>, Optional<Disclosable<ReferralView>>> shown) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        id,
        now,
        file -> {
          var asked = word(file.referral().rows(), Rows.Word.CANCELLATION_REQUEST, request);
          if (asked.isEmpty()) {
            return gate.absent(caller, LogAction.UPDATE, request);
          }
          decide(caller, file, asked.get(), decision, now);
          var after = shown.apply(again(caller, file, now)).orElseThrow();
          return gate.release(caller, LogAction.UPDATE, Action.READ, after);
        });
  }

  private void decide(
      Caller caller,
      CaseFile file,
      Rows.WordRow request,
      CancellationDecision decision,
      Instant now) {
    var referral = file.referral();
    var move = decision.accepted() ? Move.ACCEPT_CANCELLATION : Move.REFUSE_CANCELLATION;
    var undecided = referral.rows().undecided().filter(request::equals).isPresent();
    if (!isOpen(move, caller, referral, undecided)) {
      throw SchakelProblem.of(Code.CANCELLATION_DECIDED);
    }
    if (!decision.accepted() && decision.text().isEmpty()) {
      throw SchakelProblem.of(List.of(new Issue("/text", Code.REFUSAL_WITHOUT_REASON)));
    }
    changes.say(
        Uuid7.at(now),
        decision.accepted() ? Rows.Word.CANCELLATION_ACCEPTED : Rows.Word.CANCELLATION_REFUSED,
        Optional.of(request.id()),
        referral,
        caller,
        decision.text(),
        now);
    if (decision.accepted()) {
      changes.stand(
          referral,
          caller,
          ReferralStatus.RETRACTED,
          file.vk(),
          Optional.of(RetractionReason.WITHDRAWN),
          Optional.empty(),
          now);
      news.moved(referral, again(caller, file, now), caller, now);
      news.retracted(referral, caller, now);
    } else {
      var after = again(caller, file, now);
      news.asked(EventKind.CANCELLATION_REFUSED, after, request.id(), caller, now);
    }
  }

  private static boolean isOpen(Move move, Caller caller, Referral referral, boolean undecided) {
    // Whether it was worked on decides about what its submitter does alone
    var standing = new Move.Standing(referral.head().status(), false, undecided);
    return move.isOpen(Move.Actor.of(caller, referral), standing);
  }

  private Referral again(Caller caller, CaseFile file, Instant now) {
    return files.find(caller, file.id(), now).orElseThrow().referral();
  }
}
