package be.schakel.partner;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.database.Database;
import be.schakel.demo.DemoKeys;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.vault.Keys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import testkit.TestDatabase;

/** Nodes that read who is suspended from one database, at moments of the test's choice. */
class SuspensionsSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Thumbprint CERTIFICATE = new Thumbprint("ab".repeat(32));
  private static final Professional PERSON =
      new Professional("10000000146", "Proef Persoon", "physician");

  @TempDir static Path directory;

  private static Keys keys;

  private final Moving clock = new Moving();
  private final AtomicInteger asked = new AtomicInteger();
  private boolean away;

  private static final class Moving extends Clock {
    private Instant now = NOW;

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }
  }

  @BeforeAll
  static void makeKeys() throws Exception {
    DemoKeys.prepare(directory, NOW);
    keys = new Keys(directory.resolve("keys.p12"), "changeit", "test");
  }

  @BeforeEach
  void nobodyIsSuspended() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate incident, incident_lift"));
  }

  private Suspensions node() {
    Jdbi application = TestDatabase.asApplication();
    return new Suspensions(
        Database.jdbi(
            () -> {
              if (away) {
                throw new SQLException("away");
              }
              asked.incrementAndGet();
              return application.open().getConnection();
            }),
        keys,
        clock);
  }

  private static UUID suspended(String kind, String who) {
    var id = UUID.randomUUID();
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    """
                    insert into incident (id, kind, who, misused_from, misused_until, known_at, by_partner, by_role, by_person,
                                          recorded_at, wrapped_key, content)
                    values (?, ?, ?, now(), now() + interval '1 hour', now(), 'dpo', 'auditor', '', now(), '', '')""",
                    id,
                    kind,
                    who));
    return id;
  }

  private static void lifted(UUID incident, String person, Proof proof) {
    TestDatabase.asOwner()
        .useHandle(
            handle ->
                handle.execute(
                    "insert into incident_lift values (?, ?, 'dpo', 'auditor', now(), ?)",
                    incident,
                    person.getBytes(StandardCharsets.UTF_8),
                    proof.name()));
  }

  private static void ask(Suspensions node) {
    node.refuse(CERTIFICATE, List.of("een", "twee"), PERSON);
  }

  private static void assertSuspended(Suspensions node) {
    assertEquals(Code.SUSPENDED, assertThrows(SchakelProblem.class, () -> ask(node)).code());
  }

  @Test
  void suspensionOfAnotherNodeHoldsWithinASecond() {
    var node = node();
    ask(node);
    suspended("PARTNER", "twee");
    clock.now = NOW.plusMillis(999);
    assertSuspended(node);
  }

  @Test
  void suspensionOfThisNodeHoldsFromTheCommitOn() {
    var node = node();
    ask(node);
    suspended("CERTIFICATE", CERTIFICATE.hex());
    node.changed(new Suspensions.Changed());
    assertSuspended(node);
  }

  @Test
  void manyRequestsAskTheDatabaseOnceInAWhile() {
    var node = node();
    for (int i = 0; i < 1000; i++) {
      ask(node);
    }
    assertEquals(1, asked.get());
  }

  @Test
  void nobodyComesInOnWhatIsOldWhenTheDatabaseIsAway() {
    var node = node();
    ask(node);
    away = true;
    clock.now = NOW.plus(Suspensions.FRESH);
    assertThrows(JdbiException.class, () -> ask(node));
    assertThrows(JdbiException.class, () -> ask(node));
    away = false;
    assertDoesNotThrow(() -> ask(node));
  }

  @Test
  void aClockThatIsPutBackKeepsNobodyIn() {
    var node = node();
    ask(node);
    suspended("PROFESSIONAL", node.person("100000001-46"));
    clock.now = NOW.minus(Duration.ofHours(1));
    assertSuspended(node);
  }

  @Test
  void onlyTwoWhoAreKnownInTheSameWayLetInAgain() {
    var node = node();
    var incident = suspended("PARTNER", "een");
    lifted(incident, "first", Proof.NUMBER_OF_11);
    assertSuspended(node);
    lifted(incident, "the first by another number", Proof.NUMBER_OF_8);
    lifted(incident, "the first by certificate", Proof.OWN_CERTIFICATE);
    node.changed(new Suspensions.Changed());
    assertSuspended(node);
    lifted(incident, "second", Proof.OWN_CERTIFICATE);
    node.changed(new Suspensions.Changed());
    assertDoesNotThrow(() -> ask(node));
    assertEquals(3, asked.get());
  }

  @Test
  void whatHasTheSameNameAsSomethingElseIsNotSuspended() {
    suspended("PROFESSIONAL", "een");
    suspended("PARTNER", CERTIFICATE.hex());
    assertDoesNotThrow(() -> ask(node()));
  }
}
