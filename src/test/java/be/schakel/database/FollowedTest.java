package be.schakel.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FollowedTest {

  private final Followed<Integer, String> followed = new Followed<>();

  @Test
  void beforeTheFirstRowNothingIsInForce() {
    assertFalse(followed.take(Optional.empty(), row -> "said"));
    assertEquals(Optional.empty(), followed.row());
    assertEquals(
        Code.STORAGE_UNAVAILABLE, assertThrows(SchakelProblem.class, followed::current).code());
  }

  @Test
  void anotherRowIsReadOnceAndTakesThePlaceOfTheFirst() {
    assertTrue(followed.take(Optional.of(1), row -> "said by " + row));
    assertFalse(followed.take(Optional.of(1), row -> "said again"));
    assertEquals("said by 1", followed.current());
    assertTrue(followed.take(Optional.of(2), row -> "said by " + row));
    assertEquals("said by 2", followed.current());
    assertEquals(Optional.of(2), followed.row());
  }

  @Test
  void aRowThatDoesNotReadLeavesWhatWasInForce() {
    followed.take(Optional.of(1), row -> "said");
    assertThrows(
        IllegalArgumentException.class,
        () ->
            followed.take(
                Optional.of(2),
                row -> {
                  throw new IllegalArgumentException("made by newer software");
                }));
    assertEquals("said", followed.current());
    assertEquals(Optional.of(1), followed.row());
  }

  @Test
  void aRowThatIsGoneAgainLeavesWhatWasInForce() {
    followed.take(Optional.of(1), row -> "said");
    assertFalse(followed.take(Optional.empty(), row -> "said"));
    assertEquals("said", followed.current());
  }
}
