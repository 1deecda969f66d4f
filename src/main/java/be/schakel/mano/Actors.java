package be.schakel.mano;

import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import be.schakel.partner.Proof;
import be.schakel.problem.Code;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/** Who took a step or signed a report: what each row keeps of it, and whether two are two. */
@ApplicationScoped
class Actors {

  @Inject Records records;

  /** The columns of a row that somebody adds. */
  Map<String, Object> row(Caller caller, Instant now) {
    return Map.of(
        "partner", caller.partner().code(),
        "role", caller.professional().role(),
        "person", records.professional(caller),
        "proof", caller.proof().name(),
        "now", now.atOffset(ZoneOffset.UTC));
  }

  /**
   * Why the caller cannot be the second person after another; empty when it can. Only persons known
   * alike can be told apart.
   *
   * @param person the keyed hash of who acted first
   */
  Optional<Code> notAnother(byte[] person, Proof proof, Caller caller) {
    if (Arrays.equals(person, records.professional(caller))) {
      return Optional.of(Code.SECOND_PERSON_REQUIRED);
    }
    return proof == caller.proof() ? Optional.empty() : Optional.of(Code.SAME_PROOF_REQUIRED);
  }
}
