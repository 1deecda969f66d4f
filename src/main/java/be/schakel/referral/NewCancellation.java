package be.schakel.referral;

import be.schakel.edge.SchemaName;
import java.util.Optional;

/** That the submitter asks the centre to stop, and why. */
@SchemaName("CancellationSubmission")
public record NewCancellation(Optional<String> text) {}
