package be.schakel.audit;

import be.schakel.edge.SchemaName;
import java.util.Optional;
import java.util.UUID;

/**
 * What an auditor found about an entry.
 *
 * @param sample the sample that it came up in
 */
@SchemaName("FindingSubmission")
record NewFinding(String text, Optional<UUID> sample) {}
