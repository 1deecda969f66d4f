package be.schakel.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EscalationTest {

  private static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");
  private static final Escalation ESCALATION = new Escalation(Duration.ofMinutes(15));

  @Test
  void nextOneIsToldAfterThePauseAndLaterRoundsWaitLonger() {
    var minutes = new ArrayList<Long>();
    for (int told = 1; ESCALATION.after(told, 2, NOW).isPresent(); told++) {
      minutes.add(Duration.between(NOW, ESCALATION.after(told, 2, NOW).get()).toMinutes());
    }
    assertEquals(List.of(15L, 15L, 30L, 30L, 60L), minutes);
  }

  @Test
  void everybodyIsToldInTurn() {
    assertEquals(0, Escalation.turn(0, 3));
    assertEquals(2, Escalation.turn(2, 3));
    assertEquals(0, Escalation.turn(3, 3));
  }

  @Test
  void afterTheLastRoundNobodyIsToldAnyMore() {
    assertEquals(Optional.empty(), ESCALATION.after(3, 1, NOW));
    assertEquals(Optional.empty(), ESCALATION.after(6, 2, NOW));
  }

  @Test
  void letterThatCannotBePostedIsTriedAgainSoonAndThenTheNextPersonAtOnce() {
    assertEquals(NOW.plusSeconds(10), Escalation.again(1, NOW));
    assertEquals(NOW.plusSeconds(20), Escalation.again(2, NOW));
    assertEquals(NOW, Escalation.again(3, NOW));
  }
}
