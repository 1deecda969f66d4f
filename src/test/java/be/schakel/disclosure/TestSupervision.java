package be.schakel.disclosure;

import be.schakel.partner.Registries;
import org.jdbi.v3.core.Jdbi;

/** Supervision on a database of the test. */
public final class TestSupervision {

  private TestSupervision() {}

  public static Supervision on(Jdbi db, Registries registries) {
    var supervision = new Supervision();
    supervision.registries = registries;
    supervision.engagements = new Engagements();
    supervision.engagements.db = db;
    supervision.names = TestNames.shared();
    return supervision;
  }
}
