package be.schakel.mano;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.MandatedFacilityKind;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.ReferralType;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the centre does with a request to investigate societal necessity, child by child, and what
 * its referrer follows. People do, never unattended work; an overrun of the term decides nothing.
 *
 * <p>Its id is the id of the report. A child is reported to the parket by a signed report alone:
 * see {@link Steps#reported}.
 */
@ApplicationScoped
public class Investigations {

  @Inject ManoRows rows;
  @Inject Steps steps;
  @Inject CaseFiles files;
  @Inject Registries registries;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** Where it stands, as far as the caller may see it. */
  @Transactional
  public Outcome<ManoView> read(Caller caller, UUID id) {
    var now = clock.instant();
    var file = files.find(caller, id, now);
    var row = file.flatMap(any -> rows.find(id));
    return row.isPresent()
        ? gate.release(
            caller, LogAction.READ, Action.READ, Shown.to(caller, file.get(), row.get(), now))
        : gate.absent(caller, LogAction.READ, id);
  }

  /**
   * Moves one child, or every child for which the step is possible, and shows how it stands then.
   *
   * @throws SchakelProblem {@link Code#MOVE_NOT_POSSIBLE} with the possible states, {@link
   *     Code#PARKET_REPORT_REQUIRED}, {@link Code#CHILD_NOT_HEARD}, {@link Code#RIGHTS_NOT_TOLD},
   *     or what is wrong with the move
   */
  @Transactional
  public Outcome<ManoView> move(Caller caller, UUID id, ManoMove move) {
    var now = clock.instant();
    return files.byPerson(
        caller,
        LogAction.UPDATE,
        file -> file.ownedBy(caller) ? Action.READ : Action.SUBMIT,
        id,
        now,
        file -> file.type() != ReferralType.MANO || may(caller, file, move),
        file ->
            rows.find(id)
                .map(row -> moved(caller, file, row, move, now))
                .orElseGet(() -> gate.absent(caller, LogAction.UPDATE, id)));
  }

  private static boolean may(Caller caller, CaseFile file, ManoMove move) {
    return file.ownedBy(caller)
        || (move.state() == ManoState.WITHDRAWN && file.submittedBy(caller));
  }

  private Outcome<ManoView> moved(
      Caller caller, CaseFile file, ManoRow row, ManoMove move, Instant now) {
    if (file.status() == ReferralStatus.RETRACTED) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    check(caller, file, move, now);
    var children = movable(file, row, move);
    if (move.state() == ManoState.REPORTED_TO_PARKET) {
      throw SchakelProblem.of(Code.PARKET_REPORT_REQUIRED);
    }
    var refusal = steps.take(caller, file, row, children, move, now);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.UPDATE, file.facts(), refusal.get());
    }
    // It acted as the owner, so it sees what it did, also when it gave the case away by it
    var shown =
        new Shown(
            file.facts(),
            file,
            rows.find(file.id()).orElseThrow(),
            Shown.Reach.of(caller, file),
            now);
    return gate.release(
        caller, LogAction.UPDATE, file.ownedBy(caller) ? Action.READ : Action.SUBMIT, shown);
  }

  private void check(Caller caller, CaseFile file, ManoMove move, Instant now) {
    var issues =
        new ArrayList<>(
            MoveRules.check(move, WorkingDays.dayOf(file.receivedAt()), WorkingDays.dayOf(now)));
    move.child()
        .filter(named -> file.child(named).isEmpty())
        .ifPresent(unknown -> issues.add(new Issue("/child", Code.UNKNOWN_CHILD)));
    move.transferTo().flatMap(to -> wrongAddress(caller, move, to)).ifPresent(issues::add);
    if (!issues.isEmpty()) {
      throw SchakelProblem.of(issues);
    }
  }

  private Optional<Issue> wrongAddress(Caller caller, ManoMove move, String to) {
    if (to.equals(caller.partner().code())) {
      return Optional.of(new Issue("/transferTo", Code.TRANSFER_TO_SELF));
    }
    var facility =
        registries
            .current()
            .byCode(to)
            .filter(Registration::active)
            .flatMap(partner -> MandatedFacilityKind.of(partner.kind()));
    if (facility.isEmpty()) {
      return Optional.of(new Issue("/transferTo", Code.NOT_A_MANDATED_FACILITY));
    }
    // A report has one centre: all its children go there together
    return facility
        .filter(kind -> kind == MandatedFacilityKind.VK && move.child().isPresent())
        .map(any -> new Issue("/child", Code.NOT_TOGETHER, "child", "transferTo"));
  }

  private static List<ManoRow.Child> movable(CaseFile file, ManoRow row, ManoMove move) {
    var only = move.child().flatMap(file::child);
    var meant =
        row.children().stream().filter(child -> only.map(child.id()::equals).orElse(true)).toList();
    var children = meant.stream().filter(child -> child.step(move).isPresent()).toList();
    if (children.isEmpty()) {
      var possible =
          meant.stream().flatMap(child -> child.possible().stream()).distinct().sorted().toList();
      throw SchakelProblem.of(
              Code.MOVE_NOT_POSSIBLE,
              meant.get(0).state().name(),
              move.state().name(),
              possible.stream().map(Enum::name).collect(Collectors.joining(", ")))
          .with("possible", possible);
    }
    return children;
  }
}
