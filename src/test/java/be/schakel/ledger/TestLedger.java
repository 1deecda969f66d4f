package be.schakel.ledger;

import org.jdbi.v3.core.Jdbi;

/** A log on a database of the test. */
public final class TestLedger {

  private TestLedger() {}

  public static Ledger on(Jdbi db) {
    var ledger = new Ledger();
    ledger.db = db;
    return ledger;
  }
}
