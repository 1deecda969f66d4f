package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.bucket4j.TimeMeter;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RatesTest {

  private final Tick tick = new Tick();
  private final Rates rates = new Rates(5, tick);

  @Test
  void forAMomentTwiceTheRateIsLetIn() {
    for (var i = 0; i < 10; i++) {
      assertEquals(Optional.empty(), rates.take("a"));
    }
    assertEquals(Optional.of(Duration.ofMillis(200)), rates.take("a"));
  }

  @Test
  void oneCallerDoesNotUseUpWhatAnotherHas() {
    for (var i = 0; i < 11; i++) {
      rates.take("a");
    }
    assertEquals(Optional.empty(), rates.take("b"));
  }

  @Test
  void whoWaitsAsToldIsLetInAgain() {
    for (var i = 0; i < 10; i++) {
      rates.take("a");
    }
    tick.nanos += rates.take("a").orElseThrow().toNanos();
    assertEquals(Optional.empty(), rates.take("a"));
    assertTrue(rates.take("a").isPresent());
  }

  @Test
  void aRateOfNothingIsAMistake() {
    assertThrows(IllegalArgumentException.class, () -> new Rates(0, tick));
  }

  private static final class Tick implements TimeMeter {

    private long nanos = 1;

    @Override
    public long currentTimeNanos() {
      return nanos;
    }

    @Override
    public boolean isWallClockBased() {
      return false;
    }
  }
}
