package be.schakel.access;

import be.schakel.disclosure.Label;
import be.schakel.vocabulary.DataCategory;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Optional;

/**
 * Whether a case is kept within a team. Who is in it is stored as keyed hashes and told to nobody.
 *
 * @param size how many are in it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TeamView(
    @Label(DataCategory.RECEIPT) Optional<Boolean> restricted,
    @Label(DataCategory.RECEIPT) Optional<Integer> size,
    @Label(DataCategory.RECEIPT) Optional<Instant> since) {}
