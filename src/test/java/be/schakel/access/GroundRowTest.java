package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Where a ground stands at a moment. */
class GroundRowTest {

  private static final Instant RECORDED = Instant.parse("2026-11-21T09:00:00Z");
  private static final Instant UNTIL = Instant.parse("2026-11-23T09:00:00Z");

  private static GroundRow row(LegalGround ground, Optional<Instant> decided) {
    return new GroundRow(
        new UUID(0, 1),
        new UUID(0, 2),
        Optional.empty(),
        ground,
        List.of("parket"),
        Set.of(),
        new byte[0],
        Proof.NUMBER_OF_11,
        RECORDED,
        new byte[0],
        Optional.empty(),
        Optional.of(UNTIL),
        decided,
        Optional.empty());
  }

  @Test
  void dangerThatNobodyConfirmsLapses() {
    var danger = row(LegalGround.G3_DANGER_MINOR, Optional.empty());
    assertEquals(GroundState.PENDING, danger.state(RECORDED));
    assertEquals(GroundState.PENDING, danger.state(UNTIL.minusNanos(1)));
    assertEquals(GroundState.OVER, danger.state(UNTIL));
  }

  @Test
  void dangerThatWasConfirmedStaysSo() {
    var danger = row(LegalGround.G3_DANGER_MINOR, Optional.of(RECORDED));
    assertEquals(GroundState.CONFIRMED, danger.state(UNTIL.plusSeconds(1)));
  }

  @Test
  void requestOpensWhenItIsReleasedAndUntilItsPeriodIsOver() {
    var waiting = row(LegalGround.G6_WRITTEN_REQUEST, Optional.empty());
    var released = row(LegalGround.G6_WRITTEN_REQUEST, Optional.of(RECORDED));
    assertEquals(GroundState.RECEIVED, waiting.state(UNTIL));
    assertEquals(GroundState.OPEN, released.state(RECORDED));
    assertEquals(GroundState.OVER, released.state(UNTIL));
  }
}
