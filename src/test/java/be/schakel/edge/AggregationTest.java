package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class AggregationTest {

  private static final Instant START = Instant.parse("2026-11-21T09:00:00Z");
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Aggregation<String, Integer> aggregation = new Aggregation<>(10, 3);

  @Test
  void theFirstTenOfAMinuteAreEntriesOfTheirOwn() {
    for (var i = 1; i <= 10; i++) {
      assertTrue(aggregation.single("a", i, START));
    }
    assertFalse(aggregation.single("a", 11, START));
    assertTrue(aggregation.single("b", 1, START));
  }

  @Test
  void theRestOfTheMinuteIsOneEntry() {
    come("a", 24, START);
    assertEquals(List.of(), aggregation.due(START.plusSeconds(59)));
    assertEquals(List.of(new Aggregation.Rest<>("a", 24, 14)), aggregation.due(START.plus(MINUTE)));
    assertEquals(List.of(), aggregation.due(START.plus(MINUTE)));
  }

  @Test
  void tenOrFewerLeaveNoRest() {
    come("a", 10, START);
    assertEquals(List.of(), aggregation.due(START.plus(MINUTE)));
  }

  @Test
  void aNewMinuteBeginsAnewAndForgetsNothing() {
    come("a", 12, START);
    assertTrue(aggregation.single("a", 1, START.plus(MINUTE)));
    assertEquals(List.of(new Aggregation.Rest<>("a", 12, 2)), aggregation.due(START.plus(MINUTE)));
  }

  @Test
  void tooManyCallersAtOnceAreSummedUpEarlyNotLost() {
    come("a", 15, START);
    come("b", 1, START);
    come("c", 1, START);
    come("d", 1, START);
    assertEquals(List.of(new Aggregation.Rest<>("a", 15, 5)), aggregation.due(START));
  }

  @Test
  void atTheEndNothingIsKeptBack() {
    come("a", 11, START);
    assertEquals(List.of(new Aggregation.Rest<>("a", 11, 1)), aggregation.all());
  }

  private void come(String key, int times, Instant at) {
    for (var i = 1; i <= times; i++) {
      aggregation.single(key, i, at);
    }
  }
}
