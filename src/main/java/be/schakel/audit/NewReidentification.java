package be.schakel.audit;

import be.schakel.edge.SchemaName;

/**
 * An auditor asks who is behind a pseudonym.
 *
 * @param until the last day or the time until which it may be looked at
 */
@SchemaName("ReidentificationSubmission")
record NewReidentification(String subject, String reason, String until) {}
