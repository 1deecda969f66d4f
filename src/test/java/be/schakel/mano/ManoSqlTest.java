package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.ManoState;
import java.time.OffsetDateTime;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import testkit.TestDatabase;

/** What the database itself refuses, whoever asks it. */
class ManoSqlTest {

  private static final OffsetDateTime AT = OffsetDateTime.parse("2026-01-05T10:00:00+01:00");
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};

  private final Jdbi owner = TestDatabase.asOwner();
  private final Jdbi app = TestDatabase.asApplication();
  private final UUID referral = UUID.randomUUID();
  private final UUID child = UUID.randomUUID();

  @BeforeEach
  void receiveARequest() {
    submit("MANO");
  }

  private void submit(String type) {
    owner.useHandle(
        handle -> {
          handle.execute(
              "insert into referral (id, reference, partner, type, urgency, received_at, digest, content, warnings,"
                  + " status, status_since, status_seq, vk, updated_at)"
                  + " values (?, ?, 'clb', ?, 'ROUTINE', ?, '', '', '[]', 'RECEIVED', ?, 0, 'vk-a', ?)",
              referral,
              referral.toString(),
              type,
              AT,
              AT,
              AT);
          handle.execute(
              "insert into child (id, referral, position, key, pseudonym, secret_address, problem, contexts, content)"
                  + " values (?, ?, 0, 'c1', 'p', false, 'PHYSICAL', '{}', '')",
              child,
              referral);
        });
  }

  @Test
  void databaseKnowsTheSameStepsAsTheStateMachine() {
    var steps = new TreeMap<String, String>();
    app.useHandle(
        handle ->
            handle
                .createQuery("select from_state || ' ' || state as step, kind from mano_move")
                .map((row, context) -> steps.put(row.getString("step"), row.getString("kind")))
                .list());
    assertEquals(MovesTest.table(), steps);
  }

  @Test
  void everyChildOfARequestStandsSubmittedFromTheStartAndOfAnotherReportNowhere() {
    assertEquals("SUBMITTED", state());
    var regular = new ManoSqlTest();
    regular.submit("REGULAR");
    var stands =
        app.withHandle(
            handle ->
                handle
                    .select("select state from mano_child where child = ?", regular.child)
                    .mapTo(String.class)
                    .findOne());
    assertTrue(stands.isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
    "SUBMITTED, INVESTIGATING, MOVE",
    "SUBMITTED, ADMISSIBLE, ACUTE",
    "ADMISSIBLE, INVESTIGATING, MOVE",
    "SUBMITTED, SUBMITTED, MODE"
  })
  void stepThatIsNoneOrFromElsewhereIsRefused(String from, String to, String kind) {
    term();
    refused(() -> step(1, from, to, kind));
    assertEquals("SUBMITTED", state());
  }

  @Test
  void twoWhoMoveAtOnceMeetAtTheNumberOfTheStep() {
    step(1, "SUBMITTED", "DIED", "MOVE");
    refused(() -> step(1, "SUBMITTED", "BECAME_ADULT", "MOVE"));
    refused(() -> step(3, "DIED", "SUBMITTED", "REOPENING"));
    assertEquals("DIED", state());
  }

  @Test
  void nothingIsInvestigatedWithoutATerm() {
    refused(() -> step(1, "SUBMITTED", "ADMISSIBLE", "MOVE"));
    term();
    step(1, "SUBMITTED", "ADMISSIBLE", "MOVE");
    assertEquals("ADMISSIBLE", state());
  }

  @Test
  void noOutcomeAboutAChildThatNobodyHeardOrToldItsRights() {
    investigating();
    refused(() -> outcome(3));
    said("VIEW", true, null);
    refused(() -> outcome(3));
    refused(() -> said("RIGHTS", false, null));
    said("RIGHTS", false, "TOO_YOUNG");
    outcome(3);
    assertEquals("NO_SOCIETAL_NECESSITY", state());
    assertEquals("NO_SOCIETAL_NECESSITY", outcomeOfTheChild());
  }

  @Test
  void caseManagementHasAModeAndNothingElseHas() {
    investigating();
    said("VIEW", true, null);
    said("RIGHTS", true, null);
    refused(() -> step(3, "INVESTIGATING", "CASE_MANAGEMENT", "MOVE"));
    refused(() -> step(3, "INVESTIGATING", "NO_SOCIETAL_NECESSITY", "MOVE", "mode", "OBSERVING"));
    refused(() -> step(3, "INVESTIGATING", "CASE_MANAGEMENT", "MOVE", "mode", "WATCHING"));
    step(3, "INVESTIGATING", "CASE_MANAGEMENT", "MOVE", "mode", "OBSERVING");
    assertEquals("CASE_MANAGEMENT", state());
  }

  @Test
  void whatIsNotAdmissibleHasAReasonAndATransferAnAddress() {
    refused(() -> step(1, "SUBMITTED", "NOT_ADMISSIBLE", "MOVE"));
    refused(() -> step(1, "SUBMITTED", "TRANSFERRED", "MOVE"));
    step(1, "SUBMITTED", "TRANSFERRED", "MOVE", "transfer_to", "vk-b");
    refused(() -> step(2, "TRANSFERRED", "INVESTIGATING", "RECEPTION"));
    step(2, "TRANSFERRED", "SUBMITTED", "RECEPTION");
    assertEquals("SUBMITTED", state());
  }

  @Test
  void correctionTakesTwoPersonsWhoAreTwo() {
    investigating();
    said("VIEW", true, null);
    said("RIGHTS", true, null);
    outcome(3);
    refused(
        () ->
            step(4, "NO_SOCIETAL_NECESSITY", "CASE_MANAGEMENT", "CORRECTION", "mode", "OBSERVING"));
    refused(
        () ->
            step(
                4,
                "NO_SOCIETAL_NECESSITY",
                "CASE_MANAGEMENT",
                "CORRECTION",
                "mode",
                "OBSERVING",
                "second_person",
                ONE));
    step(
        4,
        "NO_SOCIETAL_NECESSITY",
        "CASE_MANAGEMENT",
        "CORRECTION",
        "mode",
        "OBSERVING",
        "second_person",
        TWO);
    assertEquals("CASE_MANAGEMENT", outcomeOfTheChild());
    assertEquals(
        "NO_SOCIETAL_NECESSITY", one("select former_outcome from mano_child where child = ?"));
  }

  @Test
  void parketGetsASignedReportOfTwoOrOneInAcuteDanger() {
    var report = UUID.randomUUID();
    refused(() -> step(1, "SUBMITTED", "REPORTED_TO_PARKET", "ACUTE"));
    refused(() -> step(1, "SUBMITTED", "REPORTED_TO_PARKET", "ACUTE", "report", report));
    step(1, "SUBMITTED", "REPORTED_TO_PARKET", "ACUTE", "report", report, "second_until", AT);
    refused(() -> second(ONE));
    second(TWO);
    refused(() -> second(TWO));
    assertEquals("REPORTED_TO_PARKET", outcomeOfTheChild());
  }

  @Test
  void beginningAgainLeavesNoOutcomeAndKeepsTheFormerOne() {
    investigating();
    said("VIEW", true, null);
    said("RIGHTS", true, null);
    outcome(3);
    step(4, "NO_SOCIETAL_NECESSITY", "INVESTIGATING", "REOPENING");
    assertEquals("INVESTIGATION_PENDING", outcomeOfTheChild());
    assertEquals(
        "NO_SOCIETAL_NECESSITY", one("select former_outcome from mano_child where child = ?"));
  }

  @Test
  void reportTakenBackWithdrawsWhatHasNoOutcomeYet() {
    owner.useHandle(
        handle ->
            handle.execute(
                "insert into referral_status (referral, seq, status, since, vk, by_partner, by_role)"
                    + " values (?, 1, 'RETRACTED', ?, 'vk-a', 'clb', 'social-worker')",
                referral,
                AT));
    assertEquals("WITHDRAWN", state());
  }

  @Test
  void nobodyChangesOrRemovesAStep() {
    step(1, "SUBMITTED", "DIED", "MOVE");
    for (var sql :
        new String[] {
          "update mano_step set state = 'SUBMITTED'",
          "delete from mano_step",
          "update mano_child set state = 'SUBMITTED'",
          "insert into mano_child (child, referral, state, since, seq) values (gen_random_uuid(), gen_random_uuid(), 'DIED', now(), 0)",
          "insert into mano_move values ('DIED', 'CLOSED', 'MOVE')",
          "update mano_term set due = due + 30"
        }) {
      refused(() -> app.useHandle(handle -> handle.execute(sql)));
    }
  }

  @Test
  void warningIsToldOnce() {
    term();
    owner.useHandle(
        handle ->
            handle.execute("insert into mano_warning_due values (?, 1, 50, ?)", referral, AT));
    var told = "insert into mano_warning_told values (?, 1, 50, now())";
    app.useHandle(handle -> handle.execute(told, referral));
    refused(() -> app.useHandle(handle -> handle.execute(told, referral)));
  }

  private void investigating() {
    term();
    step(1, "SUBMITTED", "ADMISSIBLE", "MOVE");
    step(2, "ADMISSIBLE", "INVESTIGATING", "MOVE");
    assertEquals("INVESTIGATION_PENDING", outcomeOfTheChild());
  }

  private void outcome(int seq) {
    step(seq, "INVESTIGATING", "NO_SOCIETAL_NECESSITY", "MOVE");
  }

  private void term() {
    app.useHandle(
        handle ->
            handle.execute(
                "insert into mano_term values (?, 1, '2026-01-05', '2026-04-07', 65, '2026-4', ?)",
                referral,
                AT));
  }

  private void said(String about, boolean done, String reason) {
    app.useHandle(
        handle ->
            handle.execute(
                "insert into mano_said (id, child, about, done, reason, by_partner, by_role, recorded_at)"
                    + " values (?, ?, ?, ?, ?, 'vk-a', 'social-worker', ?)",
                UUID.randomUUID(),
                child,
                about,
                done,
                reason,
                AT));
  }

  private void second(byte[] person) {
    app.useHandle(
        handle ->
            handle.execute(
                "insert into mano_second values (?, 1, ?, 'NUMBER_OF_11', 'vk-a', 'social-worker', ?)",
                child,
                person,
                AT));
  }

  /** Columns besides, by name and value. */
  private void step(int seq, String from, String state, String kind, Object... besides) {
    var columns = new StringBuilder();
    var values = new StringBuilder();
    for (int i = 0; i < besides.length; i += 2) {
      columns.append(", ").append(besides[i]);
      values.append(", :v").append(i);
    }
    if (state.equals("NOT_ADMISSIBLE") && besides.length > 0) {
      throw new IllegalArgumentException("say the reason as another column");
    }
    app.useHandle(
        handle -> {
          var insert =
              handle
                  .createUpdate(
                      "insert into mano_step (id, child, seq, referral, from_state, state, kind, since, by_partner,"
                          + " by_role, by_person, by_proof"
                          + columns
                          + ") values (:id, :child, :seq, :referral, :from, :state, :kind, :at, 'vk-a',"
                          + " 'social-worker', :person, 'NUMBER_OF_11'"
                          + values
                          + ")")
                  .bind("id", UUID.randomUUID())
                  .bind("child", child)
                  .bind("seq", seq)
                  .bind("referral", referral)
                  .bind("from", from)
                  .bind("state", ManoState.valueOf(state).name())
                  .bind("kind", kind)
                  .bind("at", AT)
                  .bind("person", ONE);
          for (int i = 0; i < besides.length; i += 2) {
            insert.bind("v" + i, besides[i + 1]);
          }
          insert.execute();
        });
  }

  private static void refused(org.junit.jupiter.api.function.Executable change) {
    assertTrue(assertThrows(JdbiException.class, change).getCause() != null);
  }

  private String state() {
    return one("select state from mano_child where child = ?");
  }

  private String outcomeOfTheChild() {
    return one("select mano_outcome from child where id = ?");
  }

  private String one(String sql) {
    return app.withHandle(handle -> handle.select(sql, child).mapTo(String.class).one());
  }
}
