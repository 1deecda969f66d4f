package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.outbox.TestOutbox;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.WorkingDays;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.TestDatabase;

class DueSqlTest {

  private static final Policy POLICY = new Policy(PolicyData.shipped());
  private static final LocalDate MONDAY = LocalDate.parse("2026-01-05");

  private final Jdbi owner = TestDatabase.asOwner();
  private final Jdbi app = TestDatabase.asApplication();
  private final DueRows due = new DueRows();
  private final ManoRows rows = new ManoRows();

  /** Of this test alone. */
  private final String vk = "vk-" + UUID.randomUUID();

  private final String parket = "parket-" + UUID.randomUUID();

  @BeforeEach
  void asTheGatewayHasIt() {
    due.db = app;
    rows.db = app;
  }

  @Test
  void whatIsDueComesInTheOrderOfItsDaysPageByPage() {
    var later = received(MONDAY.plusDays(7), parket, false);
    var first = received(MONDAY, parket, false);
    var running = received(MONDAY, "clb", false);
    investigating(running, MONDAY);

    assertEquals(
        List.of(first, later, running),
        ids(due.due(asked(vk, PartnerKind.VK, 9), DueCursor.START)));
    assertEquals(
        List.of(first, later), ids(due.due(asked(parket, PartnerKind.PARKET, 9), DueCursor.START)));
    // One more than asked tells that there is a next page
    var page = due.due(asked(vk, PartnerKind.VK, 1), DueCursor.START);
    assertEquals(List.of(first, later), ids(page));
    var cursor = new DueCursor(page.get(0).due().orElseThrow(), first);
    assertEquals(cursor, DueCursor.parse(cursor.toString()));
    assertEquals(List.of(later, running), ids(due.due(asked(vk, PartnerKind.VK, 9), cursor)));
    assertEquals(
        Optional.of(LocalDate.parse("2026-04-07")),
        due.due(asked(vk, PartnerKind.VK, 9), cursor).get(1).due());
  }

  @Test
  void whatHasAnOutcomeOrIsTakenBackIsNotDue() {
    var ended = received(MONDAY, parket, false);
    step(ended, 1, "SUBMITTED", "DIED", "MOVE");
    var retracted = received(MONDAY, parket, false);
    owner.useHandle(
        handle ->
            handle.execute("update referral set status = 'RETRACTED' where id = ?", retracted));
    assertEquals(List.of(), due.due(asked(vk, PartnerKind.VK, 9), DueCursor.START));
    assertEquals(List.of(), due.due(asked(parket, PartnerKind.PARKET, 9), DueCursor.START));
  }

  @Test
  void changedSinceFindsWhatStandsElsewhereSinceThen() {
    var moved = received(MONDAY, parket, false);
    received(MONDAY, parket, false);
    investigating(moved, MONDAY);
    var since = at(MONDAY).plus(Duration.ofHours(1));
    var asked = new DueRows.Asked(parket, PartnerKind.PARKET, Optional.of(since), 9);
    assertEquals(List.of(moved), ids(due.due(asked, DueCursor.START)));
  }

  /** H8: that the family moved is found by nobody but the centre. */
  @Test
  void searchFindsByWhatIsShownAndNotByWhatIsHidden() {
    var secret = received(MONDAY, parket, true);
    var open = received(MONDAY, parket, false);
    for (var one : List.of(secret, open)) {
      step(one, 1, "SUBMITTED", "MOVED_OUT_OF_AREA", "MOVE");
    }
    assertEquals(List.of(open), found(parket, PartnerKind.PARKET, ManoState.MOVED_OUT_OF_AREA));
    assertEquals(List.of(secret), found(parket, PartnerKind.PARKET, ManoState.SUBMITTED));
    assertEquals(2, found(vk, PartnerKind.VK, ManoState.MOVED_OUT_OF_AREA).size());
    assertEquals(List.of(), found("parket-other", PartnerKind.PARKET, ManoState.SUBMITTED));
  }

  @Test
  void judicialFileIsFoundByItsHashAlone() {
    var found = received(MONDAY, parket, false);
    received(MONDAY, parket, false);
    var hash = UUID.randomUUID().toString().getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    owner.useHandle(
        handle ->
            handle.execute("update referral set judicial_file = ? where id = ?", hash, found));
    var asked = asked(parket, PartnerKind.PARKET, 9);
    assertEquals(
        List.of(found), ids(due.found(asked, Optional.of(hash), List.of(), Optional.empty())));
    assertEquals(2, due.found(asked, Optional.empty(), List.of(), Optional.empty()).size());
  }

