package be.schakel.mano;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.CaseManagementMode;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.NotAdmissibleReason;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Uuid7;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Takes the steps of an investigation and does what follows from each: the term, the mandate of the
 * parket that asked, who is told. In the running transaction, which holds the report.
 */
@ApplicationScoped
class Steps {

  /** Longer than anybody is a minor: it is ended when the mandate ends. */
  private static final Duration MANDATE_AT_MOST = Duration.ofDays(366L * 18);

  @Inject ManoRows rows;
  @Inject Actors actors;
  @Inject ManoNews news;
  @Inject ParketReportRows reports;
  @Inject CaseFiles files;
  @Inject Records records;
  @Inject Registries registries;
  @Inject Policies policies;

  /** What somebody wrote about a step. */
  record Words(String text) {}

  /**
   * Who signed a report to the parket.
   *
   * @param report its id
   * @param second the keyed hash of the second person; none yet where danger is acute
   * @param acute danger is acute: the second person follows by the end of the next working day
   */
  record Signed(UUID report, Optional<byte[]> second, boolean acute) {}

  /**
   * Takes a step for these children, or records that one person asks for it.
   *
   * @return why the caller may not
   */
  Optional<Code> take(
      Caller caller,
      CaseFile file,
      ManoRow row,
      List<ManoRow.Child> children,
      ManoMove move,
      Instant now) {
    hear(caller, file, children, move, now);
    for (var child : children) {
      var kind = child.step(move).orElseThrow();
      var second = Optional.<byte[]>empty();
      if (kind == Moves.Kind.CORRECTION) {
        var asked = child.proposal().filter(proposal -> sameStep(proposal, move));
        if (asked.isEmpty()) {
          var id = Uuid7.at(now);
          rows.propose(id, child, move, seal(file, child, id, move.text()), caller, now);
          continue;
        }
        var not = actors.notAnother(asked.get().person(), asked.get().proof(), caller);
        if (not.isPresent()) {
          return not;
        }
        second = asked.map(ManoRow.Proposal::person);
      }
      term(file, move, kind, now);
      var id = Uuid7.at(now);
      take(
          caller,
          file,
          new ManoRows.Step(
              id,
              child,
              move.state(),
              kind,
              move.mode()
                  .or(() -> child.mode().filter(any -> move.state() == ManoState.CASE_MANAGEMENT)),
              move.reason(),
              move.transferTo(),
              second,
              Optional.empty(),
              Optional.empty(),
              seal(file, child, id, move.text())),
          reports.addressees(file.id(), child.id()),
          now);
    }
    move.transferTo()
        .flatMap(registries.current()::byCode)
        .filter(to -> to.kind() == PartnerKind.VK)
        .ifPresent(to -> files.transfer(file, caller, to.code(), now));
    return Optional.empty();
  }

  /**
   * The children of a report are reported to the parket: what makes and signs that report calls
   * this, in its own transaction, which holds the case ({@link CaseFiles#byOwner}).
   *
   * @param children those it reports, each in a state from which that is possible
   * @param addressed the code of the parket it goes to
   * @throws SchakelProblem {@link Code#MOVE_NOT_POSSIBLE}, {@link Code#CHILD_NOT_HEARD}, {@link
   *     Code#RIGHTS_NOT_TOLD}
   */
  void reported(
      Caller caller,
      CaseFile file,
      List<UUID> children,
      Signed signed,
      String addressed,
      Instant now) {
    var row = rows.find(file.id()).orElseThrow();
    var until =
        Optional.of(WorkingDays.endOf(1, now))
            .filter(any -> signed.acute() && signed.second().isEmpty());
    for (var child : row.children()) {
      if (!children.contains(child.id())) {
        continue;
      }
      var kind = reportable(child, signed.acute());
      if (child.state() == ManoState.INVESTIGATING && until.isEmpty()) {
        heard(List.of(child), Optional.empty(), Optional.empty());
      }
      take(
          caller,
          file,
          new ManoRows.Step(
              Uuid7.at(now),
              child,
              ManoState.REPORTED_TO_PARKET,
              kind,
              Optional.<CaseManagementMode>empty(),
              Optional.<NotAdmissibleReason>empty(),
              Optional.empty(),
              signed.second(),
              until,
              Optional.of(signed.report()),
              Optional.empty()),
          Set.of(addressed),
          now);
    }
  }

  private void take(
      Caller caller, CaseFile file, ManoRows.Step step, Set<String> addressed, Instant now) {
    rows.add(file.id(), step, caller, now);
    var before = step.from();
    var after =
        rows.find(file.id()).orElseThrow().children().stream()
            .filter(child -> child.id().equals(before.id()))
            .findFirst()
            .orElseThrow();
    mandate(caller, file, before, after, now);
    news.moved(file, before, after, addressed, now);
    if (step.state() == ManoState.ADMISSIBLE && step.kind() == Moves.Kind.MOVE) {
      rows.elsewhere(after.id()).forEach(other -> news.runningElsewhere(file, after, other, now));
    }
  }

  private static boolean sameStep(ManoRow.Proposal proposal, ManoMove move) {
    return proposal.state() == move.state() && proposal.mode().equals(move.mode());
  }

  /** What stands on record of each child before an outcome. */
  private void hear(
      Caller caller, CaseFile file, List<ManoRow.Child> children, ManoMove move, Instant now) {
    if (children.stream().anyMatch(child -> isOutcome(child, move.state()))) {
      heard(
          children.stream().filter(child -> isOutcome(child, move.state())).toList(),
          move.view(),
          move.rights());
    }
    for (var child : children) {
      move.view().ifPresent(said -> said(caller, file, child, "VIEW", said, now));
      move.rights().ifPresent(said -> said(caller, file, child, "RIGHTS", said, now));
    }
  }

