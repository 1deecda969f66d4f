package be.schakel.disclosure;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A thing that can leave: what decides about it, and its whole view, of which the gate lets through
 * what is permitted.
 *
 * @param <V> a record of labelled components, {@code Optional} or {@code List} each, so that every
 *     projection of it is a valid value
 */
public interface Disclosable<V extends Record> {

  CaseFacts facts();

  /** The one document that it is; none for what is no document. */
  default Optional<UUID> document() {
    return Optional.empty();
  }

  /** Since when it was as it is shown, where it is so no more. */
  default Optional<Instant> earlier() {
    return Optional.empty();
  }

  /**
   * Everything there is.
   *
   * @param neutral an address is secret (H8): the general contact stands in the place of the
   *     centre, and a transfer looks like a receipt
   */
  V view(boolean neutral);
}
