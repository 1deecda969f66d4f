package be.schakel.lookup;

import be.schakel.edge.SchemaName;
import be.schakel.vocabulary.LookUpContext;
import java.time.LocalDate;
import java.util.Optional;

/**
 * A professional asks whether a child is known.
 *
 * @param postalCode where the child lives: whose telephone is answered
 * @param callBack the telephone at which the professional can be called back
 */
@SchemaName("LookUpSubmission")
record NewLookUp(
    Optional<String> insz,
    Optional<String> familyName,
    Optional<String> givenName,
    Optional<LocalDate> birthDate,
    Optional<String> postalCode,
    LookUpContext context,
    Optional<String> callBack) {}
