package be.schakel.policy;

/** What the asker does: it decides which purposes fit (disclosure policy 5.5, step 2). */
public enum Action {
  /** It brings data (submit, develop, retract, upload) and gets a receipt. */
  SUBMIT,
  /** It gets data: a read, a search, the answer to a status move, the log. */
  READ
}
