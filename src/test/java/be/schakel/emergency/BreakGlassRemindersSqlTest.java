package be.schakel.emergency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.outbox.TestOutbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Partner;
import be.schakel.partner.Professional;
import be.schakel.partner.Trace;
import be.schakel.policy.Policy;
import be.schakel.policy.PolicyData;
import be.schakel.vocabulary.BreakGlassReason;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Purpose;
import be.schakel.vocabulary.ReviewVerdict;
import be.schakel.vocabulary.Uuid7;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import testkit.TestTransactions;

/** What nobody looked at in time is told, once. */
class BreakGlassRemindersSqlTest {

  /** A Monday: due on Wednesday, over on the next Monday. */
  private static final Instant OPENED = Instant.parse("2026-11-23T10:00:00Z");

  private static final Instant DUE = Instant.parse("2026-11-25T23:00:00Z");
  private static final Instant LIMIT = Instant.parse("2026-11-30T23:00:00Z");

  private final TestTransactions transactions = new TestTransactions();
  private final Windows windows = new Windows();
  private final BreakGlassReminders reminders = new BreakGlassReminders();

  BreakGlassRemindersSqlTest() {
    windows.db = transactions.jdbi();
    reminders.windows = windows;
    reminders.outbox = TestOutbox.on(transactions.jdbi());
  }

  private static Caller caller(String professional) {
    return new Caller(
        new Partner(
            "az-proef",
            Map.of(),
            PartnerKind.HOSPITAL,
            Optional.empty(),
            Optional.empty(),
            Set.of(Purpose.EMERGENCY),
            Set.of(),
            Optional.empty()),
        new Professional(professional, "Persoon", "physician"),
        Purpose.EMERGENCY,
        Set.of(),
        "token",
        new Trace("request", "0af7651916cd43dd8448eb211c80319c"));
  }

  private UUID opened(byte[] professional) {
    var id = Uuid7.at(OPENED);
    transactions.commit(
        () -> {
          windows.open(
              id,
              caller("10000000001"),
              professional,
              BreakGlassReason.CHILD_MISSING,
              new Policy(PolicyData.shipped()).breakGlassTerms(),
              "test",
              OPENED.plus(Duration.ofHours(4)),
              Optional.of(new Windows.OwnContent("key", new byte[] {1})),
              OPENED);
          return id;
        });
    return id;
  }

  private void reviewed(
      UUID id, ReviewVerdict verdict, boolean told, Optional<LocalDate> again, Instant now) {
    var review = new NewReview(verdict, "x", new NewReview.SubjectTold(told, Optional.empty()));
    transactions.commit(
        () -> {
          windows.review(
              id,
              caller("10000000002"),
              review,
              again,
              new Windows.SealedReview(Optional.empty(), Optional.empty(), new byte[] {1}),
              now);
          return id;
        });
  }

  private List<String> told(UUID id, Instant now) {
    transactions.commit(() -> reminders.tell(now));
    return transactions
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient || ' ' || (payload ->> 'suspends') from"
                            + " outbox_event where payload ->> 'breakGlass' = :id order by id")
                    .bind("id", id.toString())
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void overdueReviewIsToldWhenDueAndWhenItSuspendsAndNeverTwice() {
    var id = opened(word("one"));
    assertEquals(List.of(), told(id, DUE.minusMillis(1)));
    assertEquals(List.of("BREAK_GLASS_OVERDUE DPO false"), told(id, DUE));
    assertEquals(1, told(id, LIMIT.minusMillis(1)).size());
    assertEquals("BREAK_GLASS_OVERDUE DPO true", told(id, LIMIT).get(1));
    assertEquals(2, told(id, LIMIT.plusSeconds(1)).size());
  }

  @Test
  void reviewedInTimeIsNotOverdue() {
    var id = opened(word("two"));
    reviewed(id, ReviewVerdict.FOLLOW_UP, true, Optional.empty(), OPENED);
    assertEquals(List.of(), told(id, LIMIT));
  }

  @Test
  void limitAndVerdictSuspendTheProfessionalAndNobodyElse() {
    var who = word("three");
    var id = opened(who);
    assertFalse(windows.suspended(who, LIMIT.minusMillis(1)));
    assertTrue(windows.suspended(who, LIMIT));
    assertFalse(windows.suspended(word("other"), LIMIT));
    reviewed(id, ReviewVerdict.FOLLOW_UP, true, Optional.empty(), LIMIT);
    assertFalse(windows.suspended(who, LIMIT));
    reviewed(id, ReviewVerdict.UNJUSTIFIED, true, Optional.empty(), LIMIT);
    assertTrue(windows.suspended(who, OPENED));
    reviewed(id, ReviewVerdict.JUSTIFIED, true, Optional.empty(), LIMIT);
    assertFalse(windows.suspended(who, LIMIT));
  }

  @Test
  void postponedTellingIsLookedAtAgainOnItsDay() {
    var id = opened(word("four"));
    var day = LocalDate.parse("2027-02-23");
    reviewed(id, ReviewVerdict.JUSTIFIED, false, Optional.of(day), OPENED);
    assertEquals(0, windows.toBeTold(day.minusDays(1)).size());
    assertEquals(id, windows.toBeTold(day).get(0).id());
    transactions.commit(() -> reminders.tell(Instant.parse("2027-02-23T08:00:00Z")));
    assertEquals(0, windows.toBeTold(day).size());
  }

  @Test
  void windowIsRenewedOnceWhoeverAsksFirst() {
    var id = opened(word("five"));
    var until = OPENED.plus(Duration.ofHours(8));
    assertTrue(transactions.commit(() -> windows.renew(id, until, OPENED)));
    assertFalse(transactions.commit(() -> windows.renew(id, until.plusSeconds(1), OPENED)));
    assertEquals(until, windows.find(id).orElseThrow().until());
    assertEquals(Optional.empty(), windows.find(id, word("somebody")));
  }

  private static byte[] word(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
