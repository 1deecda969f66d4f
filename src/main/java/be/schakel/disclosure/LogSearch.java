package be.schakel.disclosure;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What to find in the log, whichever face asks: every condition must hold. Newest first.
 *
 * @param from entries recorded at or after it
 * @param to entries recorded before it
 * @param before where to go on, back in time
 * @param sorts entries of these sorts only; none: of all sorts but the searches of the log
 * @param limit how many entries
 */
record LogSearch(
    Optional<Instant> from,
    Optional<Instant> to,
    Optional<Before> before,
    List<EventQuery.Condition> conditions,
    Set<Told.Sort> sorts,
    int limit) {

  /** A place in the log. */
  record Before(UUID id, boolean included) {}

  LogSearch {
    conditions = List.copyOf(conditions);
    sorts = Set.copyOf(sorts);
  }
}
