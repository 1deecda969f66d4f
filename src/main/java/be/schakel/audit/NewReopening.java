package be.schakel.audit;

import be.schakel.edge.SchemaName;

/**
 * On whose word what rests after a restored backup counts again.
 *
 * @param reason what was done about what the database lost
 */
@SchemaName("NewReopening")
public record NewReopening(String reason) {}
