package be.schakel.audit;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.EmbargoCause;
import java.util.Optional;
import java.util.UUID;

/**
 * A centre keeps from a person, for a time, who received what about a child.
 *
 * @param from the first day or the time from which entries are withheld; none: from the beginning
 * @param to the last day or the time until which they are; none: whatever is added while it lasts
 * @param until the last day or the time at which it ends
 */
@SchemaName("EmbargoSubmission")
record NewEmbargo(
    UUID child,
    Optional<String> from,
    Optional<String> to,
    String until,
    EmbargoCause cause,
    String reason) {}
