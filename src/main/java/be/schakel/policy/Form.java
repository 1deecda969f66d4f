package be.schakel.policy;

/** How much of its category the thing shows that is asked for. */
public enum Form {
  /** All of it. */
  FULL,
  /** The newest there is about the child, and nothing older. */
  NEWEST,
  /** Who the parties are and that help is or was given (decree of 12 July 2013, art. 75). */
  BASIC,
  /** Counts, dates and codes; nothing that tells who the child is. */
  METADATA,
  /** Whom to telephone at the centre that has the case; no word about the case itself. */
  CONTACT
}
