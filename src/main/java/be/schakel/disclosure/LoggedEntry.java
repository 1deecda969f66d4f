package be.schakel.disclosure;

import java.util.UUID;

/** An entry as it stands in the log, with its id there. */
record LoggedEntry(UUID id, DisclosureEntry entry) {}
