package be.schakel.emergency;

import java.time.LocalDate;
import java.util.Optional;

/**
 * Which child somebody means.
 *
 * @param insz its national number; where it is known the rest says nothing more
 */
record SoughtChild(
    Optional<String> insz,
    Optional<String> familyName,
    Optional<String> givenName,
    Optional<LocalDate> birthDate) {}
