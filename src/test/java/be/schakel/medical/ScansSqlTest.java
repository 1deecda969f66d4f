package be.schakel.medical;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.medical.Scans.Due;
import be.schakel.vocabulary.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import testkit.TestDatabase;

/** Which document is looked at when, and that nobody forgets one. */
class ScansSqlTest {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration LEASE = Duration.ofSeconds(150);

  private final Scans scans = new Scans();

  @BeforeEach
  void nothingWaits() {
    TestDatabase.asOwner().useHandle(handle -> handle.execute("truncate document cascade"));
    scans.db = TestDatabase.asApplication();
  }

  private UUID waiting(Instant since) {
    var id = Uuid7.at(since);
    TestDatabase.asApplication()
        .useHandle(
            handle -> {
              handle.execute(
                  """
                  insert into document (id, partner, content_type, size, sha256, wrapped_key, received_at)
                  values (?, 'uz', 'text/plain', 1, '\\x00', 'a.b.c', now())""",
                  id);
              Scans.await(handle, id, since);
            });
    return id;
  }

  @Test
  void longestWaitingComesFirstAndNoneComesTwiceWhileSomebodyLooks() {
    var second = waiting(NOW.plusSeconds(1));
    var first = waiting(NOW);
    var third = waiting(NOW.plusSeconds(2));
    var later = NOW.plusSeconds(10);

    var claimed = scans.claim(2, LEASE, later).stream().map(Due::document).sorted().toList();

    assertEquals(List.of(first, second).stream().sorted().toList(), claimed);
    assertEquals(List.of(new Due(third, 1)), scans.claim(2, LEASE, later));
    assertEquals(List.of(), scans.claim(2, LEASE, later));
  }

  @Test
  void whoDiesWhileItLooksLosesItToTheNext() {
    var document = waiting(NOW);
    scans.claim(1, LEASE, NOW);

    assertEquals(List.of(), scans.claim(1, LEASE, NOW.plus(LEASE).minusMillis(1)));
    assertEquals(List.of(new Due(document, 2)), scans.claim(1, LEASE, NOW.plus(LEASE)));
  }

  @Test
  void whatFailedIsLookedAtWhenItIsSaid() {
    var document = waiting(NOW);
    scans.claim(1, LEASE, NOW);

    scans.again(document, NOW.plusSeconds(2));

    assertEquals(List.of(), scans.claim(1, LEASE, NOW.plusSeconds(1)));
    assertEquals(List.of(new Due(document, 2)), scans.claim(1, LEASE, NOW.plusSeconds(2)));
  }

  @Test
  void verdictStandsWhoeverSaysOtherwise() {
    var document = waiting(NOW);
    var verdict = "update document_scan set state = ?, decided_at = now() where document = ?";
    TestDatabase.asApplication().useHandle(handle -> handle.execute(verdict, "INFECTED", document));

    assertThrows(
        JdbiException.class,
        () ->
            TestDatabase.asOwner().useHandle(handle -> handle.execute(verdict, "CLEAN", document)));
    assertEquals(List.of(), scans.claim(1, LEASE, NOW.plusSeconds(9)));
  }

  @Test
  void triesComeSlowerUpToAMinute() {
    assertEquals(Duration.ofSeconds(1), ScanWork.after(1));
    assertEquals(Duration.ofSeconds(2), ScanWork.after(2));
    assertEquals(Duration.ofSeconds(32), ScanWork.after(6));
    assertEquals(Duration.ofMinutes(1), ScanWork.after(7));
    assertEquals(Duration.ofMinutes(1), ScanWork.after(Integer.MAX_VALUE));
  }
}
