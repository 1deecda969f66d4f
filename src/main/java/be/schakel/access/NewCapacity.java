package be.schakel.access;

import be.schakel.consent.ChildFacts.Capacity;
import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/** Whether a child can judge for itself; {@code PRESUMED_BY_AGE} takes an assessment back. */
@SchemaName("NewCapacity")
public record NewCapacity(Capacity result, String motivation, Optional<LocalDate> reviewOn) {}
