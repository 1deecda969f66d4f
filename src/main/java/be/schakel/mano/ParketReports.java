package be.schakel.mano;

import be.schakel.consent.Records;
import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Uuid7;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The centre's motivated reports to the public prosecutor (parket): made by one person and signed
 * by another, sealed by the centre, and read by the one parket it is addressed to (disclosure
 * policy 5.3, G5).
 */
@ApplicationScoped
public class ParketReports {

  /** What a report may contain: what the matrix opens to its addressee (letter R). */
  private static final Set<DataCategory> CONTENTS =
      EnumSet.of(
          DataCategory.MANO_STATUS,
          DataCategory.CHILD_ID,
          DataCategory.ADDRESS,
          DataCategory.FAMILY_ID,
          DataCategory.CONCERN,
          DataCategory.JUDICIAL,
          DataCategory.PLACEMENT);

  /** As long as the log of it is kept; the content is gone earlier, with the child's key. */
  private static final Duration KEPT = Duration.ofDays(3653);

  @Inject ParketReportRows rows;
  @Inject ManoRows investigations;
  @Inject Actors actors;
  @Inject Steps steps;
  @Inject CaseFiles files;
  @Inject Records records;
  @Inject Registries registries;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject @BusinessTime Clock clock;

  /** By which the certificate of a seal is in force. */
  @Inject Clock certificates;

