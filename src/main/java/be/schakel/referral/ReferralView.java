package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.disclosure.Part;
import be.schakel.partner.Contact;
import be.schakel.policy.Form;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.AuthorityStatus;
import be.schakel.vocabulary.Channel;
import be.schakel.vocabulary.ConsentMethod;
import be.schakel.vocabulary.ConsentStatus;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Gender;
import be.schakel.vocabulary.Handling;
import be.schakel.vocabulary.HelpKind;
import be.schakel.vocabulary.KindreflexSector;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.NoInszReason;
import be.schakel.vocabulary.Notice;
import be.schakel.vocabulary.ParentalRole;
import be.schakel.vocabulary.PartialDate;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ProblemCategory;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.ReporterCategory;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.ScanState;
import be.schakel.vocabulary.SpecificContext;
import be.schakel.vocabulary.Urgency;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A report as somebody may see it: what was submitted and what came after, each component with the
 * category that decides about it. What the viewer may not see is empty, and looks like what never
 * was.
 *
 * @param possibleDuplicates references of other partners' reports that may be about the same child;
 *     for the owner VK alone
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReferralView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> reference,
    @Label(DataCategory.RECEIPT) Optional<ReferralType> type,
    @Label(DataCategory.STATUS) Optional<ReferralStatus> status,
    @Label(DataCategory.STATUS) Optional<OffsetDateTime> statusSince,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> receivedAt,
    @Label(DataCategory.STATUS) Optional<OffsetDateTime> lastUpdated,
    @Label(DataCategory.STATUS) Optional<Urgency> urgency,
    @Label(DataCategory.STATUS) Optional<Handling> handlingRequested,
    @Label(value = DataCategory.RECEIPT, mayContain = DataCategory.REPORTER_ID)
        Optional<Submission.BusinessIdentifier> yourReference,
    @Label.Nested Optional<Vk> vk,
    @Label.Nested List<Child> children,
    @Label.Nested List<Person> persons,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> facts,
    @Label(DataCategory.CONCERN) Optional<KindreflexSector> kindreflexSector,
    @Label.Nested Optional<Submission.Contact> contact,
    @Label.Nested Optional<Reporter> reporter,
    @Label(DataCategory.REPORTER_ID) Optional<ReporterCategory> reporterCategory,
    @Label(DataCategory.REPORTER_ID) Optional<Channel> channel,
    @Label.Nested List<Consent> consents,
    @Label.Nested List<Document> documents,
    @Label.Nested List<Contribution> contributions,
    @Label.Nested List<Development> developments,
    @Label.Nested List<Question> questions,
    @Label.Nested List<Cancellation> cancellations,
    @Label.Nested Optional<Retraction> retraction,
    @Label.Nested Optional<ManoRequest> mano,
    @Label.Nested Optional<Help> help,
    @Label(DataCategory.HELP_CONTENT) List<String> possibleDuplicates,
    @Label(DataCategory.RECEIPT) List<Issue> warnings,
    @Label.Nested List<OriginalView> originals) {

  /**
   * The centre to talk to; where it must stay secret or is not known yet, the general contact,
   * without a code. Of no case where it stands outside a report.
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Vk(
      @Label(DataCategory.RECEIPT) Optional<String> code,
      @Label(value = DataCategory.RECEIPT, form = Form.CONTACT) Optional<LocalizedText> name,
      @Label(value = DataCategory.RECEIPT, form = Form.CONTACT) Optional<String> phone,
      @Label(value = DataCategory.RECEIPT, form = Form.CONTACT) Optional<Boolean> staffedNow,
      @Label(value = DataCategory.RECEIPT, form = Form.CONTACT) Optional<LocalizedText> notice)
      implements OfNoCase {

    /** As it stands at that moment. */
    public static Vk of(Contact contact, Instant now) {
      return new Vk(
          contact.code(),
          Optional.of(new LocalizedText(contact.name())),
          Optional.of(contact.phone()),
          Optional.of(contact.staffed(now)),
          Optional.of(LocalizedText.of(Notice.NO_EMERGENCY_SERVICE)));
    }

    /** Whom to telephone, and no more of it. */
    public Vk contact() {
      return new Vk(Optional.empty(), name, phone, staffedNow, notice);
    }
  }

  /** One child of the report. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Child(
      @Label(DataCategory.RECEIPT) Optional<String> key,
      @Label.Id Optional<UUID> id,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<String> insz,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<NoInszReason> noInszReason,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<String> familyName,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) List<String> givenNames,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<PartialDate> birthDate,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC)
          Optional<PartialDate> expectedBirthDate,
      @Label(value = DataCategory.CHILD_ID, form = Form.BASIC) Optional<Gender> gender,
      @Label.Nested Optional<Submission.Address> address,
      @Label(DataCategory.ADDRESS) Optional<Boolean> secretAddress,
      @Label(DataCategory.CONCERN) Optional<ProblemCategory> problem,
      @Label(DataCategory.CONCERN) List<SpecificContext> contexts,
      @Label.Nested Optional<Submission.ChildsView> view,
      @Label.Nested Optional<Submission.Informed> informed,
      @Label.Nested List<LinkView> links)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return id.stream().toList();
    }

    @Override
    public Optional<DataCategory> category() {
      return Optional.of(DataCategory.CONCERN);
    }
  }

  /** A person around some of the children. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Person(
      @JsonIgnore @Label(DataCategory.FAMILY_ID) List<UUID> childIds,
      @Label(DataCategory.FAMILY_ID) Optional<String> key,
      @Label(value = DataCategory.FAMILY_ID, form = Form.BASIC) Optional<ParentalRole> role,
      @Label(value = DataCategory.FAMILY_ID, form = Form.BASIC) Optional<String> familyName,
      @Label(value = DataCategory.FAMILY_ID, form = Form.BASIC) List<String> givenNames,
      @Label(DataCategory.FAMILY_ID) Optional<AuthorityStatus> authority,
      @Label(DataCategory.FAMILY_ID) List<String> of,
      @Label(DataCategory.FAMILY_ID) Optional<String> language,
      @Label(DataCategory.FAMILY_ID) Optional<Boolean> interpreter,
      @Label.Nested Optional<Submission.Informed> informed)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return childIds;
    }

    @Override
    public Optional<DataCategory> category() {
      return Optional.of(DataCategory.FAMILY_ID);
    }
  }

  /** The organisation that reported. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Reporter(
      @Label(DataCategory.REPORTER_ID) Optional<String> code,
      @Label(DataCategory.REPORTER_ID) Optional<LocalizedText> name,
      @Label(DataCategory.REPORTER_ID) Optional<PartnerKind> kind) {}

  /**
   * A consent about a child of the report, as it stands now.
   *
   * @param concerned whose own it is
   * @param status birthdays and ends included
   * @param usable may its grantee use it now
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Consent(
      @Label(DataCategory.CONSENT) Optional<UUID> id,
      @JsonIgnore @Label(DataCategory.CONSENT) Optional<UUID> childId,
      @JsonIgnore @Label.Basis List<String> concerned,
      @Label(DataCategory.CONSENT) Optional<String> child,
      @Label(DataCategory.CONSENT) List<String> givers,
      @Label(DataCategory.CONSENT) Optional<String> grantee,
      @Label(DataCategory.CONSENT) List<DataCategory> categories,
      @Label(DataCategory.CONSENT) List<Purpose> purposes,
      @Label(DataCategory.CONSENT) Optional<LocalDate> validFrom,
      @Label(DataCategory.CONSENT) Optional<LocalDate> validTo,
      @Label(DataCategory.CONSENT) Optional<ConsentMethod> method,
      @Label(DataCategory.CONSENT) Optional<String> language,
      @Label(DataCategory.CONSENT) Optional<Boolean> otherParentPresumption,
      @Label(DataCategory.CONSENT) Optional<ConsentStatus> status,
      @Label(DataCategory.CONSENT) Optional<Boolean> usable)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return childId.stream().toList();
    }

    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(concerned);
    }
  }

  /**
   * What is known of a document without its bytes. Who sent it gets its id and digest back like a
   * receipt, and whether it still stands by it; all else follows the category the document names.
   *
   * @param replaces the one whose place it took, and {@code replacedBy} the one that took its own;
   *     not where either was sent by mistake
   * @param scan what keeps its bytes from everybody, if anything does
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Document(
      @Label.Named(inReceipt = true) Optional<UUID> id,
      @JsonIgnore @Label.Named List<UUID> childIds,
      @Label.Basis List<String> suppliers,
      @Label.Basis Optional<List<String>> readers,
      @Label.Basis List<UUID> newestOf,
      @Label.Named List<String> children,
      @Label.Named Optional<DataCategory> category,
      @Label.Named Optional<String> title,
      @Label.Named Optional<String> contentType,
      @Label.Named Optional<Long> size,
      @Label.Named(inReceipt = true) Optional<String> sha256,
      @Label.Named Optional<OffsetDateTime> receivedAt,
      @Label.Named(inReceipt = true) Optional<DocumentStatus> status,
      @Label.Named Optional<ScanState> scan,
      @Label.Named Optional<UUID> replaces,
      @Label.Named Optional<UUID> replacedBy,
      @Label.Nested Optional<Retraction> retraction)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return childIds;
    }

    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(suppliers);
    }

    @Override
    public Optional<Collection<String>> onlyFor() {
      return readers.map(only -> only);
    }
  }

  /**
   * What the owner VK added for others to read, or for its own file; or a service about the child
   * that it cares for. Others see the newest version, the owner all of them.
   *
   * @param owners whose own it is
   * @param readers who may see it at all, besides the owner VK
   * @param counts that others than the owner VK may have it
   * @param author who wrote it, where that was no centre
   * @param retraction that it was taken back
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Contribution(
      @Label.Named Optional<UUID> id,
      @Label.Named Optional<DataCategory> category,
      @Label.Basis List<String> owners,
      @Label.Basis Optional<List<String>> readers,
      @Label.Basis Optional<Boolean> counts,
      @Label.Named Optional<Integer> version,
      @Label.Named Optional<UUID> child,
      @Label.Named Optional<String> text,
      @Label.Nested List<Agreement> agreements,
      @Label.Named Optional<LocalDate> reviewOn,
      @Label.Nested Optional<NewContribution.Risk> risk,
      @Label.Nested Optional<NewContribution.Placement> placement,
      @Label.Nested Optional<Submission.ChildsView> view,
      @Label.Nested Optional<Document> document,
      @Label(DataCategory.HELP_CONTENT) List<String> audience,
      @Label(DataCategory.HELP_CONTENT) Optional<String> author,
      @Label.Named Optional<OffsetDateTime> recordedAt,
      @Label.Nested Optional<Retraction> retraction)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return child.stream().toList();
    }

    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(owners);
    }

    @Override
    public Optional<Collection<String>> onlyFor() {
      return readers.map(only -> only);
    }

    @Override
    public boolean yieldsToDanger() {
      return counts.orElse(false);
    }

    @Override
    public Optional<String> logged() {
      return id.map(known -> "CONTRIBUTION:" + known);
    }
  }

  /**
   * One agreement of a safety plan. Who may break the glass for the plan needs all of it.
   *
   * @param readers for whom it is meant, besides the owner VK
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Agreement(
      @Label.Basis Optional<List<String>> readers,
      @Label(DataCategory.SAFETY_PLAN) Optional<String> text,
      @Label(DataCategory.HELP_CONTENT) List<String> audience)
      implements Part {

    @Override
    public Optional<Collection<String>> onlyFor() {
      return readers.map(only -> only);
    }

    @Override
    public boolean yieldsToDanger() {
      return true;
    }
  }

  /**
   * What happened since, as the submitter or the parket told it.
   *
   * @param readers who may see it besides the owner VK, where it answers
   * @param question of the centre, which it answers
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Development(
      @Label(DataCategory.CONCERN) Optional<UUID> id,
      @Label.Basis List<String> authors,
      @Label.Basis Optional<List<String>> readers,
      @Label(DataCategory.CONCERN) Optional<UUID> question,
      @Label(DataCategory.CONCERN) Optional<OffsetDateTime> occurredAt,
      @Label(DataCategory.CONCERN) Optional<OffsetDateTime> recordedAt,
      @Label(
              value = DataCategory.CONCERN,
              mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
          Optional<String> text,
      @Label.Nested List<Document> documents)
      implements Part {

    @Override
    public Optional<Collection<String>> ownTo() {
      return Optional.of(authors);
    }

    @Override
    public Optional<Collection<String>> onlyFor() {
      return readers.map(only -> only);
    }
  }

  /** That help is or was given, and which; nothing of what it consists of. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Help(
      @Label(value = DataCategory.PLACEMENT, form = Form.BASIC) Optional<Boolean> given,
      @Label(value = DataCategory.PLACEMENT, form = Form.BASIC) List<HelpKind> kinds) {}

  /** That a report, a contribution or a document was taken back. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Retraction(
      @Label(DataCategory.STATUS) Optional<RetractionReason> reason,
      @Label(DataCategory.HELP_CONTENT) Optional<String> text,
      @Label(DataCategory.STATUS) Optional<OffsetDateTime> recordedAt) {}
}
