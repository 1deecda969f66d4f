package be.schakel.vocabulary;

/** How something was disclosed outside the gateway. */
public enum DisclosureWay {
  PHONE,
  PAPER,
  MAIL,
  IN_PERSON,
  /** Said at a conference about the case. */
  CONFERENCE,
  /** Taken on the order of a court or an investigating judge. */
  SEIZURE_ORDER
}
