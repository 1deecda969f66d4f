package be.schakel.referral;

import be.schakel.consent.ConsentRules;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.medical.Documents;
import be.schakel.medical.Uploads;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PostalRouting;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * Takes reports in: all of one or nothing, once, however often it is sent.
 *
 * <p>A request with an {@code Idempotency-Key} holds it by a lock of its transaction, so that a
 * second one that arrives meanwhile is told so, and a server that dies frees it. Without a key, the
 * partner's own reference does the same.
 */
@ApplicationScoped
public class Reception {

  private static final String SUBMIT = "submit";

  @Inject NewReferrals newReferrals;
  @Inject Once once;
  @Inject Referrals referrals;
  @Inject CaseNews news;
  @Inject Documents documents;
  @Inject Uploads uploads;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Records records;
  @Inject Policies policies;
  @Inject Keys keys;
  @Inject @BusinessTime Clock clock;

  private final PostalRouting routingTable = PostalRouting.standard();

  /** The same, of what came in no other form. */
  @Transactional
  public Outcome<ReceiptView> submit(
      Caller caller, Submission submission, Optional<String> idempotencyKey) {
    return submit(caller, submission, idempotencyKey, Optional.empty());
  }

  /**
   * Stores a report and answers with its receipt; the answer to a repeated one is made again from
   * what was stored.
   *
   * @param idempotencyKey as the caller sent it, without quotes
   * @param original what it was before it was read as this submission
   * @throws SchakelProblem everything that is wrong with it at once (422), or that it runs already
   *     or clashes with an earlier one
   */
  @Transactional
  public Outcome<ReceiptView> submit(
      Caller caller,
      Submission submission,
      Optional<String> idempotencyKey,
      Optional<Original> original) {
    var now = clock.instant();
    var partner = caller.partner();
    var registry = registries.current();
    var digest = keys.keyedHash("submission", Opening.json(submission));
    var identifier =
        submission.yourReference().map(given -> identifier(keys, partner.code(), given));

    var request = new Once.Request(partner.code(), idempotencyKey, SUBMIT, digest);
    var byKey = once.earlier(request, now);
    var earlier = byKey.or(() -> earlier(request, identifier));
    if (earlier.isPresent()) {
      if (byKey.isEmpty()) {
        once.remember(request, earlier.get(), earlier.get(), now);
      }
      return again(caller, earlier.get(), registry, now, idempotencyKey.isPresent());
    }
    var consentRules = new ConsentRules(policies.current());
    var issues =
        new ArrayList<>(SubmissionRules.check(submission, partner, registry, consentRules, now));
    var routing =
        Routing.of(
            submission, routingTable, registry, LocalDate.ofInstant(now, SubmissionRules.BRUSSELS));
    issues.addAll(routing.issues());
    var id = Uuid7.at(now);
    var arrival = new Arrival(id, submission, caller, now, keys);
    issues.addAll(arrival.documentIssues());
    uploads.refuseMuch(Submission.Document.uploads(submission.documents()), partner.code());
    issues.addAll(notThere(submission, partner.code(), now));
    issues.addAll(retyped(submission, partner.code(), now));
    refuseErrors(issues);
    var refusal =
        gate.<ReceiptView>refusal(caller, LogAction.SUBMIT, Action.SUBMIT, arrival.facts(routing));
    if (refusal.isPresent()) {
      return refusal.get();
    }

    issues.addAll(arrival.readAhead(upload -> documents.uploaded(upload, partner.code(), now)));

    var mano = ManoIntake.of(submission, keys, policies, now);
    newReferrals.add(
        arrival.head(routing, digest, identifier, mano, issues, now), arrival.children());
    addConsents(arrival, consentRules, now);
    addDocuments(arrival, now);
    original.ifPresent(sent -> keep(sent, arrival, now));
    news.received(id, routing.vk(), submission.urgency(), caller, now);
    once.remember(request, id, id, now);

    return created(receipt(caller, id, registry, now), id);
  }

  /** An upload becomes one document: whatever names it after that finds none. */
  private List<Issue> notThere(Submission submission, String supplier, Instant now) {
    var taken = new HashSet<UUID>();
    var issues = new ArrayList<Issue>();
    for (int i = 0; i < submission.documents().size(); i++) {
      var pointer = "/documents/" + i + "/upload";
      submission
          .documents()
          .get(i)
          .upload()
          .filter(
              upload -> !taken.add(upload) || documents.uploaded(upload, supplier, now).isEmpty())
          .ifPresent(upload -> issues.add(new Issue(pointer, Code.UPLOAD_NOT_FOUND)));
    }
    return issues;
  }

