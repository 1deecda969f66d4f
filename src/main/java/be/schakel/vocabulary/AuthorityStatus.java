package be.schakel.vocabulary;

/** The parental authority a person holds over a child (code list 2.12). */
public enum AuthorityStatus {
  HOLDS,
  SHARED,
  EXCLUSIVE_OTHER,
  DEPRIVED,
  DELEGATED,
  UNKNOWN
}
