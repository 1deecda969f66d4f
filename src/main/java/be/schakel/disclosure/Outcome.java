package be.schakel.disclosure;

/**
 * What the gate answers: {@link Released} with what may leave, or {@link Refused} with why not. A
 * value, never an exception.
 */
public sealed interface Outcome<V extends Record> permits Released, Refused {

  /**
   * What may leave, for a resource to return.
   *
   * @throws be.schakel.problem.SchakelProblem the refusal, to be called outside the transaction
   *     that recorded it
   */
  Released<V> orProblem();
}
