package be.schakel.vocabulary;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("RFC 9562 5.7, 6.2: UUID version 7")
class Uuid7Test {

  private static final Instant NOW = Instant.parse("2026-11-21T09:00:00.123Z");

  private final Uuid7 ids = new Uuid7();

  @Test
  void anIdSaysItsVersionVariantAndTime() {
    var id = ids.next(NOW);
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    assertEquals(NOW.toEpochMilli(), id.getMostSignificantBits() >>> 16);
  }

  @Test
  void idsOfOneMillisecondAscend() {
    assertAscending(Stream.generate(() -> ids.next(NOW)).limit(10_000).toList());
  }

  @Test
  void idsAscendWhenTheClockStepsBackALittle() {
    var offsets = List.of(0L, 5L, 4L, 4L, 3L, 6L, -9_000L, 7L);
    assertAscending(offsets.stream().map(NOW::plusMillis).map(ids::next).toList());
  }

  @Test
  void aClockThatWasFarAheadDoesNotHoldTheIdsInTheFuture() {
    ids.next(NOW.plusSeconds(86_400));
    assertEquals(NOW.toEpochMilli(), ids.next(NOW).getMostSignificantBits() >>> 16);
  }

  @Test
  void aNewMillisecondLeavesRoomToCount() {
    for (var i = 0; i < 1_000; i++) {
      assertEquals(0, ids.next(NOW.plusMillis(i)).getMostSignificantBits() & 0x800);
    }
  }

  @Test
  void manyThreadsNeverGetTheSameId() throws Exception {
    var seen = ConcurrentHashMap.<UUID>newKeySet();
    var pool = Executors.newFixedThreadPool(8);
    for (var thread = 0; thread < 8; thread++) {
      pool.execute(
          () -> {
            for (var i = 0; i < 5_000; i++) {
              seen.add(Uuid7.at(NOW));
            }
          });
    }
    pool.shutdown();
    assertTrue(pool.awaitTermination(30, TimeUnit.SECONDS));
    assertEquals(40_000, seen.size());
  }

  @Test
  void theCanonicalFormIsRead() {
    var id = Uuid7.at(NOW);
    assertEquals(Optional.of(id), Uuid7.parse(id.toString()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1-1-1-1-1",
        "0199aaaa-0000-7000-8000-00000000000",
        "0199aaaa-0000-7000-8000-0000000000000",
        "{0199aaaa-0000-7000-8000-000000000000}",
        "0199aaaa00007000800000000000000",
        "0199aaag-0000-7000-8000-000000000000"
      })
  void anyOtherFormIsNot(String text) {
    assertEquals(Optional.empty(), Uuid7.parse(text));
  }

  /** As text and so as bytes, which is how PostgreSQL orders them. */
  private static void assertAscending(List<UUID> made) {
    var texts = made.stream().map(UUID::toString).toList();
    var sorted = new ArrayList<>(texts);
    Collections.sort(sorted);
    assertEquals(sorted, texts);
    assertEquals(texts.size(), texts.stream().distinct().count());
  }
}
