package be.schakel.access;

import be.schakel.consent.Fact;
import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What the centre put on record about who decides for a child; for the centre alone.
 *
 * @param facts what counts now
 * @param history all of it, the newest first
 */
public record FactsView(
    @Label(DataCategory.HELP_CONTENT) Optional<UUID> child,
    @Label.Nested List<One> facts,
    @Label.Nested List<One> history)
    implements Part {

  /**
   * One fact.
   *
   * @param person key of the person it is about; none for the child
   * @param author the name of who recorded it
   */
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record One(
      @Label(DataCategory.HELP_CONTENT) Optional<Fact.Kind> kind,
      @Label(DataCategory.HELP_CONTENT) Optional<String> person,
      @Label(DataCategory.HELP_CONTENT) Optional<String> value,
      @Label(DataCategory.HELP_CONTENT) Optional<String> motivation,
      @Label(DataCategory.HELP_CONTENT) Optional<String> evidence,
      @Label(DataCategory.HELP_CONTENT) Optional<String> document,
      @Label(DataCategory.HELP_CONTENT) Optional<String> author,
      @Label(DataCategory.HELP_CONTENT) Optional<String> role,
      @Label(DataCategory.HELP_CONTENT) Optional<LocalDate> reviewOn,
      @Label(DataCategory.HELP_CONTENT) Optional<OffsetDateTime> recordedAt) {}

  @Override
  public Collection<UUID> about() {
    return child.stream().toList();
  }
}
