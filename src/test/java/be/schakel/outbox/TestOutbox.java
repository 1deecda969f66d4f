package be.schakel.outbox;

import org.jdbi.v3.core.Jdbi;

/** An outbox on a database of the test. */
public final class TestOutbox {

  private TestOutbox() {}

  public static Outbox on(Jdbi db) {
    var outbox = new Outbox();
    outbox.db = db;
    return outbox;
  }
}
