package be.schakel.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.TestRegistries;
import be.schakel.partner.Trace;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestTransactions;

/** Who is told of what cannot wait, until somebody takes it over. */
class AlertsSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final String CENTRE = "vk-limburg";
  private static final String FIRST = "wacht@vk-limburg.example";
  private static final String SECOND = "achterwacht@vk-limburg.example";

  private final TestTransactions transactions = new TestTransactions();
  private final Alerts alerts = new Alerts();
  private final AlertRows rows = new AlertRows();
  private final Outbox outbox = TestOutbox.on(transactions.jdbi());

  @BeforeEach
  void registry(@TempDir Path directory) throws IOException {
    rows.db = transactions.jdbi();
    alerts.rows = rows;
    alerts.pause = Duration.ofMinutes(15);
    alerts.registries =
        TestRegistries.sixCentresInForce(directory, Clock.fixed(NOW, ZoneOffset.UTC));
    transactions.commit(
        () -> {
          transactions
              .jdbi()
              .useHandle(handle -> handle.execute("update alert set next_letter_at = null"));
          return null;
        });
  }

  private UUID happened(EventKind kind, String recipient) {
    return transactions.commit(() -> outbox.append(Event.of(kind, recipient), NOW));
  }

  private UUID raised() {
    var id = happened(EventKind.ACUTE_DANGER, Event.dutyList(CENTRE));
    transactions.commit(() -> alerts.raise(NOW));
    return id;
  }

  private List<Alerts.Due> due(UUID alert, Instant now) {
    return transactions.commit(() -> alerts.claim(now)).stream()
        .filter(each -> each.alert().id().equals(alert))
        .toList();
  }

  private void posted(Alerts.Due due, boolean posted, Instant now) {
    transactions.commit(
        () -> {
          alerts.posted(due, posted, now);
          return null;
        });
  }

  private static Caller somebody() {
    return new Caller(
        new Partner(
            CENTRE,
            Map.of(),
            PartnerKind.VK,
            Optional.empty(),
            Optional.empty(),
            Set.of(),
            Set.of(),
            Optional.empty()),
        new Professional("10000000001", "Persoon", "coordinator"),
        Purpose.CASE_MANAGEMENT,
        Set.of(),
        "token",
        new Trace("request", "0af7651916cd43dd8448eb211c80319c"));
  }

  @Test
  void whatCannotWaitIsRaisedOnceAndTheRestWaitsToBePulled() {
    var danger = happened(EventKind.ACUTE_DANGER, Event.dutyList(CENTRE));
    var overdue = happened(EventKind.BREAK_GLASS_OVERDUE, Event.DPO);
    var lookUp = happened(EventKind.LOOK_UP, Event.dutyList(CENTRE));
    var partners = happened(EventKind.ACUTE_DANGER, "uz");

    transactions.commit(() -> alerts.raise(NOW));
    assertEquals(0, transactions.commit(() -> alerts.raise(NOW)));

    assertTrue(rows.find(danger, Event.dutyList(CENTRE)).isPresent());
    assertTrue(rows.find(overdue, Event.DPO).isPresent());
    assertTrue(rows.find(lookUp, Event.dutyList(CENTRE)).isEmpty());
    assertTrue(rows.find(partners, "uz").isEmpty());
  }

  @Test
  void firstOnTheListIsToldThenTheSecondUntilTheRoundsAreOver() {
    var alert = raised();
    var told = new ArrayList<String>();
    var now = NOW;
    for (int letter = 0; letter < 6; letter++) {
      var due = due(alert, now);
      assertEquals(1, due.size());
      told.add(due.get(0).to().email());
      posted(due.get(0), true, now);
      assertEquals(List.of(), due(alert, now.plus(Duration.ofMinutes(14))));
      now = now.plus(Duration.ofMinutes(60));
    }
    assertEquals(List.of(FIRST, SECOND, FIRST, SECOND, FIRST, SECOND), told);
    assertEquals(List.of(), due(alert, now.plus(Duration.ofDays(1))));
  }

  @Test
  void oneNodeHasALetterUntilItsLeaseIsOver() {
    var alert = raised();
    assertEquals(1, due(alert, NOW).size());
    assertEquals(0, due(alert, NOW.plusSeconds(119)).size(), "another node");
    assertEquals(1, due(alert, NOW.plusSeconds(121)).size(), "the first one died");
  }

  @Test
  void whoTakesItOverStopsTheLetters() {
    var alert = raised();
    var due = due(alert, NOW).get(0);
    assertTrue(
        transactions.commit(
            () -> rows.acknowledge(alert, Event.dutyList(CENTRE), somebody(), NOW.plusSeconds(5))));

    posted(due, true, NOW.plusSeconds(6));

    assertEquals(List.of(), due(alert, NOW.plus(Duration.ofDays(1))));
    assertEquals(
        Optional.of(NOW.plusSeconds(5)),
        rows.find(alert, Event.dutyList(CENTRE)).orElseThrow().acknowledgedAt());
  }

  @Test
  void pagesGoOnWhereTheLastOneEndedAndHideWhatIsTakenOver() {
    var first = raised();
    var second = raised();
    var third = raised();
    transactions.commit(
        () -> rows.acknowledge(second, Event.dutyList(CENTRE), somebody(), NOW.plusSeconds(5)));

    assertEquals(List.of(third, first), page(false, Optional.empty(), 2));
    assertEquals(List.of(third, second), page(true, Optional.empty(), 2));
    assertEquals(List.of(second, first), page(true, Optional.of(third), 2));
  }

  private List<UUID> page(boolean all, Optional<UUID> after, int limit) {
    return rows.page(Event.dutyList(CENTRE), all, after, limit).stream().map(Alert::id).toList();
  }

  @Test
  void otherCentreCannotTakeItOver() {
    var alert = raised();
    assertFalse(
        transactions.commit(
            () -> rows.acknowledge(alert, Event.dutyList("vk-brussel"), somebody(), NOW)));
  }

  @Test
  void whenLettersFailTheNextPersonGetsItsTurn() {
    var alert = raised();
    var now = NOW;
    for (int attempt = 1; attempt <= 3; attempt++) {
      var due = due(alert, now).get(0);
      assertEquals(FIRST, due.to().email(), "attempt " + attempt);
      posted(due, false, now);
      now = now.plusSeconds(30);
    }
    assertEquals(SECOND, due(alert, now).get(0).to().email());
  }

  @Test
  void centreWithoutADutyListIsNotForgotten() {
    var alert = happened(EventKind.ACUTE_DANGER, Event.dutyList("vk-brussel"));
    transactions.commit(() -> alerts.raise(NOW));

    assertEquals(List.of(), due(alert, NOW));

    var stands = rows.find(alert, Event.dutyList("vk-brussel")).orElseThrow();
    assertEquals(1, stands.failed(), "the health page shows it");
    assertTrue(stands.next().isPresent());
  }
}
