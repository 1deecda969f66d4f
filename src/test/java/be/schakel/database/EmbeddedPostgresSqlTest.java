package be.schakel.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.Eventually;

class EmbeddedPostgresSqlTest {

  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path one;
  @TempDir Path other;

  @Test
  void theDatabaseOfAnotherGatewayIsNeverTakenForOnesOwn() throws Exception {
    try (var first = EmbeddedPostgres.start(one, 0)) {
      var port = port(first);

      var refused = assertThrows(IOException.class, () -> EmbeddedPostgres.start(other, port));

      assertTrue(refused.getMessage().startsWith("port " + port + " for the database is taken"));
      answers(first);
    }
  }

  @Test
  void aSecondGatewayOnTheSameFolderIsRefusedAndDoesNoHarm() throws Exception {
    try (var first = EmbeddedPostgres.start(one, 0)) {
      var refused = assertThrows(IOException.class, () -> EmbeddedPostgres.start(one, 0));

      assertTrue(
          refused.getMessage().contains("in use by process " + ProcessHandle.current().pid()));
      answers(first);
    }
    assertFalse(Files.exists(one.resolve("data/postmaster.pid")));
  }

  /** After a restart of the machine the number in the file may be anybody's. */
  @Test
  void anotherDatabaseWithTheNumberOfAnEarlierOneIsLeftAlone() throws Exception {
    EmbeddedPostgres.start(other, 0).close();
    try (var stranger = EmbeddedPostgres.start(one, 0)) {
      Files.writeString(other.resolve("data/postmaster.pid"), postmaster().pid() + "\n");

      EmbeddedPostgres.start(other, 0).close();

      answers(stranger);
    }
  }

  @Test
  void aFirstStartThatWasKilledIsMadeAgain() throws Exception {
    Files.createDirectories(one.resolve("data"));
    Files.writeString(one.resolve("data/postgresql.conf"), "");
    Files.writeString(one.resolve("beginning"), "");

    try (var started = EmbeddedPostgres.start(one, 0)) {
      answers(started);
    }
    assertFalse(Files.exists(one.resolve("beginning")));
  }

  @Test
  void aDatabaseThatDiesIsStartedAgain() throws Exception {
    try (var started = EmbeddedPostgres.start(one, 0, Duration.ofMillis(100))) {
      var first = postmaster();
      first.destroyForcibly();
      first.onExit().get(LONG.toSeconds(), TimeUnit.SECONDS);

      Eventually.holds(LONG, "the database is there again", () -> isThere(started));

      assertFalse(postmaster().equals(first));
    }
    assertFalse(Files.exists(one.resolve("data/postmaster.pid")));
  }

  private ProcessHandle postmaster() throws IOException {
    var number = Files.readAllLines(one.resolve("data/postmaster.pid")).get(0).trim();
    return ProcessHandle.of(Long.parseLong(number)).orElseThrow();
  }

  private static void answers(EmbeddedPostgres server) throws SQLException {
    var schema = server.schema();
    DriverManager.getConnection(schema.url(), schema.owner(), "").close();
  }

  private static boolean isThere(EmbeddedPostgres server) {
    try {
      answers(server);
      return true;
    } catch (SQLException notYet) {
      assertEquals("08", notYet.getSQLState().substring(0, 2).replace("57", "08"));
      return false;
    }
  }

  private static int port(EmbeddedPostgres server) {
    return URI.create(server.schema().url().substring("jdbc:".length())).getPort();
  }
}
