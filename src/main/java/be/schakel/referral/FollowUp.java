package be.schakel.referral;

import be.schakel.consent.Policies;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.medical.Documents;
import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Insz;
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
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the submitter does after its report: tell what happened since, answer what the centre asks,
 * take it back or ask the centre to stop ({@link Move}). Nothing earlier is changed by it.
 */
@ApplicationScoped
public class FollowUp {

  private static final String DEVELOPMENT = "development";

  @Inject Referrals referrals;
  @Inject Changes changes;
  @Inject Once once;
  @Inject Registries registries;
  @Inject CaseNews news;
  @Inject DisclosureGate gate;
  @Inject Keys keys;
  @Inject Policies policies;
  @Inject @BusinessTime Clock clock;

  /**
   * Adds a development with its documents, once: the same request again is answered again.
   *
   * @param key the caller's {@code Idempotency-Key}, without quotes
   * @param original what it was before it was read as this development; the same bytes again are
   *     the same development
   * @throws SchakelProblem {@link Code#IDEMPOTENCY_IN_PROGRESS}, {@link
   *     Code#IDEMPOTENCY_KEY_REUSED}, or everything that is wrong with it
   */
  @Transactional
  public Outcome<AdditionView> develop(
      Caller caller,
      UUID id,
      NewDevelopment given,
      Optional<String> key,
      Optional<Original> original) {
    var ahead = readAhead(caller, id, given.documents());
    return byMaker(
        caller,
        id,
        (referral, now) ->
            added(
                caller,
                told(caller, referral, given, ahead, key, original, now),
                given.documents()));
  }

  private Map<UUID, Set<UUID>> readAhead(
      Caller caller, UUID id, List<Submission.Document> documents) {
    var now = clock.instant();
    return documents.stream().anyMatch(document -> document.upload().isPresent())
        ? referrals
            .find(id, caller, now)
            .map(rows -> changes.readAhead(opened(rows, now), caller, documents, now))
            .orElse(Map.of())
        : Map.of();
  }

  /**
   * The children of a report by their ids, with the national numbers that came with it: what its
   * submitter says of them later is understood by what it said itself. It leaves to nobody, and to
   * somebody else there are none.
   */
  @Transactional
  public Map<UUID, Optional<Insz>> numbers(Caller caller, UUID id) {
    var now = clock.instant();
    return referrals
        .find(id, caller, now)
        .map(rows -> opened(rows, now))
        .filter(referral -> Move.Actor.of(caller, referral).contains(Move.Actor.SUBMITTER))
        .map(referral -> referral.view(false).children().stream())
        .orElseGet(Stream::empty)
        .collect(
            Collectors.toMap(
                child -> child.id().orElseThrow(), child -> child.insz().map(Insz::new)));
  }

  /**
   * What became of a development.
   *
   * @param after the report with it
   * @param first whether this is the answer to the request that brought it
   */
  private record Told(
      UUID id, Referral after, boolean first, List<ReceiptView.StoredDocument> documents) {

    /** The same request again. */
    static Told before(UUID id, Referral referral, boolean first) {
      return new Told(
          id,
          referral,
          first,
          referral.rows().documentsOf(Optional.of(id)).stream()
              .map(Rows.DocumentRow::reference)
              .toList());
    }
  }

