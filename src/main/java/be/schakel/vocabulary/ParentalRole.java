package be.schakel.vocabulary;

/** What a person is to a child (code list 2.12). */
public enum ParentalRole {
  MOTHER,
  FATHER,
  CO_PARENT,
  ADOPTIVE_PARENT,
  GUARDIAN,
  PROVISIONAL_GUARDIAN,
  FOSTER_PARENT,
  STEP_PARENT,
  OTHER_CARER
}
