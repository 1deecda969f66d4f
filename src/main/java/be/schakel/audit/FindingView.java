package be.schakel.audit;

import be.schakel.disclosure.DisclosureView;
import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What an auditor found about an entry of the log, and what the centre answered.
 *
 * @param vk the centre that had the case; none where the data protection officer answers
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record FindingView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label.Nested Optional<DisclosureView> entry,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> sample,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> vk,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> auditor,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> text,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt,
    @Label.Nested Optional<Reply> answer) {

  /** What was answered. */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record Reply(
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> role,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<String> text,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt) {}

  /** Several of them, newest first. */
  public record Page(
      @Label.Nested List<FindingView> items,
      @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> next) {}
}
