package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.TestOutbox;
import be.schakel.vocabulary.Uuid7;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.OwnDatabase;
import testkit.TestTransaction;

/** In which order events are told, whatever the order of their transactions. */
class LineSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Set<String> HOSPITAL = Set.of("uz");

  private OwnDatabase database;
  private Line line;
  private NoticeRows rows;

  @BeforeEach
  void empty() throws SQLException {
    database = OwnDatabase.create();
    rows = new NoticeRows();
    rows.db = database.asApplication();
    line = new Line();
  }

  private int placed() throws SQLException {
    try (var transaction = database.begin()) {
      line.db = transaction.jdbi();
      var placed = line.place(NOW);
      transaction.commit();
      return placed;
    }
  }

  private static UUID told(TestTransaction transaction, String partner, UUID referral) {
    return told(transaction.jdbi(), partner, referral);
  }

  private static UUID told(Jdbi db, String partner, UUID referral) {
    return TestOutbox.on(db).append(Event.of(EventKind.STATUS_CHANGED, partner, referral), NOW);
  }

  private UUID told(String partner) throws SQLException {
    try (var transaction = database.begin()) {
      var id = told(transaction, partner, Uuid7.at(NOW));
      transaction.commit();
      return id;
    }
  }

  private List<UUID> after(long place) {
    return rows.after(HOSPITAL, place, 100).stream().map(Notice::id).toList();
  }

  /** A reader that has seen the one may not pass over the other, which was begun before it. */
  @Test
  void whatCommitsLateIsReadLate() throws SQLException {
    UUID late;
    UUID early;
    try (var slow = database.begin()) {
      late = told(slow, "uz", Uuid7.at(NOW));
      early = told("uz");
      assertEquals(1, placed());
      assertEquals(List.of(early), after(0));
      slow.commit();
    }
    var seen = rows.place(HOSPITAL, early).orElseThrow();
    assertFalse(rows.isAnyAfter(HOSPITAL, seen));

    assertEquals(1, placed());

    assertEquals(List.of(late), after(seen));
    assertEquals(List.of(early, late), after(0));
  }

  @Test
  void whatWasRolledBackIsNeverTold() throws SQLException {
    try (var undone = database.begin()) {
      told(undone, "uz", Uuid7.at(NOW));
    }

    assertEquals(0, placed());
    assertEquals(List.of(), after(0));
  }

  /** Ids of one millisecond are in no order; appending is. */
  @Test
  void eventsOfOneReportStayInTheirOrder() throws SQLException {
    var report = Uuid7.at(NOW);
    var appended = new ArrayList<UUID>();
    for (int i = 0; i < 20; i++) {
      try (var transaction = database.begin()) {
        appended.add(told(transaction, "uz", report));
        transaction.commit();
      }
    }

    placed();

    assertEquals(appended, after(0));
  }

  @Test
  void oneNodePlacesAtATime() throws SQLException {
    told("uz");
    try (var one = database.begin();
        var other = database.begin()) {
      line.db = one.jdbi();
      assertEquals(1, line.place(NOW));
      line.db = other.jdbi();
      assertEquals(0, line.place(NOW), "another has the turn");
      one.commit();
    }
    assertEquals(0, placed());
    assertEquals(1, after(0).size());
  }

  @Test
  void everybodyReadsItsOwnAndWhatWasStoppedIsGone() throws SQLException {
    var mine = told("uz");
    told("az");
    var basis = Uuid7.at(NOW);
    try (var transaction = database.begin()) {
      var outbox = TestOutbox.on(transaction.jdbi());
      outbox.append(
          Event.of(EventKind.CONTRIBUTION_ADDED, "uz", Uuid7.at(NOW)).restingOn(basis), NOW);
      transaction.commit();
    }
    placed();
    assertEquals(2, after(0).size());

    try (var transaction = database.begin()) {
      TestOutbox.on(transaction.jdbi()).stop(basis, "WITHDRAWN", NOW);
      transaction.commit();
    }

    assertEquals(List.of(mine), after(0));
  }

  @Test
  void oldOnesAreForgottenButNotTheNewestPlace() throws SQLException {
    told("uz");
    var newest = told("uz");
    placed();
    var old = new OldNotices();
    old.db = database.asApplication();
    old.keep = Duration.ofDays(366);
    assertEquals(0, old.forget(NOW.plus(old.keep).minusSeconds(1)));
    assertEquals(2, after(0).size());

    assertEquals(1, old.forget(NOW.plus(old.keep)));

    assertEquals(List.of(newest), after(0));
    var last = rows.place(HOSPITAL, newest).orElseThrow();
    var next = told("uz");
    placed();
    assertEquals(List.of(next), after(last));
  }

  @Test
  void manyAreAllPlacedOnce() throws SQLException {
    try (var transaction = database.begin()) {
      IntStream.range(0, 1200).forEach(i -> told(transaction, "uz", Uuid7.at(NOW)));
      transaction.commit();
    }

    assertEquals(List.of(500, 500, 200, 0), List.of(placed(), placed(), placed(), placed()));
    assertEquals(1200, rows.after(HOSPITAL, 0, 2000).size());
  }
}
