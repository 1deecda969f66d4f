package be.schakel.policy;

/** A word of the matrix (disclosure policy 5.7); a cell is one, or several of which any will do. */
enum Letter {
  /** Allow. */
  A,
  /** What the partner itself sent, or was addressed to it. */
  O,
  /** With consent. */
  C,
  /** Shared secrecy, or consent. */
  G1,
  /** Within a conference. */
  G4,
  /** After the report to the parket: the signed report and what it contains. */
  R,
  /** With the consent of the child and of its parents or carers (art. 75). */
  J,
  /** On written request, basic data. */
  W,
  /** Basic data. */
  B,
  /** Metadata only. */
  T,
  /** Subject access, delivered by the centre. */
  S,
  /** Never, or only redacted. */
  N,
  /** Deny. */
  X
}
