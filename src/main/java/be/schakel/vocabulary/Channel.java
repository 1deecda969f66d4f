package be.schakel.vocabulary;

/** How a report that a centre registers itself had reached it. */
public enum Channel {
  PHONE,
  PAPER,
  MAIL,
  IN_PERSON,
  OUTAGE
}
