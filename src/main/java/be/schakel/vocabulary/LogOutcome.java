package be.schakel.vocabulary;

/** How an entry of the disclosure log ended (code list 2.12). */
public enum LogOutcome {
  PERMIT,
  PARTIAL,
  DENY
}
