package be.schakel.vocabulary;

/** The gender of a person as reported (code list 2.6). */
public enum Gender {
  MALE,
  FEMALE,
  OTHER,
  UNKNOWN
}
