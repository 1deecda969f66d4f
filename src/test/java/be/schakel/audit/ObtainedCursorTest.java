package be.schakel.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.disclosure.Obtained;
import be.schakel.problem.SchakelProblem;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ObtainedCursorTest {

  @Test
  void placeComesBackAsItWasGiven() {
    for (var vk : List.of(Optional.of("vk-een"), Optional.<String>empty())) {
      var last =
          new Obtained.About(
              vk, "pseudonym", List.of(), List.of(), 3, Instant.EPOCH, Instant.EPOCH);
      var back = ObtainedCursor.parse(ObtainedCursor.after(last).toString()).last();
      assertEquals(vk, back.vk());
      assertEquals("pseudonym", back.subject());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "****", "bm93aGVyZQ"})
  void whatIsNoPlaceIsRefused(String text) {
    assertThrows(SchakelProblem.class, () -> ObtainedCursor.parse(text));
  }
}
