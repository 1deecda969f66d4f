package be.schakel.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.journal.Journal.Replayed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** What takes access away survives a database that forgot it. */
class JournalSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final String END =
      "insert into ground_end (origin, ended_at, by_partner, by_role) values (?, now(), 'vk-proef', 'social-worker')";

  @TempDir Path home;

  private final Jdbi db = TestDatabase.asApplication();
  private Path file;

  @BeforeEach
  void nothingYet() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate restriction, ground_end"));
    file = home.resolve("journal/restrictions.ndjson");
  }

  @Test
  void lostRestrictionIsBackAfterReplay() throws Exception {
    var origin = end();
    journal().keep(NOW);
    forget();
    assertEquals(Map.of(Replayed.REPEATED, 1), journal().replay());
    assertTrue(isEnded(origin));
    assertEquals(Map.of(Replayed.KNOWN, 1), journal().replay());
  }

  @Test
  void replayedRestrictionIsNotKeptTwiceByASessionOfAnotherTimeZone() throws Exception {
    db.useHandle(
        handle -> {
          handle.execute("set timezone = 'Asia/Tokyo'");
          handle.execute(END, UUID.randomUUID());
        });
    journal().keep(NOW);
    forget();
    var after = journal();
    after.replay();
    after.keep(NOW);
    assertEquals(1, Files.readAllLines(file).size());
  }

  @Test
  void everyRestrictionIsKeptOnceHoweverOftenItIsLookedFor() throws Exception {
    var journal = journal();
    for (int i = 0; i < 5; i++) {
      end();
      journal.keep(NOW.plusSeconds(i));
      journal.keep(NOW.plusSeconds(i));
    }
    assertEquals(5, Files.readAllLines(file).size());
    assertTrue(journal.completeUntil(NOW.plusSeconds(4)));
    assertFalse(journal.completeUntil(NOW.plusSeconds(5)));
  }

  @Test
  void fileThatWasPutBackIsNotComplete() throws Exception {
    var journal = journal();
    end();
    journal.keep(NOW);
    var earlier = Files.readAllBytes(file);
    end();
    journal.keep(NOW.plusSeconds(1));
    Files.write(file, earlier);
    var again = journal();
    again.replay();
    assertFalse(again.completeUntil(NOW));
  }

  @Test
  void absentFileIsNotComplete() throws Exception {
    var journal = journal();
    assertEquals(Map.of(), journal.replay());
    assertFalse(journal.completeUntil(NOW));
  }

  @Test
  void tornLastLineIsWrittenAgain() throws Exception {
    var journal = journal();
    end();
    end();
    journal.keep(NOW);
    var whole = Files.readString(file);
    Files.writeString(file, whole.substring(0, whole.length() - 20));
    var again = journal();
    assertEquals(Map.of(Replayed.KNOWN, 1), again.replay());
    again.keep(NOW);
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void changedLineStopsTheReplayWithoutQuotingIt() throws Exception {
    end();
    journal().keep(NOW);
    Files.writeString(file, "Proef geheim\n", StandardOpenOption.APPEND);
    var refused = assertThrows(IOException.class, () -> journal().replay());
    assertTrue(refused.getMessage().endsWith(": 2"), refused.getMessage());
    assertFalse(refused.getMessage().contains("geheim"));
  }

  @Test
  void restrictionOfWhatThisDatabaseNeverHadIsPassedOver() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"id":"%s","at":"2026-11-21T09:00:00Z","relation":"consent_event","content":{"consent":"%s","seq":1,"status":"WITHDRAWN",\
        "by_partner":"vk-proef","by_role":"x","recorded_at":"2026-11-21T09:00:00Z","leaves":false}}
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID()),
        StandardCharsets.UTF_8);
    assertEquals(Map.of(Replayed.WITHOUT_OBJECT, 1), journal().replay());
  }

  @Test
  void onlyRelationsOfRestrictionsAreWritten() throws Exception {
    Files.createDirectories(file.getParent());
    Files.writeString(
        file,
        """
        {"id":"%s","at":"2026-11-21T09:00:00Z","relation":"ground","content":{}}
        """
            .formatted(UUID.randomUUID()));
    assertThrows(RuntimeException.class, () -> journal().replay());
  }

  private Journal journal() {
    return new Journal(file, db);
  }

  private UUID end() {
    var origin = UUID.randomUUID();
    db.useHandle(handle -> handle.execute(END, origin));
    return origin;
  }

  /** As a backup from before does. */
  private void forget() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate restriction, ground_end"));
  }

  private boolean isEnded(UUID origin) {
    return db.withHandle(
        handle ->
            handle
                .select("select count(*) from ground_end where origin = ?", origin)
                .mapTo(Integer.class)
                .one()
                .equals(1));
  }
}
