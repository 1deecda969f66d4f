package be.schakel.consent;

import be.schakel.vault.Keys;
import org.jdbi.v3.core.Jdbi;

/** Records on a database of the test. */
public final class TestRecords {

  private TestRecords() {}

  public static Records on(Jdbi db, Keys keys) {
    var records = new Records();
    records.db = db;
    records.keys = keys;
    return records;
  }
}
