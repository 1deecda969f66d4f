package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.policy.Form;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ManoOutcome;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Whether societal necessity was ever asked to be investigated, what came of it, and what the
 * request said ({@link ManoDocument}).
 *
 * @param askedAt when it was asked, for supervision
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManoRequest(
    @Label(value = DataCategory.MANO_STATUS, form = Form.BASIC) Optional<Boolean> known,
    @Label(value = DataCategory.MANO_STATUS, form = Form.METADATA) Optional<OffsetDateTime> askedAt,
    @Label.Nested List<Outcome> outcomes,
    @Label.Nested Optional<ManoDocument.TeamDecision> teamDecision,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> observations,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> interpretation,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> tried,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> notEnough,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> asked,
    @Label.Nested Optional<ManoDocument.Danger> danger,
    @Label.Nested List<ManoDocument.Procedure> procedures,
    @Label(DataCategory.JUDICIAL) Optional<String> prosecutorReference,
    @Label(DataCategory.JUDICIAL) List<String> pvNumbers,
    @Label(DataCategory.JUDICIAL) Optional<String> policeFindings) {

  /** What came of it for one child, while it runs too. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Outcome(
      @Label(value = DataCategory.MANO_STATUS, form = Form.BASIC) Optional<UUID> child,
      @Label(value = DataCategory.MANO_STATUS, form = Form.BASIC) Optional<ManoOutcome> outcome)
      implements Part {

    @Override
    public Collection<UUID> about() {
      return child.stream().toList();
    }
  }

  static ManoRequest of(
      Optional<Boolean> known,
      Optional<OffsetDateTime> askedAt,
      List<Outcome> outcomes,
      ManoDocument document) {
    return new ManoRequest(
        known,
        askedAt,
        outcomes,
        document.teamDecision(),
        document.observations(),
        document.interpretation(),
        document.tried(),
        document.notEnough(),
        document.asked(),
        document.danger(),
        document.procedures(),
        document.prosecutorReference(),
        document.pvNumbers(),
        document.policeFindings());
  }
}
