package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Fact;
import be.schakel.consent.Policies;
import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.disclosure.Released;
import be.schakel.disclosure.TestGate;
import be.schakel.referral.NotToBeTold;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Whom the flag of alleged perpetrator takes the telling from, as the policy has it. */
class NotToBeToldSqlTest {

  private static final String NUMBER = "15031500107";

  @TempDir Path directory;

  private TestCaseFiles reports;
  private Policies policies;
  private UUID report;
  private UUID child;

  private void flagged(Policies terms) throws Exception {
    policies = terms;
    reports = TestCaseFiles.at(directory, "2026-11-21T10:00:00Z", terms);
    report = reports.consented("uz", NUMBER);
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    var now = reports.clock().instant();
    var file = reports.files().find(centre, report, now).orElseThrow();
    child = file.child("c1").orElseThrow();
    var fact = new Fact(child, 1, Fact.Kind.ALLEGED_PERPETRATOR, "true");
    var records = TestRecords.on(reports.db(), reports.keys());
    var id = Uuid7.at(now);
    reports.commit(
        () -> {
          var sealed = file.seal(child, id, "x");
          records.add(id, report, fact, Optional.empty(), centre, sealed, now);
          return id;
        });
  }

  @AfterEach
  void forget() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate referral cascade"));
  }

  private AudienceView audience() {
    var audience = new Audience();
    audience.files = reports.files();
    audience.records = TestRecords.on(reports.db(), reports.keys());
    audience.foresight = TestGate.foresight(reports.db(), reports.keys(), policies);
    audience.registries = reports.registries();
    audience.gate = reports.gate();
    audience.policies = policies;
    audience.clock = reports.clock();
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    return ((Released<AudienceView>)
            reports.commit(() -> audience.of(centre, report, Optional.of("az"))))
        .view();
  }

  private boolean parentIsToBeInformed() {
    var compliance = new Compliance();
    compliance.files = reports.files();
    compliance.records = TestRecords.on(reports.db(), reports.keys());
    compliance.grounds = new GroundRecords();
    compliance.grounds.db = reports.db();
    compliance.grounds.records = compliance.records;
    compliance.grounds.policies = policies;
    compliance.overdue = new OverdueRequests();
    compliance.overdue.db = reports.db();
    compliance.gate = reports.gate();
    compliance.policies = policies;
    compliance.clock = reports.clock();
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    var outcome = reports.commit(() -> compliance.of(centre, report));
    return ((Released<ComplianceView>) outcome)
        .view().findings().stream()
            .anyMatch(
                found -> found.code().equals(Optional.of(ComplianceView.Lack.PARENT_NOT_INFORMED)));
  }

  private List<String> addressees() {
    var lapsing = new Lapsing();
    lapsing.files = reports.files();
    lapsing.records = TestRecords.on(reports.db(), reports.keys());
    lapsing.rows = new ConsentRows();
    lapsing.rows.db = reports.db();
    lapsing.registries = reports.registries();
    lapsing.gate = reports.gate();
    lapsing.policies = policies;
    lapsing.clock = reports.clock();
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    var page = reports.commit(() -> lapsing.within(centre, "200d", 20, Optional.empty()));
    assertEquals(1, page.views().size());
    return page.views().get(0).letter().orElseThrow().to();
  }

  @Test
  void whereTheTermsTakeItNobodyIsAdvisedToTellTheFlaggedPerson() throws Exception {
    flagged(TestPolicies.whereTheFlagTakes("CHILD", "BE_TOLD"));

    assertEquals(
        List.of(new NotToBeTold(Optional.of(child), Optional.of("p1"))), audience().notToBeTold());
    assertFalse(parentIsToBeInformed());
    assertEquals(List.of("c1"), addressees());
  }

  @Test
  void atAnotherAgeTheSameTermsTakeNothing() throws Exception {
    flagged(TestPolicies.whereTheFlagTakes("YOUTH", "BE_TOLD"));

    assertEquals(List.of(), audience().notToBeTold());
    assertTrue(parentIsToBeInformed());
    assertEquals(List.of("c1", "p1"), addressees());
  }
}
