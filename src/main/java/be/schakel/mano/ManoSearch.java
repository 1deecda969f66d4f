package be.schakel.mano;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.ManoState;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Which investigations are looked for.
 *
 * @param prosecutorReference the number of the judicial file, which never stands in a URL
 */
@SchemaName("ManoSearch")
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record ManoSearch(
    Optional<String> prosecutorReference,
    Optional<OffsetDateTime> updatedSince,
    List<ManoState> state,
    Optional<Integer> limit,
    Optional<String> cursor) {

  public ManoSearch {
    state = List.copyOf(state);
  }
}
