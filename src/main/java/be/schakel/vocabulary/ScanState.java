package be.schakel.vocabulary;

/** What the malware scanner says of a document, where there is one: nobody reads it but clean. */
public enum ScanState {
  /** Not looked at yet. */
  WAITING,
  CLEAN,
  /** Malware was found in it, or the scanner does not let it through: nobody ever reads it. */
  INFECTED
}
