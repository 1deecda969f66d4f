package be.schakel.alert;

import be.schakel.outbox.EventKind;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that cannot wait.
 *
 * @param id that of its event
 * @param recipient whose duty list it is for, as the event names it
 * @param told how many letters went out, or had to be given up
 * @param failed how often in a row the next one could not be posted
 * @param next when the next letter is due; none once it is acknowledged or given up
 */
record Alert(
    UUID id,
    String recipient,
    EventKind kind,
    Optional<UUID> referral,
    Instant raisedAt,
    int told,
    int failed,
    Optional<Instant> next,
    Optional<Instant> acknowledgedAt) {}
