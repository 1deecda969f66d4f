package be.schakel.mano;

import be.schakel.disclosure.CaseFacts;
import be.schakel.disclosure.Disclosable;
import be.schakel.edge.Times;
import be.schakel.partner.Caller;
import be.schakel.referral.CaseFile;
import be.schakel.vocabulary.ManoOutcome;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.WorkingDays;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An investigation as it can leave.
 *
 * @param facts of the moment that decides, before what the asker did
 * @param reach how much of it the asker may have at all
 */
record Shown(CaseFacts facts, CaseFile file, ManoRow row, Reach reach, Instant now)
    implements Disclosable<ManoView> {

  /** How much of it somebody may have, besides what the labels say. */
  enum Reach {
    /** The centre: all. */
    WHOLE,
    /** The same as the next, and what it sent itself: the parket that asked. */
    SENDER,
    /** Without what the centre does after an outcome. */
    COURSE,
    /** State and outcome code, no dates: a referrer that is no parket (matrix note on O). */
    CODES;

    static Reach of(Caller caller, CaseFile file) {
      if (file.ownedBy(caller)) {
        return WHOLE;
      }
      return switch (caller.partner().kind()) {
        case PARKET -> file.submittedBy(caller) ? SENDER : COURSE;
        case AUDITOR, VK, OCJ -> COURSE;
        default -> CODES;
      };
    }

    boolean dates() {
      return this != CODES;
    }
  }

  /** For whoever asks. */
  static Shown to(Caller caller, CaseFile file, ManoRow row, Instant now) {
    return new Shown(file.facts(), file, row, Reach.of(caller, file), now);
  }

  /** As a list shows it: without what the asker sent. */
  Disclosable<ManoView> listed() {
    return reach == Reach.SENDER ? new Shown(facts, file, row, Reach.COURSE, now) : this;
  }

  @Override
  public ManoView view(boolean neutral) {
    var dates = reach.dates();
    var children = row.children().stream().map(child -> child(child, neutral)).toList();
    var state =
        children.stream().flatMap(child -> child.state().stream()).min(ManoState::compareTo);
    var due =
        Stream.of(
                row.due(children.stream().flatMap(child -> child.state().stream()).toList()),
                row.secondDue().filter(any -> reach == Reach.WHOLE))
            .flatMap(Optional::stream)
            .min(LocalDate::compareTo)
            .filter(any -> dates);
    return new ManoView(
        Optional.of(file.id()),
        Optional.of(file.reference()),
        Optional.of(Times.shown(file.receivedAt())),
        Optional.of(file.contact(neutral)),
        state,
        children.stream()
            .filter(child -> child.state().equals(state))
            .flatMap(child -> child.since().stream())
            .max(OffsetDateTime::compareTo),
        due,
        due.map(day -> ManoRow.daysLeft(day, now)),
        row.term().filter(any -> dates).map(Shown::term),
        children,
        file.admissibilityDoubts(),
        Optional.of(file.whole().view(neutral)).filter(any -> reach == Reach.SENDER));
  }

  private static ManoView.Term term(ManoRow.Term term) {
    return new ManoView.Term(
        Optional.of(term.dayZero()),
        Optional.of(term.due()),
        Optional.of(term.workingDays()),
        Optional.of(term.policyVersion()));
  }

  private ManoView.Child child(ManoRow.Child child, boolean neutral) {
    var dates = reach.dates();
    var state = state(child, reach, neutral);
    var since = since(child, reach, neutral);
    var awaited =
        child
            .proposal()
            .map(ManoRow.Proposal::state)
            .or(() -> child.secondUntil().map(any -> child.state()));
    return new ManoView.Child(
        Optional.of(child.id()),
        file.key(child.id(), "0"),
        Optional.of(state),
        since.map(Times::shown).filter(any -> dates),
        child.reason().filter(any -> dates),
        outcome(child, state),
        child.outcomeAt().map(WorkingDays::dayOf).filter(any -> dates),
        child.formerOutcome().filter(any -> dates),
        child.mode(),
        child.transferTo(),
        child.possible(),
        Optional.of(child.heard()),
        Optional.of(child.told()),
        awaited,
        child.secondUntil().map(Times::shown));
  }

  /**
   * Since when, as somebody is told it. What the centre does after an outcome has no time for
   * others, and where an address is secret, what another centre took up has none either (H8).
   */
  static Optional<Instant> since(ManoRow.Child child, Reach reach, boolean neutral) {
    if (reach == Reach.WHOLE) {
      return Optional.of(child.since());
    }
    var outcome = ManoOutcome.of(state(child, reach, neutral)).isPresent();
    return outcome || neutral ? child.outcomeAt() : Optional.of(child.since());
  }

  /** While it runs the code says so: it is the absence of an outcome. */
  static Optional<ManoOutcome> outcome(ManoRow.Child child, ManoState shown) {
    return child
        .outcome()
        .or(
            () ->
                Optional.of(ManoOutcome.INVESTIGATION_PENDING)
                    .filter(
                        any -> shown == ManoState.ADMISSIBLE || shown == ManoState.INVESTIGATING));
  }

  /**
   * What somebody is told of where a child stands. That help ended after case management is the
   * centre's; where an address is secret, that the family moved shows nowhere (H8).
   */
  static ManoState state(ManoRow.Child child, Reach reach, boolean neutral) {
    var moved =
        child.state() == ManoState.TRANSFERRED || child.state() == ManoState.MOVED_OUT_OF_AREA;
    var state = neutral && moved ? child.before().orElse(child.state()) : child.state();
    return reach != Reach.WHOLE && state == ManoState.CLOSED ? ManoState.CASE_MANAGEMENT : state;
  }

  /** The kinds of partner that learn where their own request stands (matrix, MANO_STATUS). */
  static boolean learnsState(PartnerKind kind) {
    return switch (kind) {
      case POLICE, HELPLINE_1712, NPIE, SCHOOL, AUDITOR -> false;
      default -> true;
    };
  }
}
