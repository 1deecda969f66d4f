package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.RiskConclusion;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the centre adds for others to read, or for its own file: a text, a document, or what belongs
 * to its category.
 *
 * @param child the child it is about; none means all
 * @param agreements of a safety plan
 * @param reviewOn when a safety plan is looked at again
 * @param risk what an assessment came to
 * @param placement where the child lives for the time being
 * @param view what the child itself said
 * @param audience codes of the partners it is addressed to
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@SchemaName("ContributionSubmission")
public record NewContribution(
    DataCategory category,
    Optional<UUID> child,
    Optional<String> text,
    List<Agreement> agreements,
    Optional<LocalDate> reviewOn,
    Optional<Risk> risk,
    Optional<Placement> placement,
    Optional<Submission.ChildsView> view,
    Optional<Submission.Document> document,
    List<String> audience) {

  public NewContribution {
    agreements = List.copyOf(agreements);
    audience = List.copyOf(audience);
  }

  /**
   * One agreement of a safety plan.
   *
   * @param audience codes of the partners for which it is meant; none means the centre alone
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Agreement(String text, List<String> audience) {

    public Agreement {
      audience = List.copyOf(audience);
    }
  }

  /** An assessment of the risk; with which instrument it was made never leaves the centre. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Risk(
      @Label(DataCategory.RISK_FULL) Optional<String> instrument,
      @Label(DataCategory.RISK_FULL) Optional<String> version,
      @Label(DataCategory.RISK_CONCL) Optional<LocalDate> date,
      @Label(DataCategory.RISK_CONCL) Optional<RiskConclusion> conclusion) {}

  /** Where a child lives for the time being. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Placement(
      @Label(DataCategory.PLACEMENT) Optional<LocalDate> since,
      @Label(DataCategory.PLACEMENT) Optional<LocalDate> until,
      @Label(DataCategory.PLACEMENT) Optional<String> with) {}

  /** What is sealed beside the text; empty when nothing is. */
  Optional<ContributionDetails> details() {
    var details = new ContributionDetails(agreements, risk, placement, view);
    return details.isEmpty() ? Optional.empty() : Optional.of(details);
  }
}