  @Test
  void eachPartOfATermIsToldOnceWhenItIsOverAndNotBefore() {
    var running = received(MONDAY, parket, false);
    investigating(running, MONDAY);
    var term = Terms.of(POLICY, MONDAY, 1);
    var half = Terms.over(50, term);
    assertEquals(List.of(), over(running, half.minusMillis(1)));
    assertEquals(List.of(50), over(running, half));

    var warning = only(running, half);
    assertTrue(due.tells(warning, half));
    assertFalse(due.tells(warning, half), "another node is too late");
    assertEquals(List.of(), over(running, half));
    // A node that was away tells all that it missed
    assertEquals(List.of(80, 100), over(running, Terms.over(100, term)));
  }

  @Test
  void dutyListOfTheCentreIsToldEachWarningOnceAndAnOverrunAsSuch() {
    var deadlines = new Deadlines();
    deadlines.dueRows = due;
    deadlines.outbox = TestOutbox.on(app);
    var running = received(MONDAY, parket, false);
    investigating(running, MONDAY);
    var term = Terms.of(POLICY, MONDAY, 1);

    deadlines.warn(Terms.over(50, term));
    deadlines.warn(Terms.over(50, term));
    assertEquals(List.of("DUTY:" + vk + " 50 31 false"), told(running));
    deadlines.warn(Terms.over(100, term));
    assertEquals(
        List.of(
            "DUTY:" + vk + " 50 31 false",
            "DUTY:" + vk + " 80 -1 false",
            "DUTY:" + vk + " 100 -1 true"),
        told(running));
  }

  private List<String> told(UUID referral) {
    return app.withHandle(
        handle ->
            handle
                .select(
                    "select concat_ws(' ', recipient, payload ->> 'percent', payload ->> 'daysLeft', payload ->> 'overrun')"
                        + " from outbox_event where referral = ? and kind = 'MANO_DEADLINE'"
                        + " order by (payload ->> 'percent')::int",
                    referral)
                .mapTo(String.class)
                .list());
  }

  @Test
  void nobodyIsWarnedAboutWhatHasAnOutcomeOrANewerTerm() {
    var again = received(MONDAY, parket, false);
    investigating(again, MONDAY);
    var end = Terms.over(100, Terms.of(POLICY, MONDAY, 1));
    assertEquals(List.of(50, 80, 100), over(again, end));
    rows.add(again, Terms.of(POLICY, MONDAY.plusDays(80), 2), List.of(50), at(MONDAY));
    assertEquals(List.of(), over(again, end));

    var ended = received(MONDAY, parket, false);
    investigating(ended, MONDAY);
    step(ended, 3, "INVESTIGATING", "DIED", "MOVE");
    assertEquals(List.of(), over(ended, end));
  }

  @Test
  void secondPersonThatIsAwaitedIsDueToTheCentreAloneAndLateToldOnce() {
    var acute = received(MONDAY, parket, false);
    var until = WorkingDays.endOf(1, at(MONDAY));
    reportedByOne(acute, until);
    var centre = due.due(asked(vk, PartnerKind.VK, 9), DueCursor.START);
    assertEquals(List.of(acute), ids(centre));
    assertEquals(Optional.of(MONDAY.plusDays(1)), centre.get(0).due());
    assertEquals(
        Optional.of(MONDAY.plusDays(1)), rows.find(acute).orElseThrow().secondDue(), "as it shows");
    assertEquals(List.of(), due.due(asked(parket, PartnerKind.PARKET, 9), DueCursor.START));

    var deadlines = new Deadlines();
    deadlines.dueRows = due;
    deadlines.outbox = TestOutbox.on(app);
    deadlines.warn(until.minusMillis(1));
    assertEquals(List.of(), told(acute));
    deadlines.warn(until);
    deadlines.warn(until);
    assertEquals(List.of("DUTY:" + vk + " -1 true"), told(acute));

    owner.useHandle(
        handle ->
            handle.execute(
                "insert into mano_second (child, seq, by_person, by_proof, by_partner, by_role, recorded_at)"
                    + " values (?, 1, '\\x01', 'NUMBER_OF_11', 'vk-a', 'criminologist', now())",
                acute));
    assertEquals(List.of(), due.due(asked(vk, PartnerKind.VK, 9), DueCursor.START));
  }

