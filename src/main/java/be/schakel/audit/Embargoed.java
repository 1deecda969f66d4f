package be.schakel.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries about a child the person is not told of now. Pure.
 *
 * @param from the first moment; none: from the beginning
 * @param to the first moment after it; none: without end
 */
public record Embargoed(Optional<Instant> from, Optional<Instant> to) {

  /** Whether an entry of that moment is withheld. */
  public boolean covers(Instant recordedAt) {
    return from.filter(recordedAt::isBefore).isEmpty()
        && to.filter(end -> !recordedAt.isBefore(end)).isEmpty();
  }
}
