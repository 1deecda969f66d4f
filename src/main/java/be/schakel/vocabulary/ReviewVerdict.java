package be.schakel.vocabulary;

/** What was found of a use of break-glass (disclosure policy 5.6). */
public enum ReviewVerdict {
  JUSTIFIED,
  UNJUSTIFIED,
  FOLLOW_UP
}
