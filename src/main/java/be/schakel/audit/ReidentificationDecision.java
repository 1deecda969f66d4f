package be.schakel.audit;

import be.schakel.edge.SchemaName;

/** What the data protection officer decides about it, and why. */
@SchemaName("ReidentificationDecisionSubmission")
record ReidentificationDecision(boolean approve, String reason) {}
