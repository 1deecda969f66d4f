package be.schakel.vocabulary;

/** Which help was given, as far as a magistrate may know (decree of 12 July 2013, art. 75). */
public enum HelpKind {
  ADVICE,
  GUIDANCE,
  PLACEMENT
}
