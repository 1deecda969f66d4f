package be.schakel.referral;

import be.schakel.edge.SchemaName;
import java.util.Optional;

/**
 * What the centre says to a submitter that wants it to stop.
 *
 * @param text why; needed where it goes on
 */
@SchemaName("CancellationDecision")
public record CancellationDecision(boolean accepted, Optional<String> text) {}
