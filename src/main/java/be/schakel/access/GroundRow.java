package be.schakel.access;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A ground as it is stored, still sealed.
 *
 * @param child none: every child of the report
 * @param byPerson keyed hash of who recorded it
 * @param from from when it opens something; none while it opens nothing
 * @param until when it ends, or a danger that nobody confirmed lapses
 * @param decidedAt when a second person confirmed it, or a person released it
 */
record GroundRow(
    UUID id,
    UUID referral,
    Optional<UUID> child,
    LegalGround ground,
    List<String> partners,
    Set<DataCategory> categories,
    byte[] byPerson,
    Proof proof,
    Instant recordedAt,
    byte[] content,
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<Instant> decidedAt,
    Optional<Instant> endedAt) {

  GroundState state(Instant now) {
    if (endedAt.isPresent()) {
      return GroundState.ENDED;
    }
    if (ground == LegalGround.G3_DANGER_MINOR && decidedAt.isPresent()) {
      return GroundState.CONFIRMED;
    }
    if (ground == LegalGround.G6_WRITTEN_REQUEST && decidedAt.isEmpty()) {
      return GroundState.RECEIVED;
    }
    if (until.filter(end -> !now.isBefore(end)).isPresent()) {
      return GroundState.OVER;
    }
    return ground == LegalGround.G3_DANGER_MINOR ? GroundState.PENDING : GroundState.OPEN;
  }
}
