package be.schakel.correction;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.ChildLink;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The links of the children of a report, history included: for the centre that has both reports.
 */
public record LinksView(
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> referral, @Label.Nested List<Link> links) {

  /**
   * One of them, as the child of this report has it.
   *
   * @param other the id of the other record, in the report {@code referral}
   * @param partner the centre that found it
   * @param end that it was taken away again
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Link(
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> id,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> other,
      @Label(DataCategory.HELP_CONTENT) Optional<UUID> referral,
      @Label(DataCategory.HELP_CONTENT) Optional<ChildLink> type,
      @Label(DataCategory.HELP_CONTENT) Optional<String> reason,
      @Label(DataCategory.HELP_CONTENT) Optional<String> partner,
      @Label(DataCategory.HELP_CONTENT) Optional<String> role,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> recordedAt,
      @Label.Nested Optional<End> end) {}

  /** Who took it away, when and why. */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record End(
      @Label(DataCategory.HELP_CONTENT) Optional<String> reason,
      @Label(DataCategory.HELP_CONTENT) Optional<String> partner,
      @Label(DataCategory.HELP_CONTENT) Optional<String> role,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> recordedAt) {}
}
