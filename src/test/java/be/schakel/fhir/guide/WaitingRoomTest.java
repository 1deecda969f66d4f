package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One serves whoever waits, one turn after another; nobody's turn takes any time. */
class WaitingRoomTest {

  private final WaitingRoom room = new WaitingRoom();
  private final PriorityQueue<WaitingRoom.Turn<String>> waiting = new PriorityQueue<>();

  private Optional<WaitingRoom.Turn<String>> comes(String partner) {
    var turn = room.enter(partner, () -> partner);
    turn.ifPresent(waiting::add);
    return turn;
  }

  private void come(int many, String partner) {
    IntStream.range(0, many).forEach(any -> assertTrue(comes(partner).isPresent()));
  }

  /** As many as may come. */
  private void fill(String partner) {
    var more = true;
    while (more) {
      more = comes(partner).isPresent();
    }
  }

  private String serveOne() throws Exception {
    try (var turn = waiting.remove()) {
      turn.run();
      return turn.get();
    }
  }

  /**
   * @param busy sends another whenever one of its own ends
   */
  private String serve(int turns, String busy) throws Exception {
    var order = new ArrayList<String>();
    for (int turn = 0; turn < turns; turn++) {
      order.add(serveOne());
      if (order.get(turn).equals(busy)) {
        come(1, busy);
      }
    }
    return String.join("", order);
  }

  @Test
  void sixAtOnceAndWhoAlwaysHasThreeWaitingShareEachRound() throws Exception {
    come(3, "a");
    assertEquals("aaaa", serve(4, "a"));

    come(6, "b");

    assertEquals("babababbabaaaa", serve(14, "a"));
  }

  @Test
  void whoSendsOneAfterAnotherPassesNobodyTwice() throws Exception {
    come(3, "b");
    come(1, "a");

    assertEquals("bababaaa", serve(8, "a"));
  }

  @Test
  void eachOfManyHasOneTurnOfARound() throws Exception {
    for (var partner : List.of("a", "b", "c", "d")) {
      come(2, partner);
    }
    assertEquals("abcdabcd", serve(8, ""));
  }

  @Test
  void whoWasAloneForLongOwesNothing() throws Exception {
    come(1, "a");
    serve(100, "a");

    come(2, "b");

    assertEquals("babaaa", serve(6, "a"));
  }

  @Test
  void twelveOfOnePartnerAreHere() throws Exception {
    come(12, "a");
    assertFalse(comes("a").isPresent());

    serveOne();
    come(1, "a");
  }

  @Test
  void othersNeverKeepAPartnersFirstOut() {
    List.of("a", "b", "c", "d").forEach(this::fill);

    come(1, "e");
    assertFalse(comes("e").isPresent());
    assertEquals(36 + 5, waiting.size());
  }

  @Test
  void whoLeftHoldsNoPlace() {
    for (int round = 0; round < 2; round++) {
      List.of("a", "b", "c", "d").forEach(this::fill);
      assertEquals(36 + 4, waiting.size());
      waiting.forEach(WaitingRoom.Turn::close);
      waiting.clear();
    }
  }
}
