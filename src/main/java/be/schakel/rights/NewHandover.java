package be.schakel.rights;

import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/**
 * The answer to a request was handed over.
 *
 * @param on the day; today where none is given
 */
@SchemaName("AccessHandover")
record NewHandover(Optional<LocalDate> on) {}
