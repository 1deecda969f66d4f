package be.schakel.vocabulary;

/** Why a child has no national number (code list 2.12). */
public enum NoInszReason {
  UNBORN,
  NEWBORN,
  NOT_REGISTERED,
  NOT_KNOWN,
  WITHHELD
}
