package be.schakel.disclosure;

import be.schakel.consent.TestConsents;
import be.schakel.ledger.TestLedger;
import be.schakel.policy.Policy;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The gate on a database of the test. */
public final class TestGate {

  private TestGate() {}

  public static DisclosureGate on(Jdbi db, Policy policy, Clock clock) {
    var gate = new DisclosureGate();
    gate.consents = TestConsents.on(db);
    gate.log = new DisclosureLog();
    gate.log.ledger = TestLedger.on(db);
    gate.policy = policy;
    gate.clock = clock;
    return gate;
  }
}
