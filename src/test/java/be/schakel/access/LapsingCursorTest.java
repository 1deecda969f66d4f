package be.schakel.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LapsingCursorTest {

  @Test
  void placeComesBackAsItWasGiven() {
    var place =
        new LapsingCursor(
            Instant.parse("2027-03-14T23:00:00Z"),
            UUID.fromString("0199a7c4-3b1e-7001-9d53-5f1f6d3a2b00"));
    assertEquals(place, LapsingCursor.parse(place.toString()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "AAAA", "not base64!", "2027-03-14"})
  void whatIsNoPlaceIsRefused(String text) {
    assertEquals(
        Code.BAD_CURSOR,
        assertThrows(SchakelProblem.class, () -> LapsingCursor.parse(text)).code());
  }

  @Test
  void timeThatNoDatabaseHasIsRefused() {
    var bytes = new byte[24];
    bytes[0] = -1;
    var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    assertThrows(SchakelProblem.class, () -> LapsingCursor.parse(text));
  }
}
