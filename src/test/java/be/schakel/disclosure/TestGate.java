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
    var records = TestRecords.on(db, keys);
    gate.log = new DisclosureLog();
    gate.log.ledger = TestLedger.on(db);
    gate.log.names = TestNames.with(keys);
    gate.teams = new Teams();
    gate.teams.db = db;
    gate.teams.records = records;
    gate.scales = new Scales();
    gate.scales.records = records;
    gate.scales.teams = gate.teams;
    gate.scales.supervision = TestSupervision.on(db, registries);
    gate.scales.policies = policies;
    gate.policies = policies;
    gate.clock = clock;
    gate.business = clock;
    return gate;
  }

  /** What searches may find, weighed as the gate does. */
  public static Findings findings(DisclosureGate gate) {
    var findings = new Findings();
    findings.scales = gate.scales;
    findings.policies = gate.policies;
    findings.clock = gate.business;
    return findings;
  }

  public static Externals externals(DisclosureGate gate, Jdbi db) {
    var externals = new Externals();
    externals.disclosures = new Disclosures();
    externals.disclosures.db = db;
    externals.gate = gate;
    externals.policies = gate.policies;
    return externals;
  }

  public static Recipients recipients(Jdbi db) {
    var recipients = new Recipients();
    recipients.db = db;
    return recipients;
  }

  public static Foresight foresight(Jdbi db, Keys keys, Policies policies) {
    var foresight = new Foresight();
    foresight.records = TestRecords.on(db, keys);
    foresight.policies = policies;
    return foresight;
  }
}
