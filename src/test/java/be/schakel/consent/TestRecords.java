package be.schakel.consent;

import be.schakel.journal.Restored;
import be.schakel.vault.Keys;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** Records on a database of the test. */
public final class TestRecords {

  private TestRecords() {}

  public static Records on(Jdbi db, Keys keys) {
    var records = new Records();
    records.db = db;
    records.keys = keys;
    records.restored = new Restored(db, Clock.systemUTC());
    return records;
  }
}
