package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A magistrate's written request for basic data (decree of 12 July 2013, arts. 75 and 75/1).
 *
 * @param parket the code of the parket that asks
 * @param reference the magistrate's own
 * @param date of the request
 * @param child its id or key; none means all of the report
 */
@SchemaName("WrittenRequestSubmission")
public record NewWrittenRequest(
    String parket, String reference, LocalDate date, String magistrate, Optional<String> child) {}
