package be.schakel.referral;

import static org.junit.jupiter.api.Assertions.assertEquals;

import be.schakel.vocabulary.ReferralStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatusMoveTest {

  /** The contract's moves, from the line to the column; every other pair is refused. */
  private static final String TRUTH =
      """
      from             | ROUTING_REQUIRED RECEIVED TAKEN_UP ADVICE_GIVEN TRANSFERRED CLOSED RETRACTED
      ROUTING_REQUIRED | -                yes      -        -            -           -      -
      RECEIVED         | -                -        yes      yes          yes         -      -
      TAKEN_UP         | -                -        -        yes          yes         yes    -
      ADVICE_GIVEN     | -                -        yes      -            -           yes    -
      TRANSFERRED      | -                yes      -        -            -           -      -
      CLOSED           | -                -        yes      -            -           -      -
      RETRACTED        | -                -        -        -            -           -      -
      """;

  @ParameterizedTest(name = "{0} -> {1}: {2}")
  @MethodSource("table")
  void movesAreThoseOfTheContract(ReferralStatus from, ReferralStatus to, boolean possible) {
    assertEquals(possible, StatusMove.possible(from).contains(to));
  }

  static Stream<Arguments> table() {
    var lines = TRUTH.lines().map(line -> List.of(line.split("[ |]+"))).toList();
    var cells = new ArrayList<Arguments>();
    for (var line : lines.subList(1, lines.size())) {
      for (int column = 1; column < line.size(); column++) {
        cells.add(
            Arguments.of(
                ReferralStatus.valueOf(line.get(0)),
                ReferralStatus.valueOf(lines.get(0).get(column)),
                line.get(column).equals("yes")));
      }
    }
    assertEquals(ReferralStatus.values().length * ReferralStatus.values().length, cells.size());
    return cells.stream();
  }
}
