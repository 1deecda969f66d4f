package be.schakel.rights;

/** Who asks the centre what is on record (disclosure policy 5.7, {@code DATA_SUBJECT}). */
public enum Applicant {
  CHILD,
  /** A parent, guardian or other person on record about the child. */
  PARENT,
  /** Who assists the child (decree of 7 May 2004, art. 24). */
  TRUSTED_PERSON
}
