package be.schakel.policy;

/** What whoever releases must do with data that a decision permits. */
public enum Obligation {
  /**
   * The child's address is secret (H8): show the general contact in the place of the centre, and a
   * transfer as if it were a receipt.
   */
  NEUTRAL_CONTACT
}
