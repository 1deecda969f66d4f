package be.schakel.emergency;

import java.util.Optional;

/** What a reviewer wrote: as it is sealed. */
record ReviewText(String text, Optional<String> postponedReason) {}
