package be.schakel.vocabulary;

/** How a consent was given (disclosure policy 5.4). */
public enum ConsentMethod {
  WRITTEN,
  EID_SIGNED,
  ORAL_RECORDED
}
