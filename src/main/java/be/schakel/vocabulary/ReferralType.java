package be.schakel.vocabulary;

/** The kind of report a centre receives (code list 2.2). */
public enum ReferralType {
  REGULAR,
  MANO,
  NPIE
}
