package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.consent.TestRecords;
import be.schakel.ledger.TestLedger;
import be.schakel.partner.Registries;
import be.schakel.vault.Keys;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The gate on a database of the test. */
public final class TestGate {

  private TestGate() {}

  public static DisclosureGate on(
      Jdbi db, Keys keys, Policies policies, Registries registries, Clock clock) {
    var gate = new DisclosureGate();
    gate.records = TestRecords.on(db, keys);
    gate.log = new DisclosureLog();
    gate.log.ledger = TestLedger.on(db);
    gate.teams = new Teams();
    gate.teams.db = db;
    gate.teams.records = gate.records;
    gate.supervision = TestSupervision.on(db, registries);
    gate.policies = policies;
    gate.clock = clock;
    return gate;
  }

  public static Foresight foresight(Jdbi db, Keys keys, Policies policies) {
    var foresight = new Foresight();
    foresight.records = TestRecords.on(db, keys);
    foresight.policies = policies;
    return foresight;
  }
}
