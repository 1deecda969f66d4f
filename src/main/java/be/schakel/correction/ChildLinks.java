package be.schakel.correction;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.partner.Caller;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Children of two reports that are one child, as the people at the centre that has both find; taken
 * away as easily. A link opens nothing: it is there only for who may see both children by himself,
 * and for nobody outside the centre.
 */
@ApplicationScoped
public class ChildLinks {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject LinkRows rows;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** Sealed with the child's key. */
  record Words(String text) {}

  /** The links of a report's children, the oldest first, with those that were taken away. */
  @Transactional
  public Outcome<LinksView> of(Caller caller, UUID id) {
    var now = clock.instant();
    return files.byPerson(
        caller,
        LogAction.READ,
        id,
        now,
        file -> has(caller, file),
        file -> {
          var view =
              new LinksView(
                  Optional.of(id),
                  rows.of(id).stream()
                      .filter(row -> other(caller, file, row, now).isPresent())
                      .map(row -> view(caller, file, row, now))
                      .toList());
          return gate.release(
              caller, LogAction.READ, Action.READ, new OfFile<>(file.facts(), view));
        });
  }

  /**
   * Links a child of a report with a child of another; both reports have it in the log.
   *
   * @throws SchakelProblem what is wrong with it
   */
  @Transactional
  public Outcome<LinksView> link(Caller caller, UUID id, NewLink given) {
    var now = clock.instant();
    return files.byPerson(
        caller,
        LogAction.UPDATE,
        id,
        now,
        file -> has(caller, file),
        file -> link(caller, file, given, now));
  }

  private Outcome<LinksView> link(Caller caller, CaseFile file, NewLink given, Instant now) {
    rows.hold();
    var child =
        file.child(given.child())
            .filter(known -> file.submitted(known).isPresent())
            .orElseThrow(() -> wrong("/child", Code.UNKNOWN_CHILD));
    if (file.hasChild(given.other())) {
      throw wrong("/other", Code.LINK_WITHIN_REPORT);
    }
    var other =
        other(caller, child, given.other(), now)
            .orElseThrow(() -> wrong("/other", Code.CHILD_NOT_YOURS));
    if (isTakenBack(file) || isTakenBack(other)) {
      throw SchakelProblem.of(Code.RETRACTED);
    }
    if (rows.of(file.id()).stream()
        .anyMatch(row -> row.end().isEmpty() && row.isBetween(child, given.other()))) {
      throw SchakelProblem.of(Code.ALREADY_LINKED);
    }
    var id = Uuid7.at(now);
    var row =
        new LinkRows.Row(
            id,
            child,
            file.id(),
            given.other(),
            other.id(),
            given.type(),
            file.seal(child, id, new Words(given.reason())),
            caller.partner().code(),
            caller.professional().role(),
            now,
            Optional.empty());
    var outcome =
        both(
            caller,
            file,
            other,
            new LinksView(Optional.of(file.id()), List.of(view(caller, file, row, now))),
            () -> rows.add(row));
    return outcome instanceof Released<LinksView> released ? released.answered(201) : outcome;
  }

  /** Takes a link away again: it stays on record. Once is enough: a repetition changes nothing. */
  @Transactional
  public Outcome<LinksView> end(Caller caller, UUID id, UUID link, LinkEnd given) {
    var now = clock.instant();
    return files.byPerson(
        caller,
        LogAction.UPDATE,
        id,
        now,
        file -> has(caller, file),
        file -> {
          rows.hold();
          var found =
              rows.of(id).stream()
                  .filter(row -> row.id().equals(link))
                  .flatMap(
                      row -> other(caller, file, row, now).map(it -> new Found(row, it)).stream())
                  .findFirst();
          return found.isPresent()
              ? end(caller, file, found.get(), given, now)
              : gate.absent(caller, LogAction.UPDATE, link);
        });
  }

  private record Found(LinkRows.Row row, CaseFile other) {}

  private Outcome<LinksView> end(
      Caller caller, CaseFile file, Found found, LinkEnd given, Instant now) {
    var row = found.row();
    var said = row.referral().equals(file.id()) ? file : found.other();
    var ended =
        row.end().isPresent()
            ? row
            : row.ended(
                new LinkRows.End(
                    said.seal(row.child(), row.id(), new Words(given.reason())),
                    caller.partner().code(),
                    caller.professional().role(),
                    now));
    return both(
        caller,
        file,
        found.other(),
        new LinksView(Optional.of(file.id()), List.of(view(caller, file, ended, now))),
        () -> row.end().ifPresentOrElse(already -> {}, () -> rows.end(ended)));
  }

  /**
   * Changes something that is about both reports, where both may be changed, and logs it of both.
   */
  private Outcome<LinksView> both(
      Caller caller, CaseFile file, CaseFile other, LinksView view, Runnable change) {
    for (var each : List.of(file, other)) {
      var refusal =
          gate.refusal(caller, LogAction.UPDATE, Action.READ, new OfFile<>(each.facts(), view));
      if (refusal.isPresent()) {
        return refusal.get();
      }
    }
    change.run();
    gate.release(caller, LogAction.UPDATE, Action.READ, new OfFile<>(other.facts(), view));
    return gate.release(caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view));
  }

  /** A report that no centre has yet is nobody's to link. */
  private static boolean has(Caller caller, CaseFile file) {
    return file.ownedBy(caller) && file.vk().isPresent();
  }

  private static boolean isTakenBack(CaseFile file) {
    return file.status() == ReferralStatus.RETRACTED;
  }

  private Optional<CaseFile> other(Caller caller, CaseFile file, LinkRows.Row row, Instant now) {
    return row.referral().equals(file.id())
        ? other(caller, row.child(), row.other(), now)
        : other(caller, row.other(), row.child(), now);
  }

  /** The report of the other child, where the caller's centre has it and both are open to him. */
  private Optional<CaseFile> other(Caller caller, UUID child, UUID other, Instant now) {
    return files
        .holding(caller, other, now)
        .filter(file -> has(caller, file) && file.hasChild(other))
        .filter(file -> files.mayKnowBoth(caller, child, other, now));
  }

  private LinksView.Link view(Caller caller, CaseFile file, LinkRows.Row row, Instant now) {
    var here = row.referral().equals(file.id());
    var said = here ? Optional.of(file) : other(caller, file, row, now);
    return new LinksView.Link(
        Optional.of(row.id()),
        Optional.of(here ? row.child() : row.other()),
        Optional.of(here ? row.other() : row.child()),
        Optional.of(here ? row.otherReferral() : row.referral()),
        Optional.of(here ? row.type() : row.type().reversed()),
        said.flatMap(it -> it.open(row.child(), row.id(), row.reason(), Words.class))
            .map(Words::text),
        Optional.of(row.partner()),
        Optional.of(row.role()),
        Optional.of(local(row.recordedAt())),
        row.end()
            .map(
                end ->
                    new LinksView.End(
                        said.flatMap(
                                it -> it.open(row.child(), row.id(), end.reason(), Words.class))
                            .map(Words::text),
                        Optional.of(end.partner()),
                        Optional.of(end.role()),
                        Optional.of(local(end.recordedAt())))));
  }

  private static OffsetDateTime local(Instant moment) {
    return moment.atZone(BRUSSELS).toOffsetDateTime();
  }

  private static SchakelProblem wrong(String pointer, Code code) {
    return SchakelProblem.of(List.of(new Issue(pointer, code)));
  }
}