  private List<Issue> retyped(Submission submission, String supplier, Instant now) {
    return IntStream.range(0, submission.documents().size())
        .boxed()
        .flatMap(
            i -> {
              var given = submission.documents().get(i);
              return DocumentRemarks.ahead(
                  given,
                  "/documents/" + i,
                  upload -> documents.type(upload, supplier, given.contentType(), now))
                  .stream();
            })
        .toList();
  }

  /** Forgets idempotency keys after their seven days. */
  @Transactional
  public int forgetKeys(Instant now) {
    return once.forget(now);
  }

  /** The keyed hash by which a partner's own reference is found. */
  static byte[] identifier(Keys keys, String partner, Submission.BusinessIdentifier given) {
    return keys.keyedHash("identifier", List.of(partner, given.system(), given.value()));
  }

  /** By the partner's own reference. */
  private Optional<UUID> earlier(Once.Request request, Optional<byte[]> identifier) {
    if (identifier.isEmpty()) {
      return Optional.empty();
    }
    var name = Base64.getEncoder().encodeToString(identifier.get());
    if (!once.hold(request.partner(), "identifier", name)) {
      throw SchakelProblem.of(Code.IDEMPOTENCY_IN_PROGRESS);
    }
    var found = newReferrals.byIdentifier(request.partner(), identifier.get());
    if (found.isPresent() && !found.get().sameContent(request.digest())) {
      throw SchakelProblem.of(Code.DUPLICATE_REFERRAL, found.get().name())
          .with("reference", found.get().name());
    }
    return found.map(NewReferrals.Earlier::referral);
  }

  private Outcome<ReceiptView> again(
      Caller caller, UUID id, Registry registry, Instant now, boolean sameRequest) {
    var outcome = receipt(caller, id, registry, now);
    return sameRequest ? created(outcome, id) : at(outcome, id);
  }

  private Outcome<ReceiptView> receipt(Caller caller, UUID id, Registry registry, Instant now) {
    var stored = referrals.find(id, caller, now).orElseThrow();
    return gate.release(
        caller,
        LogAction.SUBMIT,
        Action.SUBMIT,
        new Referral(stored, keys, registry, policies.current(), now).receipt());
  }

  private static Outcome<ReceiptView> created(Outcome<ReceiptView> outcome, UUID id) {
    return outcome instanceof Released<ReceiptView> released
        ? released.created(place(id))
        : outcome;
  }

  private static Outcome<ReceiptView> at(Outcome<ReceiptView> outcome, UUID id) {
    return outcome instanceof Released<ReceiptView> released ? released.at(place(id)) : outcome;
  }

  private static URI place(UUID id) {
    return URI.create("referrals/" + id);
  }

  private static void refuseErrors(List<Issue> issues) {
    if (issues.stream().anyMatch(issue -> !issue.code().isWarning())) {
      throw SchakelProblem.of(issues);
    }
  }

  private void addConsents(Arrival arrival, ConsentRules rules, Instant now) {
    var places = new Places(arrival.submission().persons());
    for (var given : arrival.submission().consents()) {
      var child = arrival.child(given.child());
      var consent =
          rules.record(
              given.givenBy(places.of(child.told(), given.givers())),
              Uuid7.at(now),
              arrival.id(),
              child.id(),
              arrival.caller().partner().code(),
              now);
      var standing =
          rules.standingFromItsStart(consent, places.facts(child.told(), Optional.empty()), now);
      records.add(consent, ConsentContent.of(given).sealed(consent.id(), child.key()), standing);
    }
  }

  private void keep(Original sent, Arrival arrival, Instant now) {
    var children = arrival.children().stream().map(NewReferrals.Child::id).toList();
    documents.add(
        sent.binding(arrival.id(), Optional.empty(), children),
        arrival.caller().partner().code(),
        sent.body(),
        ContentKey.joined(arrival.children().stream().map(NewReferrals.Child::key).toList()),
        now);
  }

  private void addDocuments(Arrival arrival, Instant now) {
    var supplier = arrival.caller().partner().code();
    var given = arrival.submission().documents();
    for (int i = 0; i < given.size(); i++) {
      var document = given.get(i);
      var about = arrival.about(i);
      var binding =
          new Documents.Binding(
              arrival.id(),
              Optional.empty(),
              i,
              about.stream().map(NewReferrals.Child::id).toList(),
              document.category().orElse(DataCategory.MEDICAL),
              document.title(),
              document.contentType());
      var key = ContentKey.joined(about.stream().map(NewReferrals.Child::key).toList());
      if (document.upload().isPresent()) {
        var pointer = "/documents/" + i + "/upload";
        documents
            .bind(document.upload().get(), pointer, supplier, binding, key, now)
            .orElseThrow(
                () -> SchakelProblem.of(List.of(new Issue(pointer, Code.UPLOAD_NOT_FOUND))));
      } else {
        documents.add(binding, supplier, arrival.bytes(i), key, now);
      }
    }
  }
}
