package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.Urgency;
import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a submitter gets for its report: what we call it, who has it, what was stored, and what we
 * noticed.
 *
 * @param consents their ids, in the order of the submission
 */
public record ReceiptView(
    @Label(DataCategory.RECEIPT) Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> reference,
    @Label(DataCategory.RECEIPT) Optional<ReferralType> type,
    @Label(DataCategory.STATUS) Optional<ReferralStatus> status,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> receivedAt,
    @Label(DataCategory.STATUS) Optional<Urgency> urgency,
    @Label.Nested Optional<ReferralView.Vk> vk,
    @Label.Nested List<ChildRef> children,
    @Label.Nested List<StoredDocument> documents,
    @JsonIgnore @Label(DataCategory.RECEIPT) List<UUID> consents,
    @Label(DataCategory.RECEIPT) List<Issue> warnings)
    implements Part {

  @Override
  public Optional<DataCategory> category() {
    return Optional.of(DataCategory.RECEIPT);
  }

  /** What we call a child of the submission. */
  public record ChildRef(
      @Label(DataCategory.RECEIPT) Optional<String> key,
      @Label(DataCategory.RECEIPT) Optional<UUID> id) {}

  /** A stored document, in the order of the submission. */
  public record StoredDocument(
      @Label.Named Optional<UUID> id, @Label.Named Optional<String> sha256) {}
}
