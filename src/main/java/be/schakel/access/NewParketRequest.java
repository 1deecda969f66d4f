package be.schakel.access;

import be.schakel.edge.SchemaName;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a parket asks in writing about a child.
 *
 * @param postalCode where the child lives: which centre answers
 * @param reference the parket's own file number
 * @param magistrate who asks
 * @param date of the request
 */
@SchemaName("ParketRequestSubmission")
public record NewParketRequest(
    Optional<String> insz,
    Optional<String> familyName,
    Optional<String> givenName,
    Optional<LocalDate> birthDate,
    Optional<String> postalCode,
    String reference,
    String magistrate,
    LocalDate date,
    String reason) {}
