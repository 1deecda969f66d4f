package be.schakel.referral;

import be.schakel.medical.ContentTypes;
import be.schakel.medical.Documents;
import be.schakel.medical.Uploads;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.ContentKey;
import be.schakel.vault.Sealed;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What is added to a stored report; nothing is ever overwritten. In the running transaction, which
 * holds the report.
 */
@ApplicationScoped
class Changes {

  private static final String HOLD = "select 1 from pg_advisory_xact_lock(:lock)";
  private static final String SHARE = "select 1 from pg_advisory_xact_lock_shared(:lock)";
  private static final String STATUS =
      """
      insert into referral_status (referral, seq, status, since, vk, by_partner, by_role, reason_code, reason)
      values (:referral, :seq, :status, :now, :vk, :partner, :role, :reasonCode, :reason)""";
  private static final String CONTRIBUTION =
      """
      insert into contribution (id, referral, category, child, version, content, details, review_on, audience,
        readers, by_partner, by_role, recorded_at)
      values (:id, :referral, :category, :child, :version, :content, :details, :reviewOn, :audience, :readers,
        :partner, :role, :now)""";
  private static final String TAKEN_BACK =
      """
      insert into contribution_retraction (contribution, referral, reason_code, reason, by_partner, by_role, recorded_at)
      values (:id, :referral, :reasonCode, :reason, :partner, :role, :now)""";
  private static final String SENT_BY_MISTAKE =
      """
      insert into document_retraction (document, referral, reason_code, reason, by_partner, by_role, recorded_at)
      values (:id, :referral, :reasonCode, :reason, :partner, :role, :now)""";
  private static final String DEVELOPMENT =
      """
      insert into development (id, referral, by_partner, question, occurred_at, content, recorded_at)
      values (:id, :referral, :partner, :question, :occurredAt, :content, :now)""";
  private static final String WORD =
      """
      insert into correspondence (id, referral, kind, about, content, by_partner, by_role, recorded_at)
      values (:id, :referral, :kind, :about, :content, :partner, :role, :now)""";

  @Inject Jdbi db;
  @Inject Documents documents;
  @Inject Uploads uploads;
  @Inject EditionRows editions;

  /** Lets changes of one report follow one another, until the transaction ends. */
  void hold(UUID referral) {
    lock(HOLD, referral);
  }

  /**
   * Lets whoever fetches a document end before it is corrected, so that he is found in the log, and
   * begin after that; until the transaction ends.
   */
  void fetch(UUID document) {
    lock(SHARE, document);
  }

  private void lock(String how, UUID what) {
    db.useHandle(
        handle ->
            handle
                .createQuery(how)
                .bind("lock", what.getMostSignificantBits() ^ what.getLeastSignificantBits())
                .mapTo(Integer.class)
                .one());
  }

