package be.schakel.mano;

import be.schakel.partner.Proof;
import be.schakel.vocabulary.CaseManagementMode;
import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.NotAdmissibleReason;
import be.schakel.vocabulary.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * An investigation as it is stored: where each child of one report stands.
 *
 * @param admissibilityDue by when a person says whether it is admissible
 * @param term the newest
 */
record ManoRow(List<Child> children, Optional<LocalDate> admissibilityDue, Optional<Term> term) {

  /**
   * One child.
   *
   * @param before where it stood before the newest step
   * @param heard it stands on record whether the child was heard
   * @param told and whether it was told its rights
   * @param secondUntil until when a second person confirms a report to the parket
   */
  record Child(
      UUID id,
      ManoState state,
      Instant since,
      int seq,
      Optional<ManoState> before,
      Optional<CaseManagementMode> mode,
      Optional<NotAdmissibleReason> reason,
      Optional<String> transferTo,
      Optional<ManoOutcome> outcome,
      Optional<Instant> outcomeAt,
      Optional<ManoOutcome> formerOutcome,
      boolean heard,
      boolean told,
      Optional<Proposal> proposal,
      Optional<Instant> secondUntil) {

    /** What sort of step leads there from where it stands; empty when there is none. */
    Optional<Moves.Kind> step(ManoMove move) {
      return Moves.kind(state, move.state())
          .filter(any -> possible().contains(move.state()))
          .filter(kind -> kind != Moves.Kind.MODE || !move.mode().equals(mode));
    }

    List<ManoState> possible() {
      return Moves.possible(state, before);
    }
  }

  /** That one person asks for a step that takes two. */
  record Proposal(
      ManoState state,
      Optional<CaseManagementMode> mode,
      byte[] person,
      Proof proof,
      Instant since) {}

  /**
   * The legal term.
   *
   * @param due its last day
   */
  record Term(int seq, LocalDate dayZero, LocalDate due, int workingDays, String policyVersion) {}

  /** Whether the term runs for any child. */
  boolean running() {
    return children.stream()
        .anyMatch(
            child ->
                child.state() == ManoState.ADMISSIBLE || child.state() == ManoState.INVESTIGATING);
  }

  /**
   * What is due next: whether it is admissible, or the end of the term; empty when nothing is.
   *
   * @param states where its children stand, as somebody is told it
   */
  Optional<LocalDate> due(List<ManoState> states) {
    if (states.contains(ManoState.ADMISSIBLE) || states.contains(ManoState.INVESTIGATING)) {
      return term.map(Term::due);
    }
    return admissibilityDue.filter(any -> states.contains(ManoState.SUBMITTED));
  }

  /** The last day on which a second person confirms what acute danger let one person do. */
  Optional<LocalDate> secondDue() {
    return children.stream()
        .flatMap(child -> child.secondUntil().stream())
        .min(Instant::compareTo)
        .map(WorkingDays::lastDayBefore);
  }

  /** Working days until a day; negative when it is over. */
  static int daysLeft(LocalDate due, Instant now) {
    return WorkingDays.between(WorkingDays.dayOf(now), due);
  }
}
