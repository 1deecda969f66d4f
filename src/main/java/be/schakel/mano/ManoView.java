package be.schakel.mano;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.policy.Form;
import be.schakel.problem.Issue;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.CaseManagementMode;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.NotAdmissibleReason;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An investigation of societal necessity as somebody may see it: the centre all of it, the parket
 * that asked where it stands and until when, any other referrer state and outcome.
 *
 * @param state the least far of its children
 * @param due the last day of what is due next: the answer whether it is admissible, then the term
 * @param daysLeft working days until then; negative when it is over
 * @param admissibilityDoubts what the request lacks; a person decides
 * @param sent what the asker sent itself
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManoView(
    @Label.Id Optional<UUID> id,
    @Label(DataCategory.RECEIPT) Optional<String> reference,
    @Label(DataCategory.RECEIPT) Optional<OffsetDateTime> receivedAt,
    @Label.Nested Optional<ReferralView.Vk> vk,
    @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<ManoState> state,
    @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<OffsetDateTime> since,
    @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<LocalDate> due,
    @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<Integer> daysLeft,
    @Label.Nested Optional<Term> term,
    @Label.Nested List<Child> children,
    @Label(DataCategory.HELP_CONTENT) List<Issue> admissibilityDoubts,
    @Label.Nested Optional<ReferralView> sent) {

  /**
   * The legal term.
   *
   * @param dayZero the day on which the admissible request was received, which does not count
   * @param due its last day
   * @param policyVersion by which it was reckoned
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Term(
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<LocalDate> dayZero,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<LocalDate> due,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<Integer> workingDays,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA)
          Optional<String> policyVersion) {}

  /**
   * One child.
   *
   * @param formerOutcome one that was corrected, or from before it began again
   * @param possible where it can go next
   * @param heard it stands on record whether the child was heard
   * @param told and whether it was told its rights
   * @param awaiting the state for which one person more is needed
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Child(
      @Label.Id Optional<UUID> id,
      @Label(DataCategory.RECEIPT) Optional<String> key,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<ManoState> state,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<OffsetDateTime> since,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA)
          Optional<NotAdmissibleReason> reason,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<ManoOutcome> outcome,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<LocalDate> outcomeOn,
      @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA)
          Optional<ManoOutcome> formerOutcome,
      @Label(DataCategory.HELP_CONTENT) Optional<CaseManagementMode> mode,
      @Label(DataCategory.HELP_CONTENT) Optional<String> transferTo,
      @Label(DataCategory.HELP_CONTENT) List<ManoState> possible,
      @Label(DataCategory.HELP_CONTENT) Optional<Boolean> heard,
      @Label(DataCategory.HELP_CONTENT) Optional<Boolean> told,
      @Label(DataCategory.HELP_CONTENT) Optional<ManoState> awaiting,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> awaitingUntil)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return id.stream().toList();
    }
  }
}
