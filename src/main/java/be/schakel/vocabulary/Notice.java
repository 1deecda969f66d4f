package be.schakel.vocabulary;

/** The sentences that stand beside a centre in an answer. */
public enum Notice {
  /** Beside every centre: who is in danger now must not wait for an answer of ours. */
  NO_EMERGENCY_SERVICE,
  /** The name of the neutral contact, where the centre itself may not or cannot be named. */
  GENERAL_CONTACT,
  /** Beside the telephone that a look-up is answered with. */
  CALL_BACK,
  /** The one answer to a written request by which nothing is given, whatever the cause. */
  NOTHING_TO_GIVE
}
