package be.schakel.disclosure;

import java.time.Instant;
import java.util.List;

/**
 * A sample of the log.
 *
 * @param to the moment at which the range was frozen: the conditions with this end draw the same
 * @param population how many entries it was drawn from
 * @param covers what the engagements covered that it was drawn within
 * @param entries in the order in which they were drawn
 */
public record Drawn(
    Instant to, long population, List<Covered> covers, List<DisclosureView> entries) {}
