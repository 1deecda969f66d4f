package be.schakel.referral;

import be.schakel.edge.SchemaName;

/** What the centre wants to know of the submitter. */
@SchemaName("QuestionSubmission")
public record NewQuestion(String text) {}
