package be.schakel.emergency;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.BreakGlassReason;
import java.util.Optional;
import java.util.UUID;

/**
 * A professional breaks the glass.
 *
 * @param referral where its id is known, in the place of the child
 * @param narrative what is going on, at least thirty characters
 * @param postalCode where the child lives, for the telephone of a centre when nothing is found
 */
@SchemaName("BreakGlassSubmission")
record NewBreakGlass(
    Optional<SoughtChild> child,
    Optional<UUID> referral,
    BreakGlassReason reason,
    String narrative,
    Optional<String> postalCode) {

  static final int SHORTEST_NARRATIVE = 30;
}
