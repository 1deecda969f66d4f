package be.schakel.audit;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.ReidentificationState;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The wish of one person to know who is behind a pseudonym. Pure.
 *
 * @param person keyed hash of who asked
 * @param proof how that is known
 * @param until the first moment at which it has lapsed, decided or not
 * @param reason sealed
 */
record Reidentification(
    UUID id,
    String subject,
    String auditor,
    byte[] person,
    Proof proof,
    Instant askedAt,
    Instant until,
    OwnKey.Kept reason,
    Optional<Decided> decided) {

  /** What was decided, the reason sealed. */
  record Decided(boolean approved, Instant at, OwnKey.Kept reason) {}

  ReidentificationState state(Instant now) {
    if (decided.filter(decision -> !decision.approved()).isPresent()) {
      return ReidentificationState.REFUSED;
    }
    if (!now.isBefore(until)) {
      return ReidentificationState.LAPSED;
    }
    return decided.isPresent() ? ReidentificationState.APPROVED : ReidentificationState.ASKED;
  }
}
