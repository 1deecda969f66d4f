package be.schakel.policy;

/**
 * What a person loses about a child while the centre has flagged that person as the alleged
 * perpetrator; a reporter's statement alone takes nothing away.
 */
public enum FlagEffect {
  /** To be the only giver of a consent. */
  GIVE_ALONE,
  /** To give a consent, alone or with others. */
  GIVE,
  /** To see what is on record about the consent. */
  SEE,
  /** To withdraw a consent. */
  WITHDRAW,
  /** To be told: of the report, of a consent and its use, of what was opened without one. */
  BE_TOLD
}
