package be.schakel.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.consent.Records;
import be.schakel.consent.TestPolicies;
import be.schakel.consent.TestRecords;
import be.schakel.disclosure.Released;
import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.referral.TestCaseFiles;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LookUpContext;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.Uuid7;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A look-up does the same work, whatever is on record. */
class LookUpsSqlTest {

  private static final String KNOWN = "16070199980";
  private static final String UNKNOWN = "16070299902";

  @TempDir Path directory;

  private final List<String> statements = new ArrayList<>();
  private final LookUps lookUps = new LookUps();
  private TestCaseFiles reports;

  @BeforeEach
  void open() throws Exception {
    reports = TestCaseFiles.at(directory, "2026-11-21T10:00:00Z");
    lookUps.rows = new LookUpRows();
    lookUps.rows.db = reports.db();
    lookUps.files = reports.files();
    lookUps.registries = reports.registries();
    lookUps.outbox = TestOutbox.on(reports.db());
    lookUps.gate = reports.gate();
    lookUps.policies = TestPolicies.shipped();
    lookUps.keys = reports.keys();
    lookUps.clock = reports.clock();
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

  private LookUpView ask(Caller caller, String insz) {
    statements.clear();
    var given =
        new NewLookUp(
            Optional.of(insz),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.of("2000"),
            LookUpContext.ACUTE,
            Optional.of("+32 3 000 00 00"));
    var outcome = reports.commit(() -> lookUps.ask(caller, given));
    return ((Released<LookUpView>) outcome).view();
  }

  @Test
  void knownAndUnknownTakeTheSameStatementsAndGiveTheSameAnswer() {
    reports.submitted("uz", KNOWN);
    var caller = reports.caller("az", Purpose.CONSULT);

    var known = ask(caller, KNOWN);
    var forKnown = List.copyOf(statements);
    var unknown = ask(caller, UNKNOWN);

    assertFalse(forKnown.isEmpty());
    assertEquals(forKnown, statements);
    assertEquals(unknown.contact(), known.contact());
    assertEquals(unknown.callBack(), known.callBack());
    assertEquals(unknown.at(), known.at());
    assertEquals(List.of(), known.earlier());
  }

  /** The look-up of somebody else, of which only who may know the child learns. */
  private void somebodyAsked() {
    ask(reports.caller("clb", Purpose.CONSULT), KNOWN);
  }

  /** What a consent names is stored with it; the matrix lets no consent open this to a hospital. */
  @Test
  void consentThatThePolicyDoesNotLetOpenWhoTheChildIsShowsNoEarlierOnes() {
    var report = reports.submitted("uz", KNOWN);
    reports
        .db()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into consent (id, referral, child, grantee, categories, purposes, valid_from, valid_to,"
                        + " usable_until, opens, child_and_carers, status, recorded_by, recorded_at, content)"
                        + " select gen_random_uuid(), c.referral, c.id, 'az', '{CHILD_ID}', '{CONSULT}', '2026-11-01',"
                        + " '2027-01-01', '2027-01-01', '{CHILD_ID}', true, 'ACTIVE', 'x', now(), 'x'"
                        + " from child c where c.referral = ?",
                    report));
    somebodyAsked();

    assertEquals(List.of(), ask(reports.caller("az", Purpose.CONSULT), KNOWN).earlier());
  }

  @Test
  void submitterThatDoesNotFollowUpItsOwnSeesNoEarlierOnes() {
    reports.submitted("uz", KNOWN);
    somebodyAsked();

    assertEquals(List.of(), ask(reports.caller("uz", Purpose.CONSULT), KNOWN).earlier());
    assertFalse(ask(reports.caller("uz", Purpose.FOLLOW_UP_OWN), KNOWN).earlier().isEmpty());
  }

  @Test
  void openWindowOfBreakGlassShowsEarlierOnesWhileItLasts() {
    var report = reports.submitted("uz", KNOWN);
    var caller = reports.caller("az", Purpose.EMERGENCY);
    somebodyAsked();
    var records = TestRecords.on(reports.db(), reports.keys());
    var now = reports.clock().instant();
    var origin = Uuid7.at(now);
    reports.commit(
        () -> {
          records.add(
              Uuid7.at(now),
              new Records.NewGround(
                  report,
                  Optional.empty(),
                  LegalGround.G9_VITAL,
                  "az",
                  Optional.of(records.professional(caller)),
                  Set.of(DataCategory.CHILD_ID),
                  false,
                  false,
                  false,
                  now,
                  now.plusSeconds(3600),
                  origin),
              caller,
              now);
          return null;
        });

    assertFalse(ask(caller, KNOWN).earlier().isEmpty());
    assertEquals(List.of(), ask(reports.caller("az", Purpose.CONSULT), KNOWN).earlier());
    reports.commit(
        () -> {
          records.end(origin, caller, now);
          return null;
        });
    assertEquals(List.of(), ask(caller, KNOWN).earlier());
  }

  @Test
  void submitterTakesTheSameStatementsAndLearnsMore() {
    reports.submitted("uz", KNOWN);
    ask(reports.caller("az", Purpose.CONSULT), KNOWN);
    var submitter = reports.caller("uz", Purpose.FOLLOW_UP_OWN);

    var known = ask(submitter, KNOWN);
    var forKnown = List.copyOf(statements);
    ask(submitter, UNKNOWN);

    assertEquals(forKnown, statements);
    assertTrue(known.earlier().size() >= 1);
  }
}
