package be.schakel.disclosure;

/**
 * One of the things that an entry of the log tells, for a standard that keeps an event for each.
 */
public enum Aspect {
  /** Something was done with the gateway, or a token was given. */
  ACT,
  /** Data about a child left. */
  DISCLOSURE,
  /** The policy decided about a child. */
  DECISION,
  /** Somebody was turned away before any child was reached. */
  REFUSAL
}
