package be.schakel.disclosure;

import java.util.List;

/**
 * A sample of the log.
 *
 * @param tree at which the log was frozen: the conditions within it draw the same
 * @param population how many entries it was drawn from
 * @param covers what the engagements covered that it was drawn within
 * @param entries in the order in which they were drawn
 */
public record Drawn(
    TreeSize tree, long population, List<Covered> covers, List<DisclosureView> entries) {}