  private void reportedByOne(UUID id, Instant until) {
    var report = UUID.randomUUID();
    owner.useHandle(
        handle -> {
          handle.execute("set session_replication_role = replica");
          handle.execute(
              "insert into parket_report (id, referral, children, contains, document, sha256, seal, acute, family_told,"
                  + " by_partner, by_role, by_person, by_proof, recorded_at)"
                  + " values (?, ?, array[?], '{}', ?, '', '', true, true, 'vk-a', 'criminologist', '', 'NUMBER_OF_11', now())",
              report,
              id,
              id,
              UUID.randomUUID());
          handle.execute("set session_replication_role = origin");
          handle.execute(
              "insert into mano_step (id, child, seq, referral, from_state, state, kind, since, by_partner, by_role, by_person,"
                  + " by_proof, second_until, report)"
                  + " values (?, ?, 1, ?, 'SUBMITTED', 'REPORTED_TO_PARKET', 'ACUTE', ?, 'vk-a', 'criminologist', '',"
                  + " 'NUMBER_OF_11', ?, ?)",
              UUID.randomUUID(),
              id,
              id,
              at(MONDAY).atOffset(ZoneOffset.UTC),
              until.atOffset(ZoneOffset.UTC),
              report);
        });
  }

  private List<Integer> over(UUID referral, Instant now) {
    return due.over(now, 100_000).stream()
        .filter(over -> over.referral().equals(referral))
        .map(DueRows.Over::percent)
        .toList();
  }

  private DueRows.Over only(UUID referral, Instant now) {
    return due.over(now, 100_000).stream()
        .filter(over -> over.referral().equals(referral))
        .findFirst()
        .orElseThrow();
  }

  private List<UUID> found(String partner, PartnerKind kind, ManoState state) {
    return ids(
        due.found(asked(partner, kind, 9), Optional.empty(), List.of(state), Optional.empty()));
  }

  private static DueRows.Asked asked(String partner, PartnerKind kind, int limit) {
    return new DueRows.Asked(partner, kind, Optional.empty(), limit);
  }

  private static List<UUID> ids(List<DueRows.Place> places) {
    return places.stream().map(DueRows.Place::referral).toList();
  }

  private UUID received(LocalDate day, String partner, boolean secret) {
    var id = be.schakel.vocabulary.Uuid7.at(at(day));
    var time = OffsetDateTime.ofInstant(at(day), ZoneOffset.UTC);
    owner.useHandle(
        handle -> {
          handle.execute(
              "insert into referral (id, reference, partner, type, urgency, received_at, admissibility_due, digest, content,"
                  + " warnings, status, status_since, status_seq, vk, updated_at)"
                  + " values (?, ?, ?, 'MANO', 'ROUTINE', ?, ?, '', '', '[]', 'RECEIVED', ?, 0, ?, ?)",
              id,
              id.toString(),
              partner,
              time,
              WorkingDays.after(5, day),
              time,
              vk,
              time);
          handle.execute(
              "insert into child (id, referral, position, key, pseudonym, secret_address, problem, contexts, content)"
                  + " values (?, ?, 0, 'c1', 'p', ?, 'PHYSICAL', '{}', '')",
              id,
              id,
              secret);
        });
    return id;
  }

  private void investigating(UUID id, LocalDate dayZero) {
    rows.add(id, Terms.of(POLICY, dayZero, 1), POLICY.manoTerms().warnings(), at(dayZero));
    step(id, 1, "SUBMITTED", "ADMISSIBLE", "MOVE");
    step(id, 2, "ADMISSIBLE", "INVESTIGATING", "MOVE");
  }

  private void step(UUID id, int seq, String from, String state, String kind) {
    app.useHandle(
        handle ->
            handle.execute(
                "insert into mano_step (id, child, seq, referral, from_state, state, kind, since, by_partner, by_role, by_person, by_proof)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?, 'vk-a', 'criminologist', '', 'NUMBER_OF_11')",
                UUID.randomUUID(),
                id,
                seq,
                id,
                from,
                state,
                kind,
                OffsetDateTime.ofInstant(at(MONDAY).plus(Duration.ofDays(1)), ZoneOffset.UTC)));
  }

  private static Instant at(LocalDate day) {
    return WorkingDays.startOf(day).plus(Duration.ofHours(10));
  }
}
