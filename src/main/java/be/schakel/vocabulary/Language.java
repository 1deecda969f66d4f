package be.schakel.vocabulary;

/** The languages people are answered in. */
public enum Language {
  NL,
  FR,
  EN
}
