package be.schakel.disclosure;

import be.schakel.policy.Decision;
import be.schakel.policy.Reason;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;

/**
 * Nothing may leave, and that is on record. A value, because throwing inside the transaction would
 * roll its log entry back.
 *
 * @param code what the caller is told; {@link Code#NOT_FOUND} for what is unknown as for what is
 *     unrelated, byte for byte
 */
public record Refused<V extends Record>(Code code) implements Outcome<V> {

  static <V extends Record> Refused<V> by(Decision decision) {
    return new Refused<>(
        decision.hidden()
            ? Code.NOT_FOUND
            : decision.reasons().stream().findFirst().map(Reason::code).orElse(Code.NOT_FOUND));
  }

  @Override
  public Released<V> orProblem() {
    throw SchakelProblem.of(code);
  }
}
