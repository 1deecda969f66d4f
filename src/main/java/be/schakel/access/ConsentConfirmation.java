package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.Optional;

/**
 * That the child, now of an age to decide, lets its parents' consent go on.
 *
 * @param channel how it said so
 */
@SchemaName("ConsentConfirmation")
public record ConsentConfirmation(Optional<String> channel, Optional<String> text) {}
