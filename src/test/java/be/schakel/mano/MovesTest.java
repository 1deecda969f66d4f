package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.ManoState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MovesTest {

  /** Every pair of states once more, written by hand: M move, A acute, C, R, T received, O mode. */
  private static final String TABLE =
      """
                            SUB ADM INV CAM NSN REP CLO TRA NAD WIT MOV ADU DIE
      SUBMITTED             .   M   .   .   .   A   .   M   M   M   M   M   M
      ADMISSIBLE            .   .   M   .   .   A   .   M   .   M   M   M   M
      INVESTIGATING         .   .   .   M   M   M   .   M   .   M   M   M   M
      CASE_MANAGEMENT       .   .   .   O   C   M   M   M   .   .   M   M   M
      NO_SOCIETAL_NECESSITY .   .   R   C   .   A   .   .   .   .   .   .   .
      REPORTED_TO_PARKET    .   .   R   C   C   .   .   .   .   .   .   .   .
      CLOSED                .   .   R   .   .   A   .   .   .   .   .   .   .
      TRANSFERRED           T   T   T   T   .   .   .   .   .   .   .   .   .
      NOT_ADMISSIBLE        R   .   .   .   .   A   .   .   .   .   .   .   .
      WITHDRAWN             R   .   .   .   .   A   .   .   .   .   .   .   .
      MOVED_OUT_OF_AREA     R   .   .   .   .   A   .   .   .   .   .   .   .
      BECAME_ADULT          R   .   .   .   .   .   .   .   .   .   .   .   .
      DIED                  R   .   .   .   .   .   .   .   .   .   .   .   .
      """;

  /** Step and sort, for every pair of states of which there is one. */
  static TreeMap<String, String> table() {
    var steps = new TreeMap<String, String>();
    var lines = TABLE.lines().skip(1).toList();
    assertEquals(ManoState.values().length, lines.size());
    for (var line : lines) {
      var cells = line.strip().split(" +");
      assertEquals(ManoState.values().length + 1, cells.length, line);
      for (var to : ManoState.values()) {
        var kind =
            switch (cells[to.ordinal() + 1]) {
              case "M" -> Moves.Kind.MOVE;
              case "A" -> Moves.Kind.ACUTE;
              case "C" -> Moves.Kind.CORRECTION;
              case "R" -> Moves.Kind.REOPENING;
              case "T" -> Moves.Kind.RECEPTION;
              case "O" -> Moves.Kind.MODE;
              default -> null;
            };
        if (kind != null) {
          steps.put(ManoState.valueOf(cells[0]) + " " + to, kind.name());
        }
      }
    }
    return steps;
  }

  @Test
  void everyPairOfStatesHasTheStepOfTheTableOrNone() {
    var steps = new TreeMap<String, String>();
    for (var from : ManoState.values()) {
      for (var to : ManoState.values()) {
        Moves.kind(from, to).ifPresent(kind -> steps.put(from + " " + to, kind.name()));
      }
    }
    assertEquals(table(), steps);
  }

  @ParameterizedTest
  @EnumSource(ManoState.class)
  void possibleAreThoseOfTheTableInTheOrderOfTheList(ManoState from) {
    var expected = new ArrayList<ManoState>();
    for (var to : ManoState.values()) {
      if (table().containsKey(from + " " + to)) {
        expected.add(to);
      }
    }
    if (from == ManoState.TRANSFERRED) {
      assertEquals(List.of(), Moves.possible(from, Optional.empty()));
      for (var before : expected) {
        assertEquals(List.of(before), Moves.possible(from, Optional.of(before)));
      }
    } else {
      assertEquals(expected, Moves.possible(from, Optional.empty()));
    }
  }

  /** Domain 1.4: no end is final but by nature, and in acute danger the parket is always there. */
  @Test
  void whateverEndedCanBeginAgainAndAcuteDangerGoesToTheParketFromWhereverAMinorStands() {
    var never =
        EnumSet.of(
            ManoState.REPORTED_TO_PARKET,
            ManoState.TRANSFERRED,
            ManoState.BECAME_ADULT,
            ManoState.DIED);
    for (var state : ManoState.values()) {
      assertTrue(
          state == ManoState.TRANSFERRED || !Moves.possible(state, Optional.empty()).isEmpty());
      assertEquals(
          !never.contains(state),
          Moves.kind(state, ManoState.REPORTED_TO_PARKET).isPresent(),
          state.name());
    }
  }

  @Test
  void mandateRunsWhileSomebodyInvestigatesOrFollowsUp() {
    var mandated = Arrays.stream(ManoState.values()).filter(Moves::mandated).toList();
    assertEquals(List.of(ManoState.INVESTIGATING, ManoState.CASE_MANAGEMENT), mandated);
    assertEquals(
        Set.of(ManoState.SUBMITTED, ManoState.ADMISSIBLE, ManoState.INVESTIGATING),
        Set.copyOf(Arrays.stream(ManoState.values()).filter(Moves::open).toList()));
  }
}
