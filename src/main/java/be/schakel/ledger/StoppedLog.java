package be.schakel.ledger;

/** Why nothing more is signed until an operator has acted. */
final class StoppedLog extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was found. */
  enum Reason {
    /** The database is behind what was published: it was restored from a backup. */
    REWOUND,
    /** The database holds another tree than the one that was published. */
    FORKED,
    /** The stored tree does not have the root that was signed. */
    DAMAGED
  }

  private final Reason reason;

  /**
   * @param detail sizes and places, nothing of an entry
   */
  StoppedLog(Reason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
