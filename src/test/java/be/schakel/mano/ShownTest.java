package be.schakel.mano;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.PartnerKind;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of each state reaches whom. */
class ShownTest {

  private static final EnumSet<Shown.Reach> OTHERS =
      EnumSet.complementOf(EnumSet.of(Shown.Reach.WHOLE));

  private static final Instant OUTCOME = Instant.parse("2026-03-01T09:00:00Z");
  private static final Instant LATER = Instant.parse("2026-05-01T09:00:00Z");

  /** As if every state had been reached later than an outcome was. */
  private static ManoRow.Child standing(ManoState state, ManoState before) {
    return new ManoRow.Child(
        new UUID(0, 1),
        state,
        LATER,
        1,
        Optional.of(before),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.of(OUTCOME),
        Optional.empty(),
        true,
        true,
        Optional.empty(),
        Optional.empty());
  }

  @ParameterizedTest
  @EnumSource(ManoState.class)
  void centreSeesWhereItStandsWhateverIsSecret(ManoState state) {
    var child = standing(state, ManoState.INVESTIGATING);
    assertEquals(state, Shown.state(child, Shown.Reach.WHOLE, false));
  }

  /** After case management nothing more is told, and with a secret address no move (H8). */
  @ParameterizedTest
  @EnumSource(ManoState.class)
  void othersSeeNeitherThatHelpEndedNorThatASecretFamilyMoved(ManoState state) {
    var child = standing(state, ManoState.INVESTIGATING);
    for (var reach : OTHERS) {
      var open = state == ManoState.CLOSED ? ManoState.CASE_MANAGEMENT : state;
      assertEquals(open, Shown.state(child, reach, false), reach.name());
      var moved = state == ManoState.TRANSFERRED || state == ManoState.MOVED_OUT_OF_AREA;
      assertEquals(
          moved ? ManoState.INVESTIGATING : open, Shown.state(child, reach, true), reach.name());
    }
  }

  /**
   * That the mode changed, or help ended, has no time for others; with a secret address nothing.
   */
  @ParameterizedTest
  @EnumSource(ManoState.class)
  void whatTheCentreDoesAfterAnOutcomeHasNoTimeForOthers(ManoState state) {
    var child = standing(state, ManoState.INVESTIGATING);
    var after =
        EnumSet.of(
            ManoState.CASE_MANAGEMENT,
            ManoState.NO_SOCIETAL_NECESSITY,
            ManoState.REPORTED_TO_PARKET,
            ManoState.CLOSED);
    assertEquals(Optional.of(LATER), Shown.since(child, Shown.Reach.WHOLE, true));
    for (var reach : OTHERS) {
      assertEquals(
          Optional.of(after.contains(state) ? OUTCOME : LATER), Shown.since(child, reach, false));
      assertEquals(Optional.of(OUTCOME), Shown.since(child, reach, true));
    }
  }

  @ParameterizedTest
  @EnumSource(ManoState.class)
  void pendingIsTheAbsenceOfAnOutcomeWhileItRuns(ManoState state) {
    var runs = state == ManoState.ADMISSIBLE || state == ManoState.INVESTIGATING;
    assertEquals(
        Optional.of(ManoOutcome.INVESTIGATION_PENDING).filter(any -> runs),
        Shown.outcome(standing(state, ManoState.SUBMITTED), state));
  }

  /** The column MANO_STATUS of the matrix: closed cells learn nothing. */
  @ParameterizedTest
  @EnumSource(PartnerKind.class)
  void whoMayNotReadTheStateIsNotToldOfItEither(PartnerKind kind) {
    switch (kind) {
      case POLICE, HELPLINE_1712, NPIE, SCHOOL -> assertFalse(Shown.learnsState(kind));
      case PARKET, HOSPITAL, GP, CLB, FOSTER_CARE, OPGROEIEN_KG, CAW, KINDREFLEX_ORG ->
          assertTrue(Shown.learnsState(kind));
      default -> {
        // Nobody of these refers, or a centre that knows anyway
      }
    }
  }
}
