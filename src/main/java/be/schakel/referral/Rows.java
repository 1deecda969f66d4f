package be.schakel.referral;

import be.schakel.consent.Consent;
import be.schakel.consent.Fact;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.Channel;
import be.schakel.vocabulary.ChildLink;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Handling;
import be.schakel.vocabulary.KindreflexSector;
import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ProblemCategory;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.ScanState;
import be.schakel.vocabulary.SpecificContext;
import be.schakel.vocabulary.Urgency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** A report as it is stored: what the one query about it brings, still sealed. */
record Rows(
    Head head,
    List<ChildRow> children,
    List<DocumentRow> documents,
    List<ContributionRow> contributions,
    List<DevelopmentRow> developments,
    List<ConsentRow> consents,
    List<Fact> facts,
    List<WordRow> correspondence,
    Optional<RetractionRow> retraction,
    List<LinkRow> links,
    List<String> duplicates,
    List<String> addressed,
    List<String> team) {

  /** The row of the report itself. */
  record Head(
      UUID id,
      String reference,
      String partner,
      ReferralType type,
      Optional<Handling> handling,
      Urgency urgency,
      Optional<Channel> channel,
      Optional<ReporterCategory> reporterCategory,
      Optional<KindreflexSector> kindreflexSector,
      OffsetDateTime receivedAt,
      ReferralStatus status,
      OffsetDateTime statusSince,
      int statusSeq,
      Optional<String> vk,
      OffsetDateTime updatedAt,
      byte[] content,
      List<Issue> warnings) {

    Head standing(Past.Stand stand, OffsetDateTime updated) {
      return new Head(
          id,
          reference,
          partner,
          type,
          handling,
          urgency,
          channel,
          reporterCategory,
          kindreflexSector,
          receivedAt,
          stand.status(),
          stand.since(),
          stand.seq(),
          stand.vk(),
          updated,
          content,
          warnings);
    }
  }

  /** Sealed bytes as hexadecimal digits, as PostgreSQL's JSON can carry them. */
  record ChildRow(
      UUID id,
      String key,
      String pseudonym,
      boolean secretAddress,
      ProblemCategory problem,
      List<SpecificContext> contexts,
      Optional<String> wrappedKey,
      Optional<ManoOutcome> manoOutcome,
      String content) {}

  /**
   * @param lineSince where it took the place of another: when the first of that line came
   * @param retraction that it was sent by mistake
   */
  record DocumentRow(
      UUID id,
      String partner,
      Optional<UUID> part,
      int position,
      List<UUID> children,
      DataCategory category,
      String contentType,
      long size,
      String sha256,
      Optional<String> title,
      String sealedKey,
      OffsetDateTime receivedAt,
      Optional<List<Issue>> changes,
      Optional<ScanState> scan,
      Optional<List<String>> readers,
      Optional<UUID> replaces,
      Optional<UUID> replacedBy,
      Optional<OffsetDateTime> lineSince,
      Optional<RetractionRow> retraction) {

    ReceiptView.StoredDocument reference() {
      return new ReceiptView.StoredDocument(Optional.of(id), Optional.of(sha256));
    }

    /** It is what was sent itself, and stands in no list of documents. */
    boolean isOriginal() {
      return category == DataCategory.RECEIPT;
    }

    /** What keeps its bytes from everybody, if anything does. */
    Optional<ScanState> keptBack() {
      return scan.filter(state -> state != ScanState.CLEAN);
    }

    DocumentStatus status() {
      if (retraction.isPresent()) {
        return DocumentStatus.ENTERED_IN_ERROR;
      }
      return replacedBy.isPresent() ? DocumentStatus.SUPERSEDED : DocumentStatus.CURRENT;
    }

    OffsetDateTime since() {
      return lineSince.orElse(receivedAt);
    }

    boolean isSame(DocumentRow other) {
      return id.equals(other.id());
    }

    /** The same while there were no other documents than these. */
    DocumentRow replacedOnlyBy(Set<UUID> there) {
      return new DocumentRow(
          id,
          partner,
          part,
          position,
          children,
          category,
          contentType,
          size,
          sha256,
          title,
          sealedKey,
          receivedAt,
          changes,
          scan,
          readers,
          replaces,
          replacedBy.filter(there::contains),
          lineSince,
          retraction);
    }
  }

  Optional<DocumentRow> document(UUID id) {
    return documents.stream().filter(each -> each.id().equals(id)).findFirst();
  }

  /** What a partner sent before with this digest, that became a development. */
  Optional<DocumentRow> addedAs(String digest, String by) {
    return documents.stream()
        .filter(each -> each.isOriginal() && each.part().isPresent())
        .filter(each -> each.partner().equals(by) && each.sha256().equals(digest))
        .findFirst();
  }

  /** When a development came. */
  Optional<OffsetDateTime> developedAt(UUID development) {
    return developments.stream()
        .filter(each -> each.id().equals(development))
        .map(DevelopmentRow::recordedAt)
        .findFirst();
  }

  /** The documents that came with a part, or with the report itself. */
  List<DocumentRow> documentsOf(Optional<UUID> from) {
    return documents.stream()
        .filter(each -> each.part().equals(from) && !each.isOriginal())
        .toList();
  }

  record ContributionRow(
      UUID id,
      DataCategory category,
      Optional<UUID> child,
      int version,
      String partner,
      Optional<String> content,
      Optional<String> details,
      Optional<LocalDate> reviewOn,
      List<String> audience,
      OffsetDateTime recordedAt,
      Optional<RetractionRow> retraction) {}

  record DevelopmentRow(
      UUID id,
      String partner,
      Optional<OffsetDateTime> occurredAt,
      Optional<String> content,
      Optional<UUID> question,
      OffsetDateTime recordedAt) {}

  /** What centre and submitter ask each other. */
  enum Word {
    QUESTION,
    QUESTION_RETRACTED,
    CANCELLATION_REQUEST,
    CANCELLATION_ACCEPTED,
    CANCELLATION_REFUSED
  }

  /**
   * One word of it.
   *
   * @param about the question that is taken back, or the request that is decided
   */
  record WordRow(
      UUID id,
      Word kind,
      Optional<UUID> about,
      Optional<String> content,
      OffsetDateTime recordedAt) {}

  List<WordRow> words(Word kind) {
    return correspondence.stream().filter(word -> word.kind() == kind).toList();
  }

  /** What the centre said of it since: that it takes the question back, or what it decided. */
  Optional<WordRow> after(WordRow word) {
    return correspondence.stream()
        .filter(later -> later.about().filter(word.id()::equals).isPresent())
        .findFirst();
  }

  /** What the centre asked and did not take back. */
  boolean asks(UUID question) {
    return words(Word.QUESTION).stream()
        .anyMatch(word -> word.id().equals(question) && after(word).isEmpty());
  }

  /** The request to cancel that the centre has still to decide. */
  Optional<WordRow> undecided() {
    return words(Word.CANCELLATION_REQUEST).stream()
        .filter(request -> after(request).isEmpty())
        .findFirst();
  }

  record ConsentRow(
      UUID id,
      UUID child,
      String grantee,
      List<DataCategory> categories,
      List<Purpose> purposes,
      LocalDate validFrom,
      LocalDate validTo,
      ConsentStatus status,
      Set<String> givers,
      boolean otherParentPresumption,
      String recordedBy,
      OffsetDateTime recordedAt,
      String content) {

    /** As the rules ask for it: its givers by place. */
    Consent consent(UUID referral) {
      return new Consent(
          id,
          referral,
          child,
          givers,
          grantee,
          Set.copyOf(categories),
          Set.copyOf(purposes),
          validFrom,
          validTo,
          Optional.empty(),
          Optional.empty(),
          status,
          otherParentPresumption,
          recordedBy,
          recordedAt.toInstant());
    }
  }

  record RetractionRow(
      Optional<RetractionReason> reason, Optional<String> text, OffsetDateTime since) {}

  /**
   * That a child of the report is one with a child of another report of the same centre.
   *
   * @param reversed it was said of the other child, and means the reverse of this one
   */
  record LinkRow(
      UUID id,
      UUID child,
      UUID other,
      UUID otherReferral,
      ChildLink type,
      boolean reversed,
      OffsetDateTime since) {}

  /** The same report, standing elsewhere. */
  Rows standing(ReferralStatus status, Optional<String> vk, Instant now) {
    var since = now.atOffset(ZoneOffset.UTC);
    var stays = vk.equals(head.vk());
    return with(
        head.standing(new Past.Stand(head.statusSeq() + 1, status, since, vk), since),
        documents,
        contributions,
        developments,
        consents,
        correspondence,
        retraction,
        stays ? links : List.of(),
        stays ? team : List.of());
  }

  /** The same report with other parts. */
  Rows with(
      Head head,
      List<DocumentRow> documents,
      List<ContributionRow> contributions,
      List<DevelopmentRow> developments,
      List<ConsentRow> consents,
      List<WordRow> correspondence,
      Optional<RetractionRow> retraction,
      List<LinkRow> links,
      List<String> team) {
    return new Rows(
        head,
        children,
        documents,
        contributions,
        developments,
        consents,
        facts,
        correspondence,
        retraction,
        links,
        duplicates,
        addressed,
        team);
  }

  static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex);
  }
}
