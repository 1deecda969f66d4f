package be.schakel.notice;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.outbox.TestOutbox;
import be.schakel.partner.TestRegistries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;
import testkit.TestTransactions;

/** When a partner is told that its certificate ends. */
class CertificateRemindersSqlTest {

  private static final Instant END = Instant.parse("2026-12-31T12:00:00Z");

  @TempDir Path directory;
  private final TestTransactions transactions = new TestTransactions();

  @Test
  void sixtyThirtyAndSevenDaysBeforeItsEndOnceEach() throws Exception {
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("truncate outbox_event, certificate_told cascade"));
    var reminders = new CertificateReminders();
    reminders.db = transactions.jdbi();
    reminders.outbox = TestOutbox.on(transactions.jdbi());
    reminders.registries =
        TestRegistries.withCertificate(directory, Clock.fixed(END, ZoneOffset.UTC), END);

    assertEquals(0, told(reminders, 61));
    assertEquals(1, told(reminders, 60));
    assertEquals(0, told(reminders, 45));
    assertEquals(1, told(reminders, 30));
    assertEquals(0, told(reminders, 30));
    assertEquals(1, told(reminders, 5));
    assertEquals(0, told(reminders, 0));

    assertEquals(
        List.of(
            "CERTIFICATE_EXPIRING uz 60",
            "CERTIFICATE_EXPIRING uz 30",
            "CERTIFICATE_EXPIRING uz 7"),
        events());
  }

  private int told(CertificateReminders reminders, int daysBefore) {
    return transactions.commit(() -> reminders.tell(END.minus(Duration.ofDays(daysBefore))));
  }

  private static List<String> events() {
    return TestDatabase.asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select kind || ' ' || recipient || ' ' || (payload ->> 'days')"
                            + " from outbox_event order by appended")
                    .mapTo(String.class)
                    .list());
  }
}
