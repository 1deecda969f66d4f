package be.schakel.audit;

import be.schakel.edge.SchemaName;

/** What a centre answers to a finding. */
@SchemaName("FindingAnswerSubmission")
record NewAnswer(String text) {}
