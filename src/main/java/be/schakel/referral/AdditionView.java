package be.schakel.referral;

import be.schakel.disclosure.Label;
import be.schakel.disclosure.Part;
import be.schakel.problem.Issue;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The receipt of what was added to a report: a contribution, with its version and document, or a
 * development.
 *
 * @param authors who added it
 * @param kind what decides about it: the receipt of a report, unless its author has that of none
 * @param childIds the children it is about; none means all
 * @param warnings what was understood otherwise than it was written
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record AdditionView(
    @Label.Basis List<String> authors,
    @Label.Basis Optional<DataCategory> kind,
    @Label.Basis List<UUID> childIds,
    @Label.Named Optional<UUID> id,
    @Label.Named Optional<Integer> version,
    @Label.Named Optional<OffsetDateTime> recordedAt,
    @Label.Nested Optional<ReceiptView.StoredDocument> document,
    @Label.Nested List<ReceiptView.StoredDocument> documents,
    @Label.Named List<Issue> warnings)
    implements Part {

  /** The same with its document, and what is told of that. */
  AdditionView with(Optional<ReceiptView.StoredDocument> stored, List<Issue> told) {
    return new AdditionView(
        authors, kind, childIds, id, version, recordedAt, stored, documents, told);
  }

  @Override
  public Collection<UUID> about() {
    return childIds;
  }

  @Override
  public Optional<Collection<String>> ownTo() {
    return Optional.of(authors);
  }

  @Override
  public Optional<DataCategory> category() {
    return kind;
  }
}
