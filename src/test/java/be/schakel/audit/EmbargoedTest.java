package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EmbargoedTest {

  private static final Instant FIRST = Instant.parse("2026-11-01T00:00:00Z");
  private static final Instant END = Instant.parse("2026-11-08T00:00:00Z");

  @Test
  void rangeHoldsItsFirstMomentAndNotItsEnd() {
    var week = new Embargoed(Optional.of(FIRST), Optional.of(END));

    assertTrue(week.covers(FIRST));
    assertTrue(week.covers(END.minusMillis(1)));
    assertFalse(week.covers(FIRST.minusMillis(1)));
    assertFalse(week.covers(END));
  }

  @Test
  void openRangeHasNoBeginningOrNoEnd() {
    assertTrue(new Embargoed(Optional.empty(), Optional.of(END)).covers(Instant.EPOCH));
    assertTrue(new Embargoed(Optional.of(FIRST), Optional.empty()).covers(END));
  }
}
