package be.schakel.audit;

import be.schakel.edge.SchemaName;
import java.time.OffsetDateTime;
import java.util.Optional;

/**
 * Something went wrong with a certificate, a partner or a professional: exactly one of the three.
 *
 * @param certificate the SHA-256 of the certificate, as the registry has it
 * @param partner the code
 * @param professional the number by which partners assert the person
 * @param from the first day or the time from which it may have been misused
 * @param until the last day or the time; none: now
 * @param knownAt when the breach became known, from which 72 hours run (GDPR 33); none: now
 */
@SchemaName("IncidentSubmission")
record NewIncident(
    Optional<String> certificate,
    Optional<String> partner,
    Optional<String> professional,
    String from,
    Optional<String> until,
    Optional<OffsetDateTime> knownAt,
    String reason) {}
