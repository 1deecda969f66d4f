package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.TestOutbox;
import be.schakel.vocabulary.Uuid7;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.OwnDatabase;

/** Who brings what when, whatever node and however ill the partner. */
class DeliveriesSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final List<String> ABLE = List.of("uz", "az");
  private static final Parcel.Attempt ILL = Parcel.Attempt.failed("TIMED_OUT");
  private static final Parcel.Attempt WELL = Parcel.Attempt.arrived(204, Optional.empty());

  private OwnDatabase database;
  private Instant now = NOW;

  @BeforeEach
  void subscribed() throws SQLException {
    database = OwnDatabase.create();
    database
        .asOwner()
        .useHandle(
            handle -> {
              for (var partner : ABLE) {
                handle.execute("insert into notice_reach (partner) values (?)", partner);
                handle.execute(
                    "insert into notice_subscription (id, partner, endpoint, kinds, created_at, by_role)"
                        + " values (?, ?, 'https://a.example/', '{STATUS_CHANGED}', now(), 'system')",
                    UUID.randomUUID(),
                    partner);
              }
            });
  }

  private <T> T in(Function<Deliveries, T> work) {
    try (var transaction = database.begin()) {
      var deliveries = new Deliveries();
      deliveries.db = transaction.jdbi();
      var result = work.apply(deliveries);
      transaction.commit();
      return result;
    } catch (SQLException broken) {
      throw new IllegalStateException(broken);
    }
  }

  private UUID told(String partner, UUID report) throws SQLException {
    return told(Event.of(EventKind.STATUS_CHANGED, partner, report));
  }

  private UUID told(Event event) throws SQLException {
    try (var transaction = database.begin()) {
      var id = TestOutbox.on(transaction.jdbi()).append(event, now);
      var line = new Line();
      line.db = transaction.jdbi();
      transaction.commit();
      return id;
    }
  }

  private void placed() throws SQLException {
    try (var transaction = database.begin()) {
      var line = new Line();
      line.db = transaction.jdbi();
      line.place(now);
      transaction.commit();
    }
  }

  private List<Parcel> claimed() {
    return in(deliveries -> deliveries.claim(ABLE, 100, now));
  }

  private Deliveries.Consequence failed(Parcel parcel) {
    return in(deliveries -> deliveries.failed(parcel, ILL, now));
  }

  private void arrived(Parcel parcel) {
    in(
        deliveries -> {
          deliveries.arrived(parcel, WELL, now);
          return null;
        });
  }

  private static List<UUID> events(List<Parcel> parcels) {
    return parcels.stream().map(parcel -> parcel.notice().id()).toList();
  }

  @Test
  void laterOneAboutAReportWaitsForTheEarlier() throws SQLException {
    var report = Uuid7.at(NOW);
    var first = told("uz", report);
    var second = told("uz", report);
    placed();

    var claimed = claimed();
    assertEquals(List.of(first), events(claimed));
    assertEquals(List.of(), claimed(), "it is on its way");
    failed(claimed.get(0));
    assertEquals(List.of(), claimed(), "it waits for its next attempt, and the second for it");

    now = now.plus(Duration.ofSeconds(10));
    claimed = claimed();
    assertEquals(List.of(first), events(claimed));
    arrived(claimed.get(0));
    assertEquals(List.of(second), events(claimed()));
  }

  @Test
  void oneNodeClaimsWhatAPartnerGetsAndTheOtherSeesIt() throws SQLException {
    told("uz", Uuid7.at(NOW));
    told("az", Uuid7.at(NOW));
    placed();
    try (var one = database.begin();
        var other = database.begin()) {
      var first = new Deliveries();
      first.db = one.jdbi();
      var second = new Deliveries();
      second.db = other.jdbi();

      assertEquals(2, first.claim(ABLE, 100, now).size());
      assertEquals(List.of(), second.claim(ABLE, 100, now), "locked by the other");
      one.commit();
      assertEquals(List.of(), second.claim(ABLE, 100, now), "claimed by the other");
    }
  }

  @Test
  void whatADeadNodeHadIsClaimedAgain() throws SQLException {
    var event = told("uz", Uuid7.at(NOW));
    placed();
    assertEquals(1, claimed().size());

    now = now.plus(Deliveries.LEASE).minusMillis(1);
    assertEquals(List.of(), claimed());
    now = now.plusMillis(1);
    var again = claimed();

    assertEquals(List.of(event), events(again));
    assertEquals(2, again.get(0).attempt());
  }

  @Test
  void nodeThatIsLateChangesNothingOfWhatAnotherHas() throws SQLException {
    told("uz", Uuid7.at(NOW));
    placed();
    var late = claimed().get(0);
    now = now.plus(Deliveries.LEASE);
    assertEquals(1, claimed().size());

    failed(late);

    assertEquals(List.of(), claimed(), "the other still has it");
  }

  @Test
  void fewAtOnceToOnePartnerFromAllNodes() throws SQLException {
    for (int i = 0; i < 10; i++) {
      told("uz", Uuid7.at(NOW));
    }
    told("az", Uuid7.at(NOW));
    placed();

    var claimed = claimed();

    assertEquals(4, claimed.stream().filter(parcel -> parcel.partner().equals("uz")).count());
    assertEquals(1, claimed.stream().filter(parcel -> parcel.partner().equals("az")).count());
    assertEquals(List.of(), claimed());
  }

  @Test
  void partnerThatFailsAgainAndAgainIsLeftAloneThenTriedOnce() throws SQLException {
    for (int i = 0; i < 10; i++) {
      told("uz", Uuid7.at(NOW));
    }
    placed();
    claimed().forEach(this::failed);
    assertEquals(4, claimed().size(), "not yet");
    now = now.plus(Deliveries.LEASE);
    var open = claimed().stream().map(this::failed).map(Deliveries.Consequence::open).toList();
    assertEquals(List.of(30L, 60L, 120L, 240L), open.stream().map(Duration::toSeconds).toList());
    told("az", Uuid7.at(NOW));
    placed();
    assertEquals(List.of("az"), claimed().stream().map(Parcel::partner).toList());

    now = now.plus(Duration.ofSeconds(240));
    var trial = claimed().stream().filter(parcel -> parcel.partner().equals("uz")).toList();
    assertEquals(1, trial.size());
    arrived(trial.get(0));
    assertTrue(claimed().size() > 1, "it is well again");
  }

  @Test
  void lastAttemptThatFailsIsDead() throws SQLException {
    var event = told("uz", Uuid7.at(NOW));
    placed();
    var dead = false;
    for (int attempt = 1; attempt <= BackOff.ATTEMPTS; attempt++) {
      assertFalse(dead);
      var parcel = claimed().get(0);
      assertEquals(attempt, parcel.attempt());
      dead = failed(parcel).dead();
      now = now.plus(Duration.ofDays(1));
    }
    assertTrue(dead);
    assertEquals(List.of(), claimed());

    var rows = new DeadLetterRows();
    rows.db = database.asApplication();
    assertEquals(List.of(), rows.dead(Optional.of("az"), 10));
    var letter = rows.dead(Optional.of("uz"), 10).get(0).id().orElseThrow();
    assertTrue(rows.again(letter, Optional.of("az"), now).isEmpty());
    assertTrue(rows.again(letter, Optional.empty(), now).isPresent());
    now = now.plus(Duration.ofDays(1));
    assertEquals(List.of(event), events(claimed()));
  }

  @Test
  void whatWasStoppedIsNotBrought() throws SQLException {
    var basis = Uuid7.at(NOW);
    told(Event.of(EventKind.STATUS_CHANGED, "uz", Uuid7.at(NOW)).restingOn(basis));
    placed();
    try (var transaction = database.begin()) {
      TestOutbox.on(transaction.jdbi()).stop(basis, "WITHDRAWN", now);
      transaction.commit();
    }

    assertEquals(List.of(), claimed());
    now = now.plus(Duration.ofDays(1));
    assertEquals(List.of(), claimed());
  }

  @Test
  void partnerThatIsNotToBeToldIsNotTold() throws SQLException {
    told("uz", Uuid7.at(NOW));
    placed();

    assertEquals(List.of(), in(deliveries -> deliveries.claim(List.of("az"), 100, now)));
    suspend("uz");
    assertEquals(List.of(), claimed());
  }

  private void suspend(String partner) {
    database
        .asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into incident (id, kind, who, misused_from, misused_until, known_at, by_partner,"
                        + " by_role, by_person, recorded_at, wrapped_key, content)"
                        + " values (gen_random_uuid(), 'PARTNER', ?, now() - interval '1 day', now(), now(),"
                        + " 'dpo', 'dpo', '', now(), '', '')",
                    partner));
  }

  @Test
  void waitsAreTwiceAsLongEachTimeAndAtMostADay() {
    var waits = new ArrayList<Long>();
    for (var attempt : List.of(1, 2, 3, 10, 14, 15, 18)) {
      waits.add(BackOff.after(attempt, 1).toSeconds());
    }
    assertEquals(List.of(10L, 20L, 40L, 5120L, 81920L, 86400L, 86400L), waits);
    assertEquals(Duration.ofSeconds(5), BackOff.after(1, 0));
    assertEquals(Duration.ZERO, BackOff.open(4));
    assertEquals(Duration.ofMinutes(15), BackOff.open(50));
  }
}