  /**
   * Notes that children of whom a report is made were heard and told their rights, and refuses at
   * once what the second person could only find impossible: by then nobody could mend it.
   *
   * @param acute danger is acute: then hearing the child may follow
   * @throws SchakelProblem {@link Code#MOVE_NOT_POSSIBLE}, {@link Code#CHILD_NOT_HEARD}, {@link
   *     Code#RIGHTS_NOT_TOLD}
   */
  void prepareReport(
      Caller caller,
      CaseFile file,
      List<UUID> reported,
      Optional<ManoMove.Said> view,
      Optional<ManoMove.Said> rights,
      boolean acute,
      Instant now) {
    var children =
        rows.find(file.id()).orElseThrow().children().stream()
            .filter(child -> reported.contains(child.id()))
            .toList();
    children.forEach(child -> reportable(child, acute));
    if (!acute) {
      heard(
          children.stream().filter(child -> child.state() == ManoState.INVESTIGATING).toList(),
          view,
          rights);
    }
    for (var child : children) {
      view.ifPresent(said -> said(caller, file, child, "VIEW", said, now));
      rights.ifPresent(said -> said(caller, file, child, "RIGHTS", said, now));
    }
  }

  /** By which sort of step this child can be reported to the parket now. */
  private static Moves.Kind reportable(ManoRow.Child child, boolean acute) {
    return Moves.kind(child.state(), ManoState.REPORTED_TO_PARKET)
        .filter(found -> found == Moves.Kind.MOVE || acute)
        .orElseThrow(
            () ->
                SchakelProblem.of(
                        Code.MOVE_NOT_POSSIBLE,
                        child.state().name(),
                        ManoState.REPORTED_TO_PARKET.name(),
                        "")
                    .with("possible", child.possible()));
  }

  private static void heard(
      List<ManoRow.Child> children, Optional<ManoMove.Said> view, Optional<ManoMove.Said> rights) {
    if (view.isEmpty() && !children.stream().allMatch(ManoRow.Child::heard)) {
      throw SchakelProblem.of(List.of(new Issue("/view", Code.CHILD_NOT_HEARD)));
    }
    if (rights.isEmpty() && !children.stream().allMatch(ManoRow.Child::told)) {
      throw SchakelProblem.of(List.of(new Issue("/rights", Code.RIGHTS_NOT_TOLD)));
    }
  }

  private static boolean isOutcome(ManoRow.Child child, ManoState state) {
    return child.state() == ManoState.INVESTIGATING
        && (state == ManoState.CASE_MANAGEMENT || state == ManoState.NO_SOCIETAL_NECESSITY);
  }

  private void said(
      Caller caller,
      CaseFile file,
      ManoRow.Child child,
      String about,
      ManoMove.Said said,
      Instant now) {
    var id = Uuid7.at(now);
    rows.said(id, child.id(), about, said, seal(file, child, id, said.how()), caller, now);
  }

  /**
   * A term begins with the admissible request; where it begins again, on that day. What runs for
   * another child of the same report runs for this one too.
   */
  private void term(CaseFile file, ManoMove move, Moves.Kind kind, Instant now) {
    var begins =
        move.state() == ManoState.ADMISSIBLE && kind == Moves.Kind.MOVE
            || move.state() == ManoState.INVESTIGATING && kind == Moves.Kind.REOPENING;
    var row = rows.find(file.id()).orElseThrow();
    if (!begins || row.running()) {
      return;
    }
    var dayZero =
        kind == Moves.Kind.REOPENING
            ? WorkingDays.dayOf(now)
            : move.dayZero().orElse(WorkingDays.dayOf(file.receivedAt()));
    begin(file.id(), dayZero, row.term().map(ManoRow.Term::seq).orElse(0) + 1, now);
  }

  private void begin(UUID referral, LocalDate dayZero, int seq, Instant now) {
    var policy = policies.at(WorkingDays.startOf(dayZero));
    rows.add(referral, Terms.of(policy, dayZero, seq), policy.manoTerms().warnings(), now);
  }

  /** The parket that asked knows the parties while the mandate runs, and no longer. */
  private void mandate(
      Caller caller, CaseFile file, ManoRow.Child before, ManoRow.Child after, Instant now) {
    var parket =
        registries
            .current()
            .byCode(file.submitter())
            .filter(partner -> partner.kind() == PartnerKind.PARKET)
            .map(Registration::code);
    if (parket.isEmpty() || Moves.mandated(before.state()) == Moves.mandated(after.state())) {
      return;
    }
    if (!Moves.mandated(after.state())) {
      rows.mandates(file.id(), after.id()).forEach(origin -> records.end(origin, caller, now));
      return;
    }
    records.add(
        Uuid7.at(now),
        new Records.NewGround(
            file.id(),
            Optional.of(after.id()),
            LegalGround.G2_MANDATE,
            parket.get(),
            Optional.empty(),
            Set.of(),
            false,
            false,
            false,
            now,
            now.plus(MANDATE_AT_MOST),
            Uuid7.at(now)),
        caller,
        now);
  }

  private static Optional<byte[]> seal(
      CaseFile file, ManoRow.Child child, UUID row, Optional<String> text) {
    return text.map(words -> file.seal(child.id(), row, new Words(words)));
  }
}
