package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * That the submitter asked the centre to stop, and what the centre said. Between the two of them.
 *
 * @param readers the submitter
 * @param text why it asks
 * @param answer why the centre goes on, or what it wants to say with it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Cancellation(
    @Label(DataCategory.STATUS) Optional<UUID> id,
    @Label.Basis List<String> readers,
    @Label(DataCategory.STATUS) Optional<CancellationState> state,
    @Label(DataCategory.STATUS) Optional<OffsetDateTime> recordedAt,
    @Label(DataCategory.STATUS) Optional<OffsetDateTime> decidedAt,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> text,
    @Label(
            value = DataCategory.CONCERN,
            mayContain = {DataCategory.CHILD_ID, DataCategory.FAMILY_ID})
        Optional<String> answer)
    implements Part {

  /** That it was asked and what came of it, without what was written. */
  Cancellation unread() {
    return new Cancellation(
        id, readers, state, recordedAt, decidedAt, Optional.empty(), Optional.empty());
  }

  /** Whether the centre has still to decide. */
  public boolean undecided() {
    return state.filter(CancellationState.REQUESTED::equals).isPresent();
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
