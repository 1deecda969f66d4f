package be.schakel.mano;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.DataCategory;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A stored report to the parket.
 *
 * @param addressee the code of the parket that has it now
 * @param origin of the grounds that open it to that parket
 * @param familyTold child and parents were told of it
 * @param byPartner the centre that made it
 * @param byPerson keyed hash of who made it
 * @param sentAt from when on the parket may read it; none while a second person is awaited
 * @param confirmedAt when the second person signed
 */
record ParketReportRow(
    UUID id,
    List<UUID> children,
    String addressee,
    UUID origin,
    Set<DataCategory> contains,
    UUID document,
    byte[] sha256,
    String seal,
    boolean acute,
    boolean familyTold,
    String byPartner,
    byte[] byPerson,
    Proof byProof,
    Instant recordedAt,
    Optional<Instant> sentAt,
    Optional<Instant> confirmedAt) {}
