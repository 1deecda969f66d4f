package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.ReidentificationState;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The wish to know who is behind a pseudonym, and what became of it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ReidentificationView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<ReidentificationState> state,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> subject,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> auditor,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> reason,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> askedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> until,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> decidedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> decisionReason) {

  /** Several of them, newest first. */
  public record All(@Label.Nested List<ReidentificationView> items) {}
}
