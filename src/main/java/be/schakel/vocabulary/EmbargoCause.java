package be.schakel.vocabulary;

/** Why somebody is not told yet who received what about a child. */
public enum EmbargoCause {
  DANGER_TO_CHILD,
  ONGOING_INQUIRY
}