  /**
   * One person makes a report. It is sent when another has signed it; in acute danger at once.
   *
   * @throws SchakelProblem {@link Code#SEAL_NOT_VALID}, {@link Code#SEAL_OF_SOMETHING_ELSE}, {@link
   *     Code#ADDRESSEE_REQUIRED}, and what keeps the children from being reported
   */
  @Transactional
  public Outcome<ParketReportView> make(Caller caller, UUID referral, NewParketReport given) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          var seal = seal(caller, file, given);
          checkSaid("/family", Optional.of(given.family()), now);
          checkSaid("/view", given.view(), now);
          checkSaid("/rights", given.rights(), now);
          steps.prepareReport(
              caller,
              file,
              seal.children(),
              given.view(),
              given.rights(),
              given.acuteDanger().orElse(false),
              now);
          var addressee = addressee(file, seal.children(), given, now);
          var document = files.attach(file, caller, document(given, seal), now);
          if (!Arrays.equals(document.sha256(), seal.sha256())) {
            throw wrong("/seal", Code.SEAL_OF_SOMETHING_ELSE);
          }
          var report =
              new ParketReportRow(
                  Uuid7.at(now),
                  seal.children(),
                  addressee,
                  Uuid7.at(now),
                  seal.contains(),
                  document.id(),
                  document.sha256(),
                  given.seal(),
                  given.acuteDanger().orElse(false),
                  given.family().done(),
                  caller.partner().code(),
                  records.professional(caller),
                  caller.proof(),
                  now,
                  Optional.empty(),
                  Optional.empty());
          rows.add(
              file.id(),
              report,
              given.family(),
              sealed(file, report.id(), given.family().how()),
              caller,
              now);
          rows.address(
              report.origin(),
              report.id(),
              addressee,
              sealed(file, report.origin(), given.addresseeReason()),
              caller,
              now);
          if (report.acute()) {
            send(caller, file, report, Optional.empty(), now);
          }
          var outcome = shown(caller, file, report.id());
          return outcome instanceof Released<ParketReportView> released
              ? released.created(URI.create("mano/" + file.id() + "/parket-report"))
              : outcome;
        });
  }

  /**
   * The second person signs it.
   *
   * @throws SchakelProblem {@link Code#REPORT_ALREADY_SIGNED}, {@link
   *     Code#REPORT_OF_ANOTHER_CENTRE}
   */
  @Transactional
  public Outcome<ParketReportView> confirm(Caller caller, UUID referral, UUID id) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          var found = find(file, id);
          if (found.isEmpty()) {
            return gate.absent(caller, LogAction.UPDATE, id);
          }
          var report = found.get();
          if (report.confirmedAt().isPresent()) {
            throw SchakelProblem.of(Code.REPORT_ALREADY_SIGNED);
          }
          // What was sent in acute danger stays to be confirmed by whoever has the case now
          if (!report.acute() && !report.byPartner().equals(caller.partner().code())) {
            throw SchakelProblem.of(Code.REPORT_OF_ANOTHER_CENTRE);
          }
          var not = actors.notAnother(report.byPerson(), report.byProof(), caller);
          if (not.isPresent()) {
            return gate.refuse(caller, LogAction.UPDATE, file.facts(), not.get());
          }
          rows.confirm(id, caller, now);
          if (report.acute()) {
            investigations.second(id, caller, now);
          } else {
            send(caller, file, report, Optional.of(report.byPerson()), now);
          }
          return shown(caller, file, id);
        });
  }

  /** The family moved: another parket has it from now on, and the earlier one no more. */
  @Transactional
  public Outcome<ParketReportView> transfer(
      Caller caller, UUID referral, UUID id, NewAddressee given) {
    var now = clock.instant();
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          var found = find(file, id).filter(report -> report.sentAt().isPresent());
          if (found.isEmpty()) {
            return gate.absent(caller, LogAction.UPDATE, id);
          }
          var report = found.get();
          if (!isParket(given.addressee())) {
            throw wrong("/addressee", Code.NOT_A_PARKET);
          }
          if (given.addressee().equals(report.addressee())) {
            throw wrong("/addressee", Code.ADDRESSEE_UNCHANGED);
          }
          records.end(report.origin(), caller, now);
          outbox.stop(report.origin(), "TRANSFERRED", now);
          tell(file, report, report.addressee(), Uuid7.at(now), Map.of("transferred", "true"), now);
          var origin = Uuid7.at(now);
          rows.address(
              origin,
              id,
              given.addressee(),
              sealed(file, origin, Optional.of(given.reason())),
              caller,
              now);
          open(caller, file, report, given.addressee(), origin, now);
          tell(file, report, given.addressee(), origin, Map.of(), now);
          return shown(caller, file, id);
        });
  }

  /** Those about one report of a child, for its centre and for the parket they are addressed to. */
  @Transactional
  public Outcome<ParketReportView.All> list(Caller caller, UUID referral) {
    var now = clock.instant();
    var file = files.find(caller, referral, now);
    if (file.isEmpty()) {
      return gate.absent(caller, LogAction.READ, referral);
    }
    var all =
        new ParketReportView.All(
            Optional.of(referral), rows.of(referral).stream().map(ParketReportView::of).toList());
    return gate.release(caller, LogAction.READ, Action.READ, new OfFile<>(file.get().facts(), all));
  }

  private ReportSeal seal(Caller caller, CaseFile file, NewParketReport given) {
    var centre = registries.current().byCode(caller.partner().code()).orElseThrow();
    var seal =
        ReportSeal.open(given.seal(), centre, certificates.instant())
            .orElseThrow(() -> wrong("/seal", Code.SEAL_NOT_VALID));
    var known = seal.children().stream().allMatch(file::hasChild);
    if (!seal.referral().equals(file.id()) || !known || !CONTENTS.containsAll(seal.contains())) {
      throw wrong("/seal", Code.SEAL_OF_SOMETHING_ELSE);
    }
    return seal;
  }

  /** The parket of where the children live, unless the centre says another and why. */
  private String addressee(CaseFile file, List<UUID> children, NewParketReport given, Instant now) {
    if (given.addressee().isPresent()) {
      if (!isParket(given.addressee().get())) {
        throw wrong("/addressee", Code.NOT_A_PARKET);
      }
      if (given.addresseeReason().isEmpty()) {
        throw SchakelProblem.of(
            List.of(new Issue("/addresseeReason", Code.MISSING, "addresseeReason")));
      }
      return given.addressee().get();
    }
    var theirs = children.stream().map(child -> files.parket(file, child, now)).distinct().toList();
    return Optional.of(theirs)
        .filter(one -> one.size() == 1)
        .flatMap(one -> one.get(0))
        .filter(this::isParket)
        .orElseThrow(() -> wrong("/addressee", Code.ADDRESSEE_REQUIRED));
  }

  private boolean isParket(String code) {
    return registries
        .current()
        .byCode(code)
        .filter(Registration::active)
        .filter(partner -> partner.kind() == PartnerKind.PARKET)
        .isPresent();
  }

  /** That it was done, or why not. */
  private static void checkSaid(String pointer, Optional<ManoMove.Said> said, Instant now) {
    if (said.filter(one -> !one.done() && one.reason().isEmpty()).isPresent()) {
      throw SchakelProblem.of(List.of(new Issue(pointer + "/reason", Code.MISSING, "reason")));
    }
    if (said.flatMap(ManoMove.Said::date).filter(WorkingDays.dayOf(now)::isBefore).isPresent()) {
      throw wrong(pointer + "/date", Code.DATE_IN_FUTURE);
    }
  }

  /** The centre's document, about the children that the seal names. */
  private static Submission.Document document(NewParketReport given, ReportSeal seal) {
    var document = given.document();
    return new Submission.Document(
        seal.children().stream().map(UUID::toString).toList(),
        Optional.of(DataCategory.PARKET_REPORT),
        document.title(),
        document.contentType(),
        document.data(),
        document.upload(),
        document.replaces());
  }

  private void send(
      Caller caller, CaseFile file, ParketReportRow report, Optional<byte[]> second, Instant now) {
    steps.reported(
        caller,
        file,
        report.children(),
        new Steps.Signed(report.id(), second, report.acute()),
        report.addressee(),
        now);
    open(caller, file, report, report.addressee(), report.origin(), now);
    tell(file, report, report.addressee(), report.origin(), Map.of(), now);
  }

  /**
   * From now on it opens what it contains to this parket, about these children; where they stand it
   * says by being there.
   */
  private void open(
      Caller caller,
      CaseFile file,
      ParketReportRow report,
      String addressee,
      UUID origin,
      Instant now) {
    var opened = EnumSet.of(DataCategory.MANO_STATUS);
    opened.addAll(report.contains());
    for (var child : report.children()) {
      records.add(
          Uuid7.at(now),
          new Records.NewGround(
              file.id(),
              Optional.of(child),
              LegalGround.G5_PARKET_REFERRAL,
              addressee,
              Optional.empty(),
              opened,
              false,
              false,
              false,
              now,
              now.plus(KEPT),
              origin),
          caller,
          now);
    }
  }

  /**
   * @param origin of the grounds it rests on: when they end, it is not told any more
   */
  private void tell(
      CaseFile file,
      ParketReportRow report,
      String to,
      UUID origin,
      Map<String, String> codes,
      Instant now) {
    for (var child : report.children()) {
      outbox.append(
          Event.of(EventKind.PARKET_REPORT, to, file.id())
              .about(child)
              .restingOn(origin)
              .with(codes),
          now);
    }
  }

  private static Optional<byte[]> sealed(CaseFile file, UUID row, Optional<String> text) {
    return text.map(words -> file.seal(Optional.empty(), row, new Steps.Words(words)));
  }

  private Optional<ParketReportRow> find(CaseFile file, UUID id) {
    return rows.of(file.id()).stream().filter(report -> report.id().equals(id)).findFirst();
  }

  private Outcome<ParketReportView> shown(Caller caller, CaseFile file, UUID id) {
    var view = ParketReportView.of(find(file, id).orElseThrow());
    return gate.release(caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view));
  }

  private static SchakelProblem wrong(String pointer, Code code) {
    return SchakelProblem.of(List.of(new Issue(pointer, code)));
  }
}
