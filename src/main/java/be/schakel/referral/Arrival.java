package be.schakel.referral;

import be.schakel.disclosure.CaseFacts;
import be.schakel.medical.ContentTypes;
import be.schakel.medical.DocumentBytes;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Keys;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.Insz;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Reference;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;

/** A report on its way in: its ids, its keys, its sealed parts. */
final class Arrival {

  private final UUID id;
  private final Submission submission;
  private final Caller caller;
  private final List<NewReferrals.Child> children = new ArrayList<>();
  private final List<byte[]> bytes = new ArrayList<>();
  private final List<Set<String>> about = new ArrayList<>();
  private final Numbers<String> numbers;
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
    this.numbers = Numbers.of(numbers(submission));
    for (int i = 0; i < submission.documents().size(); i++) {
      var document = submission.documents().get(i);
      var inside = decode(document, "/documents/" + i);
      bytes.add(inside);
      about.add(new LinkedHashSet<>(document.children()));
      alsoAbout(i, () -> numbers.in(inside)).ifPresent(documentIssues::add);
    }
  }

  private static Map<String, Insz> numbers(Submission submission) {
    var numbers = new HashMap<String, Insz>();
    submission
        .children()
        .forEach(child -> child.insz().ifPresent(insz -> numbers.put(child.key(), new Insz(insz))));
    return numbers;
  }

  /**
   * Looks through the documents that were sent ahead, which takes a while.
   *
   * @return what is remarkable about them
   */
  List<Issue> readAhead(Function<UUID, Optional<DocumentBytes>> uploads) {
    var found = new ArrayList<Issue>();
    for (int i = 0; i < submission.documents().size(); i++) {
      var document = submission.documents().get(i).upload();
      alsoAbout(i, () -> document.flatMap(uploads).map(numbers::in).orElse(Set.of()))
          .ifPresent(found::add);
    }
    return found;
  }

  UUID id() {
    return id;
  }

  Caller caller() {
    return caller;
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

  List<NewReferrals.Child> about(int document) {
    return about.get(document).isEmpty()
        ? children
        : about.get(document).stream().map(this::child).toList();
  }

  /** Beside the keys that its sender gives; one that is no child's is found by the rules. */
  private Optional<Issue> alsoAbout(int document, Supplier<Set<String>> found) {
    var about = this.about.get(document);
    return !about.isEmpty() && about.size() < children.size() && about.addAll(found.get())
        ? Optional.of(
            DocumentRemarks.namesAnother(
                submission.documents().get(document), "/documents/" + document))
        : Optional.empty();
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
                            new Places(submission.persons()).facts(child.told(), Optional.empty())))
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
