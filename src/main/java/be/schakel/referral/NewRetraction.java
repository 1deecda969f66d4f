package be.schakel.referral;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.RetractionReason;
import java.util.Optional;

/** That the submitter takes its report back, and why. */
@SchemaName("Retraction")
public record NewRetraction(RetractionReason reason, Optional<String> text) {}