  private Told told(
      Caller caller,
      Referral referral,
      NewDevelopment given,
      Map<UUID, Set<UUID>> ahead,
      Optional<String> key,
      Optional<Original> original,
      Instant now) {
    var request = once.request(caller, key, DEVELOPMENT, referral.id(), given);
    var byKey = once.earlier(request, now);
    if (byKey.isPresent()) {
      return Told.before(byKey.get(), referral, true);
    }
    var bySame =
        original.flatMap(sent -> referral.rows().addedAs(sent.sha256(), caller.partner().code()));
    if (bySame.isPresent()) {
      var development = bySame.get().part().orElseThrow();
      once.remember(request, referral.id(), development, now);
      return Told.before(development, referral, false);
    }
    if (!Move.TELL.isOpen(Move.Actor.of(caller, referral), standing(referral))) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    check(referral, given, now);
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
            ahead,
            now);
    original.ifPresent(sent -> changes.keep(sent, development, referral, caller, now));
    given.documents().stream()
        .flatMap(document -> document.replaces().stream())
        .forEach(
            old -> {
              changes.hold(old);
              news.replaced(referral, old, caller, now);
            });
    once.remember(request, referral.id(), development, now);
    var after = again(caller, referral, now);
    news.developed(
        after, development, stored.stream().map(Documents.Stored::id).toList(), caller, now);
    return new Told(development, after, true, stored.stream().map(FollowUp::reference).toList());
  }

  private Outcome<AdditionView> added(
      Caller caller, Told told, List<Submission.Document> documents) {
    var report = told.after();
    var view =
        new AdditionView(
            List.of(caller.partner().code()),
            Optional.of(DataCategory.RECEIPT),
            List.of(),
            Optional.of(told.id()),
            Optional.empty(),
            report.rows().developedAt(told.id()).map(Referral::local),
            Optional.empty(),
            told.documents(),
            DocumentRemarks.tell(report, caller, told.id(), documents, "/documents"));
    var outcome =
        gate.release(
            caller, LogAction.UPDATE, Action.SUBMIT, new Casework.Fixed<>(report.facts(), view));
    if (outcome instanceof Released<AdditionView> released) {
      var place = URI.create("referrals/" + report.id());
      return told.first() ? released.created(place) : released.at(place);
    }
    return outcome;
  }

  private static void check(Referral referral, NewDevelopment given, Instant now) {
    var issues = new ArrayList<Issue>();
    if (given.occurredAt().filter(at -> at.toInstant().isAfter(now)).isPresent()) {
      issues.add(new Issue("/occurredAt", Code.TIME_IN_FUTURE));
    }
    if (given.question().filter(question -> !referral.rows().asks(question)).isPresent()) {
      issues.add(new Issue("/question", Code.UNKNOWN_QUESTION));
    }
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
  }

  /**
   * Takes a report back: withheld at once from everyone but the centre that has it. Once is enough:
   * a repetition changes nothing and shows the same.
   */
  @Transactional
  public Outcome<ReferralView> retract(Caller caller, UUID id, NewRetraction given) {
    return retract(caller, id, given, any -> {});
  }

  /**
   * The same, by somebody who also says what the report is.
   *
   * @param same throws when that is not so; told what the submitter may read anyway
   */
  @Transactional
  public Outcome<ReferralView> retract(
      Caller caller, UUID id, NewRetraction given, Consumer<ReferralView> same) {
    return byMaker(
        caller,
        id,
        (referral, now) -> {
          if (referral.head().status() != ReferralStatus.RETRACTED) {
            same.accept(referral.view(false));
            takeBack(caller, referral, given, now);
          }
          return release(caller, again(caller, referral, now));
        });
  }

  /**
   * Asks the centre to stop. Where nobody has worked on it yet, it stops by that. To ask again
   * while it waits changes nothing, and a reason that would be lost by that is refused.
   *
   * @return the request, and nothing else of the report
   * @throws SchakelProblem {@link Code#RETRACTED} when it was taken back before, {@link
   *     Code#CANCELLATION_WAITS}
   */
  @Transactional
  public Outcome<ReferralView> cancel(Caller caller, UUID id, Optional<String> text) {
    var withdrawal = new NewRetraction(RetractionReason.WITHDRAWN, text);
    return byMaker(
        caller,
        id,
        (referral, now) -> {
          if (referral.head().status() == ReferralStatus.RETRACTED) {
            throw SchakelProblem.of(Code.RETRACTED);
          }
          var waiting = referral.rows().undecided().map(Rows.WordRow::id);
          if (text.isPresent()
              && waiting.isPresent()
              && !text.equals(why(referral, waiting.get()))) {
            throw SchakelProblem.of(Code.CANCELLATION_WAITS);
          }
          var asked = waiting.orElseGet(() -> request(caller, referral, text, now));
          if (!standing(referral).worked()) {
            takeBack(caller, referral, withdrawal, now);
          } else if (waiting.isEmpty()) {
            news.asked(
                EventKind.CANCELLATION_REQUESTED, again(caller, referral, now), asked, caller, now);
          }
          var part = ReferralPart.cancellation(asked).of(again(caller, referral, now));
          return release(caller, part.orElseThrow());
        });
  }

  private static Optional<String> why(Referral referral, UUID asked) {
    var request = ReferralPart.cancellation(asked).of(referral).orElseThrow().view(false);
    return request.cancellations().get(0).text();
  }

  /** What only who submitted it does. */
  private <V extends Record> Outcome<V> byMaker(
      Caller caller, UUID id, BiFunction<Referral, Instant, Outcome<V>> work) {
    var now = clock.instant();
    changes.hold(id);
    var found = referrals.find(id, caller, now);
    if (found.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    var referral = opened(found.get(), now);
    if (!Move.Actor.of(caller, referral).contains(Move.Actor.SUBMITTER)) {
      return gate.refuse(caller, LogAction.UPDATE, referral.facts(), Code.NOT_SUBMITTER);
    }
    return gate.<V>refusal(caller, LogAction.UPDATE, Action.SUBMIT, referral.facts())
        .<Outcome<V>>map(refused -> refused)
        .orElseGet(() -> work.apply(referral, now));
  }

  private Move.Standing standing(Referral referral) {
    return new Move.Standing(
        referral.head().status(),
        referrals.workedOn(referral.id()),
        referral.rows().undecided().isPresent());
  }

  private void takeBack(Caller caller, Referral referral, NewRetraction given, Instant now) {
    changes.stand(
        referral,
        caller,
        ReferralStatus.RETRACTED,
        referral.head().vk(),
        Optional.of(given.reason()),
        given.text(),
        now);
    news.moved(referral, again(caller, referral, now), caller, now);
    news.retracted(referral, caller, now);
  }

  private UUID request(Caller caller, Referral referral, Optional<String> text, Instant now) {
    var request = Uuid7.at(now);
    changes.say(
        request, Rows.Word.CANCELLATION_REQUEST, Optional.empty(), referral, caller, text, now);
    return request;
  }

  private Referral again(Caller caller, Referral referral, Instant now) {
    return opened(referrals.find(referral.id(), caller, now).orElseThrow(), now);
  }

  private Referral opened(Rows rows, Instant now) {
    return new Referral(rows, keys, registries.current(), policies.current(), now);
  }

  private Outcome<ReferralView> release(Caller caller, Disclosable<ReferralView> shown) {
    return gate.release(caller, LogAction.UPDATE, Action.SUBMIT, shown);
  }

  static ReceiptView.StoredDocument reference(Documents.Stored stored) {
    return new ReceiptView.StoredDocument(
        Optional.of(stored.id()), Optional.of(HexFormat.of().formatHex(stored.sha256())));
  }
}
