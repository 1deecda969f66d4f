package be.schakel.rights;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A request for access as it is kept.
 *
 * @param person the place of the asker among the persons of the report, from 1; none where the
 *     asker is not one of them
 * @param language of the letter, as a tag
 * @param content who asks and how that was checked, sealed with the child's key
 */
record AccessRequest(
    UUID id,
    UUID referral,
    UUID child,
    Applicant applicant,
    Optional<Integer> person,
    IdentityCheck identityCheck,
    LocalDate identityCheckedOn,
    String language,
    LocalDate requestedOn,
    LocalDate answerBy,
    Instant recordedAt,
    byte[] content) {}
