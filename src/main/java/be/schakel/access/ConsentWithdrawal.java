package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.util.Optional;

/**
 * That somebody takes a consent back; no reason is needed.
 *
 * @param giver key of a person, or key or id of the child
 * @param channel how they said so, such as {@code telephone}
 */
@SchemaName("ConsentWithdrawal")
public record ConsentWithdrawal(String giver, Optional<String> channel, Optional<String> text) {}
