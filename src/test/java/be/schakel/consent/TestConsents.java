package be.schakel.consent;

import org.jdbi.v3.core.Jdbi;

/** Consents on a database of the test. */
public final class TestConsents {

  private TestConsents() {}

  public static Consents on(Jdbi db) {
    var consents = new Consents();
    consents.db = db;
    return consents;
  }
}
