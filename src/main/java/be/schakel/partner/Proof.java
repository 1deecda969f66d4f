package be.schakel.partner;

/**
 * How it is known which person acts. Somebody may have one identity of each kind, so where it takes
 * two persons only identities of the same kind can be told apart.
 */
public enum Proof {
  /** The certificate of the connection is that person's own. */
  OWN_CERTIFICATE,
  /** The partner names a number of eight digits: RIZIV. */
  NUMBER_OF_8,
  /** The partner names a number of eleven digits: INSZ, or RIZIV with the qualification. */
  NUMBER_OF_11,
  /** Nobody: unattended work. */
  NOBODY;

  static Proof of(Professional professional, boolean ownCertificate) {
    if (professional.equals(Professional.SYSTEM)) {
      return NOBODY;
    }
    if (ownCertificate) {
      return OWN_CERTIFICATE;
    }
    return professional.id().length() == 8 ? NUMBER_OF_8 : NUMBER_OF_11;
  }
}
