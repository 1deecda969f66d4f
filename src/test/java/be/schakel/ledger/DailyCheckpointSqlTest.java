package be.schakel.ledger;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.outbox.TestOutbox;
import be.schakel.partner.TestRegistries;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.OwnDatabase;

class DailyCheckpointSqlTest {

  private static final Instant MORNING = Instant.parse("2026-11-21T08:00:00Z");

  /** After midnight in Brussels, before it in Greenwich. */
  private static final Instant NIGHT = Instant.parse("2026-11-21T23:30:00Z");

  @TempDir Path folder;

  private OwnDatabase database;
  private Node node;
  private DailyCheckpoint daily;

  @BeforeEach
  void aLogOfItsOwn() throws Exception {
    database = OwnDatabase.create();
    node = Node.on(database, folder.resolve("one"), folder.resolve("keys"));
    daily = new DailyCheckpoint();
    daily.db = database.asApplication();
    daily.outbox = TestOutbox.on(database.asApplication());
    daily.published = node.published;
    daily.registries = TestRegistries.inForce(folder, Clock.systemUTC());
  }

  private List<String> told() {
    return database
        .asOwner()
        .withHandle(
            handle ->
                handle
                    .createQuery(
                        "select recipient || ' ' || (payload ->> 'size') from outbox_event"
                            + " where kind = 'LOG_CHECKPOINT' order by id")
                    .mapTo(String.class)
                    .list());
  }

  @Test
  void theDaysCheckpointIsToldOnceADayWhicheverNodeDoesIt() {
    node.records(3).work();
    daily.tell(MORNING);
    daily.tell(MORNING.plusSeconds(900));
    assertEquals(List.of("DPO 3", "auditor 3"), told());
    node.records(2).work();
    daily.tell(NIGHT);
    assertEquals(List.of("DPO 3", "auditor 3", "DPO 5", "auditor 5"), told());
  }

  @Test
  void nothingIsToldOfALogThatWasNeverShown() {
    assertEquals(0, daily.tell(MORNING));
    assertEquals(List.of(), told());
  }
}
