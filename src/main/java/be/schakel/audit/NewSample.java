package be.schakel.audit;

import be.schakel.edge.SchemaName;
import java.util.Optional;

/**
 * A sample of the log is drawn.
 *
 * @param seed what makes it this sample; one is made where none is given
 */
@SchemaName("AuditSampleSubmission")
record NewSample(int size, Optional<String> seed, Optional<SampleFilter> filter) {}
