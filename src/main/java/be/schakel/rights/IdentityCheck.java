package be.schakel.rights;

/** How the centre made sure who asks (GDPR, art. 12(6)). */
public enum IdentityCheck {
  EID,
  IDENTITY_DOCUMENT,
  /** Somebody at the centre knows this person. */
  KNOWN_TO_CENTRE,
  /** Otherwise; a note says how. */
  OTHER
}
