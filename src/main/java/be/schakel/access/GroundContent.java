package be.schakel.access;

import java.time.LocalDate;
import java.util.Optional;

/** What is sealed of a ground: every word that somebody wrote. */
record GroundContent(
    Optional<NewGround.Evidence> evidence, Optional<Request> request, Optional<String> legalBasis) {

  /** A magistrate's request. */
  record Request(String reference, LocalDate date, String magistrate) {}

  static GroundContent of(NewGround.Evidence evidence) {
    return new GroundContent(Optional.of(evidence), Optional.empty(), Optional.empty());
  }

  static GroundContent of(Request request) {
    return new GroundContent(Optional.empty(), Optional.of(request), Optional.empty());
  }

  static GroundContent of(String legalBasis) {
    return new GroundContent(Optional.empty(), Optional.empty(), Optional.of(legalBasis));
  }
}
