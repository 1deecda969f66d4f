package be.schakel.audit;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Obtained;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An incident, and the figures that a notification asks for within 72 hours (GDPR 33).
 *
 * @param notifyBefore the end of the 72 hours
 * @param lifts when each person that lifts the suspension did; it takes two who are known in the
 *     same way
 * @param everything the figures of all that was obtained
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record IncidentView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Boolean> suspended,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> certificate,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> partner,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> professional,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> from,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> until,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> reason,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> recordedAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> knownAt,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> notifyBefore,
    @Label(DataCategory.DISCLOSURE_LOG) List<Instant> lifts,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Obtained.Figure> everything,
    @Label(DataCategory.DISCLOSURE_LOG) List<Obtained.Figure> perCategory,
    @Label(DataCategory.DISCLOSURE_LOG) List<Obtained.Figure> perVk) {

  /** Several of them, newest first, without figures. */
  public record All(@Label.Nested List<IncidentView> items) {}
}
