package be.schakel.vocabulary;

/** What an entry of the disclosure log records (code list 2.12). */
public enum LogAction {
  SUBMIT,
  READ,
  SEARCH,
  UPDATE,
  DOCUMENT_READ,
  TOKEN,
  CERTIFICATE,
  CONSENT,
  BREAK_GLASS,
  LOOK_UP,
  EVENT_PULL,
  EXTERNAL,
  AUDIT_READ
}
