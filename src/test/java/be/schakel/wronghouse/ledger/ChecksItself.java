package be.schakel.wronghouse.ledger;

import be.schakel.wronghouse.verify.ChecksByTheLog;

/** Leaves its own checking to who should check it. */
public final class ChecksItself {
  ChecksByTheLog verifier;
}
