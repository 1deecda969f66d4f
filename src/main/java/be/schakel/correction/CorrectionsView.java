package be.schakel.correction;

import be.schakel.disclosure.Label;
import be.schakel.outbox.EventKind;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.DisclosureWay;
import be.schakel.vocabulary.LocalizedText;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What was corrected in a report, and who has to know of it: for the centre that has it. */
public record CorrectionsView(
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> referral,
    @Label.Nested List<Correction> corrections) {

  /**
   * One correction by who submitted the report.
   *
   * @param kind the notice that its earlier recipients get
   * @param document which one; none where it is the whole report
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Correction(
      @Label(DataCategory.HELP_CONTENT) Optional<EventKind> kind,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> document,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> replacement,
      @Label(DataCategory.HELP_CONTENT) Optional<RetractionReason> reason,
      @Label(DataCategory.HELP_CONTENT) Optional<String> text,
      @Label(DataCategory.HELP_CONTENT) Optional<String> partner,
      @Label(DataCategory.HELP_CONTENT) Optional<String> role,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> recordedAt,
      @Label.Nested List<Recipient> recipients,
      @Label.Nested List<Outside> outside) {}

  /**
   * A partner that received it through the gateway before it was corrected.
   *
   * @param times how many answers had it
   * @param toldAt when a notice was written for it; none where the centre has to tell it, since it
   *     is not registered any more or received it at that very moment
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Recipient(
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> code,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<LocalizedText> name,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<PartnerKind> kind,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Long> times,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> lastReceivedAt,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> told,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> toldAt) {}

  /**
   * A disclosure outside the gateway, whose recipient the centre has to tell itself.
   *
   * @param recording its id in the log
   * @param certain that it went along; otherwise it may have: no document was named
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Outside(
      @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> recording,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<DisclosureWay> way,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> authority,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<OffsetDateTime> occurredAt,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> certain) {}
}
