package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the centre asks the submitter of a report, and nobody else. An answer is a development that
 * names it.
 *
 * @param readers the submitter, until it is taken back
 * @param open whether the centre waits for an answer
 * @param retractedAt since when only the centre sees it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Question(
    @Label(DataCategory.STATUS) Optional<UUID> id,
    @Label.Basis List<String> readers,
    @Label(DataCategory.STATUS) Optional<OffsetDateTime> recordedAt,
    @Label(DataCategory.STATUS) Optional<Boolean> open,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> text,
    @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> retractedAt)
    implements Part {

  /** That it was asked, without what was asked. */
  Question unread() {
    return new Question(id, readers, recordedAt, open, Optional.empty(), retractedAt);
  }

  @Override
  public Optional<Collection<String>> ownTo() {
    return Optional.of(readers);
  }

  @Override
  public Optional<Collection<String>> onlyFor() {
    return Optional.of(readers);
  }
}