  /** The next place where a report stands. */
  void stand(
      Referral referral,
      Caller caller,
      ReferralStatus status,
      Optional<String> vk,
      Optional<RetractionReason> code,
      Optional<String> reason,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(STATUS)
                .bind("referral", referral.id())
                .bind("seq", referral.head().statusSeq() + 1)
                .bind("status", status.name())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("vk", vk.orElse(null))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("reasonCode", code.map(Enum::name).orElse(null))
                .bind("reason", seal(referral, List.of(), referral.id(), reason))
                .execute());
  }

  void contribute(
      UUID id, Referral referral, Caller caller, NewContribution given, int version, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(CONTRIBUTION)
                .bind("id", id)
                .bind("referral", referral.id())
                .bind("category", given.category().name())
                .bind("child", given.child().orElse(null))
                .bind("version", version)
                .bind("content", seal(referral, given.child().stream().toList(), id, given.text()))
                .bind("details", details(id, referral, given))
                .bind("reviewOn", given.reviewOn().orElse(null))
                .bind("audience", given.audience().toArray(String[]::new))
                .bind(
                    "readers",
                    given
                        .details()
                        .flatMap(ContributionDetails::readers)
                        .map(of -> of.toArray(String[]::new))
                        .orElse(null))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static byte[] details(UUID id, Referral referral, NewContribution given) {
    return given
        .details()
        .map(
            details ->
                Sealed.seal(
                    key(referral, given.child().stream().toList()),
                    Opening.details(id),
                    Opening.json(details)))
        .orElse(null);
  }

  /** That a contribution is taken back; the contribution itself stays as it is. */
  void takeBack(
      Rows.ContributionRow contribution,
      Referral referral,
      Caller caller,
      NewRetraction given,
      Instant now) {
    var place = Opening.retraction(contribution.id());
    var children = contribution.child().stream().toList();
    db.useHandle(
        handle ->
            handle
                .createUpdate(TAKEN_BACK)
                .bind("id", contribution.id())
                .bind("referral", referral.id())
                .bind("reasonCode", given.reason().name())
                .bind("reason", seal(referral, children, place, given.text()))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  void develop(UUID id, Referral referral, Caller caller, NewDevelopment given, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(DEVELOPMENT)
                .bind("id", id)
                .bind("referral", referral.id())
                .bind("partner", caller.partner().code())
                .bind("question", given.question().orElse(null))
                .bind("occurredAt", given.occurredAt().orElse(null))
                .bind("content", seal(referral, List.of(), id, given.text()))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** What centre and submitter ask each other, and say to it. */
  void say(
      UUID id,
      Rows.Word kind,
      Optional<UUID> about,
      Referral referral,
      Caller caller,
      Optional<String> text,
      Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(WORD)
                .bind("id", id)
                .bind("referral", referral.id())
                .bind("kind", kind.name())
                .bind("about", about.orElse(null))
                .bind("content", seal(referral, List.of(), id, text))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /**
   * Whose numbers stand in the documents that were sent ahead. That takes a while, and whoever
   * waits for a report waits with a connection: so nobody holds it meanwhile.
   */
  Map<UUID, Set<UUID>> readAhead(
      Referral referral, Caller caller, List<Submission.Document> given, Instant now) {
    var supplier = caller.partner().code();
    uploads.refuseMuch(Submission.Document.uploads(given), supplier);
    return new Subjects(referral, caller)
        .in(given, upload -> documents.uploaded(upload, supplier, now));
  }

  /**
   * Stores the documents of an addition; children are named by key or by id.
   *
   * @param pointer where the documents stand in the body, their index appended
   * @param ahead what {@link #readAhead} found
   * @throws SchakelProblem everything that is wrong with them
   */
  List<Documents.Stored> attach(
      Optional<UUID> part,
      Referral referral,
      Caller caller,
      List<Submission.Document> given,
      DataCategory category,
      String pointer,
      Map<UUID, Set<UUID>> ahead,
      Instant now) {
    var issues = new ArrayList<Issue>();
    var stored = new ArrayList<Documents.Stored>();
    var supplier = caller.partner().code();
    var subjects = new Subjects(referral, caller);
    var replacements = new Replacements(referral.rows(), supplier);
    for (int i = 0; i < given.size(); i++) {
      var document = given.get(i);
      var place = pointer.isEmpty() ? "/document" : pointer + "/" + i;
      var children = subjects.of(document, place, issues::add, ahead);
      var about = document.category().orElse(category);
      var replaced =
          document
              .replaces()
              .flatMap(
                  old -> replacements.take(old, about, children, place + "/replaces", issues::add));
      var binding =
          new Documents.Binding(
              referral.id(),
              part,
              replaced.map(Rows.DocumentRow::position).orElse(i),
              children,
              about,
              document.title(),
              document.contentType());
      if (issues.isEmpty()) {
        var added = attach(binding, referral, caller, document, place, now, issues);
        added.ifPresent(stored::add);
        added.ifPresent(
            newer ->
                replaced.ifPresent(
                    old -> editions.add(referral.id(), old, newer.id(), caller, now)));
      }
    }
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
    return stored;
  }

  /** What a development was before it was read. */
  void keep(Original sent, UUID development, Referral referral, Caller caller, Instant now) {
    var children = referral.rows().children().stream().map(Rows.ChildRow::id).toList();
    var key = referral.opening().key(children).orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
    documents.add(
        sent.binding(referral.id(), Optional.of(development), children),
        caller.partner().code(),
        sent.body(),
        key,
        now);
  }

  /** That a document was sent by mistake; the document itself stays as it is. */
  void takeBack(
      Rows.DocumentRow document,
      Referral referral,
      Caller caller,
      NewRetraction given,
      Instant now) {
    var place = Opening.retraction(document.id());
    db.useHandle(
        handle ->
            handle
                .createUpdate(SENT_BY_MISTAKE)
                .bind("id", document.id())
                .bind("referral", referral.id())
                .bind("reasonCode", given.reason().name())
                .bind("reason", seal(referral, document.children(), place, given.text()))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  private Optional<Documents.Stored> attach(
      Documents.Binding binding,
      Referral referral,
      Caller caller,
      Submission.Document document,
      String pointer,
      Instant now,
      List<Issue> issues) {
    var key =
        referral
            .opening()
            .key(binding.children())
            .orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
    var supplier = caller.partner().code();
    if (document.upload().isPresent()) {
      var bound =
          documents.bind(document.upload().get(), pointer + "/upload", supplier, binding, key, now);
      if (bound.isEmpty()) {
        issues.add(new Issue(pointer + "/upload", Code.UPLOAD_NOT_FOUND));
      }
      return bound;
    }
    try {
      var bytes = Base64.getDecoder().decode(document.data().orElse(""));
      if (ContentTypes.isProgram(bytes)) {
        issues.add(new Issue(pointer + "/data", Code.PROGRAM_REFUSED));
        return Optional.empty();
      }
      if (bytes.length > 0) {
        return Optional.of(documents.add(binding, supplier, bytes, key, now));
      }
      issues.add(new Issue(pointer + "/data", Code.DOCUMENT_EMPTY));
    } catch (IllegalArgumentException notBase64) {
      issues.add(new Issue(pointer + "/data", Code.BAD_BASE64));
    }
    return Optional.empty();
  }

  private static byte[] seal(
      Referral referral, List<UUID> children, UUID place, Optional<String> text) {
    return seal(referral, children, Opening.place(place), text);
  }

  private static byte[] seal(
      Referral referral, List<UUID> children, String place, Optional<String> text) {
    return text.map(
            words ->
                Sealed.seal(key(referral, children), place, words.getBytes(StandardCharsets.UTF_8)))
        .orElse(null);
  }

  private static ContentKey key(Referral referral, List<UUID> children) {
    return referral.opening().key(children).orElseThrow(() -> SchakelProblem.of(Code.NOT_FOUND));
  }
}
