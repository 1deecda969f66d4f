package be.schakel.mano;

import static be.schakel.vocabulary.ManoState.ADMISSIBLE;
import static be.schakel.vocabulary.ManoState.BECAME_ADULT;
import static be.schakel.vocabulary.ManoState.CASE_MANAGEMENT;
import static be.schakel.vocabulary.ManoState.CLOSED;
import static be.schakel.vocabulary.ManoState.DIED;
import static be.schakel.vocabulary.ManoState.INVESTIGATING;
import static be.schakel.vocabulary.ManoState.MOVED_OUT_OF_AREA;
import static be.schakel.vocabulary.ManoState.NOT_ADMISSIBLE;
import static be.schakel.vocabulary.ManoState.NO_SOCIETAL_NECESSITY;
import static be.schakel.vocabulary.ManoState.REPORTED_TO_PARKET;
import static be.schakel.vocabulary.ManoState.SUBMITTED;
import static be.schakel.vocabulary.ManoState.TRANSFERRED;
import static be.schakel.vocabulary.ManoState.WITHDRAWN;

import be.schakel.vocabulary.ManoState;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The state machine of an investigation (domain 1.4), for one child. Pure. The table {@code
 * mano_move} holds the same steps; a test holds the two together.
 */
final class Moves {

  /** What sort of step it is. */
  enum Kind {
    MOVE,
    /** A report to the parket because danger is acute. */
    ACUTE,
    /** An outcome was wrong: it takes two persons, and who was told is told again. */
    CORRECTION,
    /** It begins again. */
    REOPENING,
    /** The other facility takes up what was transferred to it, as it stood. */
    RECEPTION,
    /** Case management is observing or intervening from now on. */
    MODE
  }

  private static final Map<ManoState, Map<ManoState, Kind>> STEPS = new EnumMap<>(ManoState.class);

  static {
    Arrays.stream(ManoState.values())
        .forEach(state -> STEPS.put(state, new EnumMap<>(ManoState.class)));
    to(SUBMITTED, Kind.MOVE, ADMISSIBLE, NOT_ADMISSIBLE);
    to(ADMISSIBLE, Kind.MOVE, INVESTIGATING);
    to(INVESTIGATING, Kind.MOVE, CASE_MANAGEMENT, NO_SOCIETAL_NECESSITY, REPORTED_TO_PARKET);
    to(CASE_MANAGEMENT, Kind.MOVE, CLOSED, REPORTED_TO_PARKET);
    for (var open : List.of(SUBMITTED, ADMISSIBLE, INVESTIGATING, CASE_MANAGEMENT)) {
      to(open, Kind.MOVE, TRANSFERRED, MOVED_OUT_OF_AREA, BECAME_ADULT, DIED);
      to(TRANSFERRED, Kind.RECEPTION, open);
    }
    for (var undecided : List.of(SUBMITTED, ADMISSIBLE, INVESTIGATING)) {
      to(undecided, Kind.MOVE, WITHDRAWN);
    }
    for (var state :
        List.of(
            SUBMITTED,
            ADMISSIBLE,
            NO_SOCIETAL_NECESSITY,
            CLOSED,
            NOT_ADMISSIBLE,
            WITHDRAWN,
            MOVED_OUT_OF_AREA)) {
      to(state, Kind.ACUTE, REPORTED_TO_PARKET);
    }
    to(CASE_MANAGEMENT, Kind.MODE, CASE_MANAGEMENT);
    to(CASE_MANAGEMENT, Kind.CORRECTION, NO_SOCIETAL_NECESSITY);
    to(NO_SOCIETAL_NECESSITY, Kind.CORRECTION, CASE_MANAGEMENT);
    to(REPORTED_TO_PARKET, Kind.CORRECTION, CASE_MANAGEMENT, NO_SOCIETAL_NECESSITY);
    for (var ended : List.of(NOT_ADMISSIBLE, WITHDRAWN, MOVED_OUT_OF_AREA, BECAME_ADULT, DIED)) {
      to(ended, Kind.REOPENING, SUBMITTED);
    }
    for (var ended : List.of(NO_SOCIETAL_NECESSITY, REPORTED_TO_PARKET, CLOSED)) {
      to(ended, Kind.REOPENING, INVESTIGATING);
    }
  }

  private Moves() {}

  private static void to(ManoState from, Kind kind, ManoState... states) {
    for (var state : states) {
      if (STEPS.get(from).put(state, kind) != null) {
        throw new IllegalStateException(from + " to " + state + " stands twice");
      }
    }
  }

  /** What sort of step leads from one state to another; empty when there is none. */
  static Optional<Kind> kind(ManoState from, ManoState state) {
    return Optional.ofNullable(STEPS.get(from).get(state));
  }

  /**
   * The states that can follow, in the order of the code list.
   *
   * @param before where it stood before it was transferred
   */
  static List<ManoState> possible(ManoState from, Optional<ManoState> before) {
    return STEPS.get(from).entrySet().stream()
        .filter(
            step ->
                step.getValue() != Kind.RECEPTION
                    || before.filter(step.getKey()::equals).isPresent())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Whether the term runs: nobody has found yet what is to be done. */
  static boolean open(ManoState state) {
    return state == SUBMITTED || state == ADMISSIBLE || state == INVESTIGATING;
  }

  /** Whether the mandate runs (disclosure policy 5.3, G2). */
  static boolean mandated(ManoState state) {
    return state == INVESTIGATING || state == CASE_MANAGEMENT;
  }
}
