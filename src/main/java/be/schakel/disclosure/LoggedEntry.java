package be.schakel.disclosure;

import java.util.Optional;
import java.util.UUID;

/**
 * An entry as it stands in the log, with its id there.
 *
 * @param place of its leaf in the tree, from 0; none until it is sequenced
 */
record LoggedEntry(UUID id, Optional<Long> place, DisclosureEntry entry) {}
