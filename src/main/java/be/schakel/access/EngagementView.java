package be.schakel.access;

import be.schakel.disclosure.Engagements;
import be.schakel.disclosure.Label;
import be.schakel.disclosure.OfNoCase;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** An auditor's task, as the data protection officer gave it. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record EngagementView(
    @Label(DataCategory.DISCLOSURE_LOG) Optional<UUID> id,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> auditor,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> from,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> until,
    @Label(DataCategory.DISCLOSURE_LOG) List<String> vks,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<String> purpose,
    @Label(DataCategory.DISCLOSURE_LOG) Optional<Instant> endedAt)
    implements OfNoCase {

  static EngagementView of(Engagements.Task task) {
    return new EngagementView(
        Optional.of(task.id()),
        Optional.of(task.auditor()),
        Optional.of(task.from()),
        Optional.of(task.until()),
        task.centres().stream().sorted().toList(),
        Optional.of(task.purpose()),
        task.endedAt());
  }

  /** All of them. */
  public record All(@Label.Nested List<EngagementView> items) implements OfNoCase {}
}
