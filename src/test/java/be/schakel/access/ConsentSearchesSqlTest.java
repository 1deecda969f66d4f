package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.consent.Policies;
import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.partner.Caller;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.policy.PolicyText;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** By the number of a child nobody finds a consent who may not find the child by it. */
class ConsentSearchesSqlTest {

  private static final String KNOWN = "15031500107";
  private static final String UNKNOWN = "16070299902";

  @TempDir Path directory;

  private final List<String> statements = new ArrayList<>();
  private final ConsentSearches searches = new ConsentSearches();
  private TestCaseFiles reports;

  @BeforeEach
  void open() throws Exception {
    on(TestPolicies.shipped());
  }

  private void on(Policies policies) throws Exception {
    reports = TestCaseFiles.at(directory, "2026-11-21T10:00:00Z", policies);
    searches.files = reports.files();
    searches.records = TestRecords.on(reports.db(), reports.keys());
    searches.rows = new ConsentRows();
    searches.rows.db = reports.db();
    searches.gate = reports.gate();
    searches.policies = policies;
    searches.clock = reports.clock();
    reports
        .db()
        .setSqlLogger(
            new SqlLogger() {
              @Override
              public void logBeforeExecution(StatementContext context) {
                statements.add(context.getRenderedSql());
              }
            });
  }

  @AfterEach
  void forget() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate referral cascade"));
  }

  private int found(Caller caller, String number) {
    statements.clear();
    return reports
        .commit(() -> searches.aboutNumber(caller, number, (status, grantee) -> true))
        .views()
        .size();
  }

  private int byId(Caller caller, UUID report) {
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);
    var child =
        reports
            .files()
            .find(centre, report, reports.clock().instant())
            .flatMap(file -> file.child("c1"))
            .orElseThrow();
    return reports
        .commit(() -> searches.about(caller, child, (status, grantee) -> true))
        .views()
        .size();
  }

  @Test
  void centreAndSubmitterFindThemInEveryReportOfTheirs() {
    reports.consented("uz", KNOWN);
    reports.consented("uz", KNOWN);
    var centre = reports.caller("vk-antwerpen", Purpose.CASE_MANAGEMENT);

    assertEquals(2, found(centre, KNOWN));
    assertEquals(2, found(reports.caller("uz", Purpose.FOLLOW_UP_OWN), "15.03.15-001.07"));
    assertEquals(0, found(centre, UNKNOWN));
  }

  @Test
  void unrelatedPartnerGetsTheSameByTheSameStatements() {
    reports.consented("uz", KNOWN);
    var caller = reports.caller("clb", Purpose.FOLLOW_UP_OWN);

    assertEquals(0, found(caller, KNOWN));
    var forKnown = List.copyOf(statements);
    assertEquals(0, found(caller, UNKNOWN));

    assertFalse(forKnown.isEmpty());
    assertEquals(forKnown, statements);
  }

  /** As the matrix has it for a helpline: its consents, and never who the child is. */
  @Test
  void whoMayNotSeeTheNumberFindsNothingByIt() throws Exception {
    var text = PolicyText.shipped();
    var closed = text.matrix().replace("HOSPITAL,CHILD_ID,O\n", "HOSPITAL,CHILD_ID,X\n");
    on(TestPolicies.always(new Policy(PolicyData.of(text.withMatrix(closed)))));
    var report = reports.consented("uz", KNOWN);
    var hospital = reports.caller("uz", Purpose.FOLLOW_UP_OWN);

    assertEquals(1, byId(hospital, report));
    assertEquals(0, found(hospital, KNOWN));
  }
}
