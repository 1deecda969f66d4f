package be.schakel.notice;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A notice on its way to one subscription, claimed by a node.
 *
 * @param attempt which one this is, from 1
 * @param lease until when it is this node's
 */
record Parcel(UUID id, String partner, String endpoint, Notice notice, int attempt, Instant lease) {

  /**
   * How an attempt ended.
   *
   * @param status the partner's HTTP status; empty when there was no answer
   * @param problem a code; empty when it arrived
   * @param receipt the partner's signed acknowledgement, checked
   */
  record Attempt(Optional<Integer> status, Optional<String> problem, Optional<String> receipt) {

    static Attempt arrived(int status, Optional<String> receipt) {
      return new Attempt(Optional.of(status), Optional.empty(), receipt);
    }

    static Attempt answered(int status) {
      return new Attempt(Optional.of(status), Optional.of("STATUS_" + status), Optional.empty());
    }

    static Attempt failed(String problem) {
      return new Attempt(Optional.empty(), Optional.of(problem), Optional.empty());
    }
  }
}
