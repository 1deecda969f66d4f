package be.schakel.fhir.out;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.junit.jupiter.api.Test;

class VersionTest {

  private static final Instant NINE = Instant.parse("2026-11-21T09:00:00.123Z");

  private static String of(Optional<Instant> updated, TaskIntent intent) {
    var task = new Task().setIntent(intent);
    updated.ifPresent(at -> task.getMeta().setLastUpdated(Date.from(at)));
    return Version.of(task);
  }

  @Test
  void laterIsGreaterAndSaysSinceWhen() {
    var one = of(Optional.of(NINE), TaskIntent.ORDER);
    var next = of(Optional.of(NINE.plusMillis(1)), TaskIntent.ORDER);
    assertTrue(one.compareTo(next) < 0);
    assertEquals(Optional.of(NINE), Version.since(one));
    assertNotEquals(one, of(Optional.of(NINE), TaskIntent.PLAN), "another content");
  }

  @Test
  void whatShowsNoTimeTellsNone() {
    var version = of(Optional.empty(), TaskIntent.ORDER);
    assertTrue(version.matches("[0-9a-f]{24}"), version);
    assertEquals(Optional.empty(), Version.since(version));
    assertEquals(Optional.empty(), Version.since("1"));
    assertEquals(Optional.empty(), Version.since("99999999999999999999-" + version));
  }
}
