package be.schakel.referral;

import be.schakel.consent.ConsentRules;
import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.medical.ContentTypes;
import be.schakel.medical.Documents;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.partner.Registry;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.PostalRouting;
import be.schakel.vocabulary.Reference;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

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
  @Inject Referrals referrals;
  @Inject CaseNews news;
  @Inject Documents documents;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject Records records;
  @Inject Policies policies;
  @Inject Keys keys;
  @Inject @BusinessTime Clock clock;

  private final PostalRouting routingTable = PostalRouting.standard();

  /**
   * Stores a report and answers with its receipt; the answer to a repeated one is made again from
   * what was stored.
   *
   * @param idempotencyKey as the caller sent it, without quotes
   * @throws SchakelProblem everything that is wrong with it at once (422), or that it runs already
   *     or clashes with an earlier one
   */
  @Transactional
  public Outcome<ReceiptView> submit(
      Caller caller, Submission submission, Optional<String> idempotencyKey) {
    var now = clock.instant();
    var partner = caller.partner();
    var registry = registries.current();
    var digest = keys.keyedHash("submission", Opening.json(submission));
    var identifier =
        submission.yourReference().map(given -> identifier(keys, partner.code(), given));

    var earlier = earlier(partner.code(), idempotencyKey, identifier, digest, now);
    if (earlier.isPresent()) {
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
    refuseErrors(issues);
    var refusal =
        gate.<ReceiptView>refusal(caller, LogAction.SUBMIT, Action.SUBMIT, arrival.facts(routing));
    if (refusal.isPresent()) {
      return refusal.get();
    }

    var mano = ManoIntake.of(submission, keys, policies, now);
    newReferrals.add(
        arrival.head(routing, digest, identifier, mano, issues, now), arrival.children());
    addConsents(arrival, consentRules, now);
    addDocuments(arrival, now);
    news.received(id, routing.vk(), submission.urgency(), caller, now);
    idempotencyKey.ifPresent(
        key -> newReferrals.remember(partner.code(), key, SUBMIT, digest, id, now));

    return created(receipt(caller, id, registry, now), id);
  }

  /** Forgets idempotency keys after their seven days. */
  @Transactional
  public int forgetKeys(Instant now) {
    return newReferrals.forgetKeys(now);
  }

  /** The keyed hash by which a partner's own reference is found. */
  static byte[] identifier(Keys keys, String partner, Submission.BusinessIdentifier given) {
    return keys.keyedHash("identifier", List.of(partner, given.system(), given.value()));
  }

  private Optional<UUID> earlier(
      String partner,
      Optional<String> key,
      Optional<byte[]> identifier,
      byte[] digest,
      Instant now) {
    if (key.isPresent()) {
      if (!newReferrals.hold(partner, "key", key.get())) {
        throw SchakelProblem.of(Code.IDEMPOTENCY_IN_PROGRESS);
      }
      var byKey = newReferrals.byKey(partner, key.get(), now);
      if (byKey.isPresent()) {
        if (!byKey.get().sameContent(digest)) {
          throw SchakelProblem.of(Code.IDEMPOTENCY_KEY_REUSED);
        }
        return byKey.map(NewReferrals.Earlier::referral);
      }
    }
    if (identifier.isPresent()) {
      if (!newReferrals.hold(
          partner, "identifier", Base64.getEncoder().encodeToString(identifier.get()))) {
        throw SchakelProblem.of(Code.IDEMPOTENCY_IN_PROGRESS);
      }
      var byIdentifier = newReferrals.byIdentifier(partner, identifier.get());
      if (byIdentifier.isPresent() && !byIdentifier.get().sameContent(digest)) {
        throw SchakelProblem.of(Code.DUPLICATE_REFERRAL, byIdentifier.get().name())
            .with("reference", byIdentifier.get().name());
      }
      return byIdentifier.map(NewReferrals.Earlier::referral);
    }
    return Optional.empty();
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
              arrival.caller.partner().code(),
              now);
      var standing =
          rules.standingFromItsStart(consent, places.facts(child.told(), Optional.empty()), now);
      records.add(consent, ConsentContent.of(given).sealed(consent.id(), child.key()), standing);
    }
  }

  private void addDocuments(Arrival arrival, Instant now) {
    var supplier = arrival.caller.partner().code();
    var given = arrival.submission().documents();
    for (int i = 0; i < given.size(); i++) {
      var document = given.get(i);
      var about = arrival.about(document);
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
            .bind(document.upload().get(), supplier, binding, key, now)
            .orElseThrow(
                () -> SchakelProblem.of(List.of(new Issue(pointer, Code.UPLOAD_NOT_FOUND))));
      } else {
        documents.add(binding, supplier, arrival.bytes(i), key, now);
      }
    }
  }

  /** A report on its way in: its ids, its keys, its sealed parts. */
  private static final class Arrival {

    private final UUID id;
    private final Submission submission;
    private final Caller caller;
    private final List<NewReferrals.Child> children = new ArrayList<>();
    private final List<byte[]> bytes = new ArrayList<>();
    private final List<Issue> documentIssues = new ArrayList<>();

    Arrival(UUID id, Submission submission, Caller caller, Instant now, Keys keys) {
      this.id = id;
      this.submission = submission;
      this.caller = caller;
      var people = new People(keys);
      for (int i = 0; i < submission.children().size(); i++) {
        var told = submission.children().get(i);
        var childId = Uuid7.at(now);
        var hashes = people.of(told);
        var key = ContentKey.fresh();
        var content = Sealed.seal(key, Opening.place(childId), Opening.json(told));
        children.add(
            new NewReferrals.Child(
                childId, i, told, hashes, people.pseudonym(hashes, childId), key, content));
      }
      for (int i = 0; i < submission.documents().size(); i++) {
        bytes.add(decode(submission.documents().get(i), "/documents/" + i));
      }
    }

    UUID id() {
      return id;
    }

    Submission submission() {
      return submission;
    }

    List<NewReferrals.Child> children() {
      return children;
    }

    List<Issue> documentIssues() {
      return documentIssues;
    }

    byte[] bytes(int document) {
      return bytes.get(document);
    }

    NewReferrals.Child child(String key) {
      return children.stream()
          .filter(child -> child.told().key().equals(key))
          .findFirst()
          .orElseThrow();
    }

    List<NewReferrals.Child> about(Submission.Document document) {
      return document.children().isEmpty()
          ? children
          : document.children().stream().map(this::child).toList();
    }

    /** What decides about it, before it is stored. */
    CaseFacts facts(Routing routing) {
      return new CaseFacts(
          id,
          submission.type(),
          caller.partner().code(),
          routing.vk(),
          Set.of(),
          false,
          routing.vk().isEmpty(),
          submission.channel().isPresent(),
          children.stream()
              .map(
                  child ->
                      new CaseFacts.Child(
                          child.id(),
                          child.pseudonym(),
                          child.told().secretAddress().orElse(false),
                          () ->
                              new Places(submission.persons())
                                  .facts(child.told(), Optional.empty())))
              .toList());
    }

    NewReferrals.Head head(
        Routing routing,
        byte[] digest,
        Optional<byte[]> identifier,
        ManoIntake mano,
        List<Issue> warnings,
        Instant now) {
      var shared = ContentKey.joined(children.stream().map(NewReferrals.Child::key).toList());
      var category =
          submission
              .reporterCategory()
              .or(() -> caller.partner().reporterCategory())
              .or(() -> unnamed(caller.partner().kind()));
      return new NewReferrals.Head(
          id,
          Reference.random().value(),
          caller.partner().code(),
          caller.professional().role(),
          submission,
          category.map(Enum::name),
          submission.receivedAt().map(at -> at.toInstant()).orElse(now),
          now,
          identifier,
          mano,
          digest,
          Sealed.seal(shared, Opening.place(id), Opening.json(Shared.of(submission))),
          new String(Opening.json(warnings), StandardCharsets.UTF_8),
          routing.vk().isPresent() ? ReferralStatus.RECEIVED : ReferralStatus.ROUTING_REQUIRED,
          routing.vk());
    }

    /** A centre that registers its own finding without saying whose it was. */
    private static Optional<ReporterCategory> unnamed(PartnerKind kind) {
      return kind == PartnerKind.VK ? Optional.of(ReporterCategory.UNKNOWN) : Optional.empty();
    }

    private byte[] decode(Submission.Document document, String pointer) {
      if (document.data().isEmpty()) {
        return new byte[0];
      }
      try {
        var decoded = Base64.getDecoder().decode(document.data().get());
        if (decoded.length == 0) {
          documentIssues.add(new Issue(pointer + "/data", Code.DOCUMENT_EMPTY));
        } else if (ContentTypes.isProgram(decoded)) {
          documentIssues.add(new Issue(pointer + "/data", Code.PROGRAM_REFUSED));
        }
        ContentTypes.other(document.contentType(), decoded)
            .ifPresent(
                type ->
                    documentIssues.add(
                        new Issue(pointer + "/contentType", Code.CONTENT_TYPE_CORRECTED, type)));
        return decoded;
      } catch (IllegalArgumentException notBase64) {
        documentIssues.add(new Issue(pointer + "/data", Code.BAD_BASE64));
        return new byte[0];
      }
    }
  }
}
