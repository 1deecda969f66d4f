package be.schakel.access;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
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
import be.schakel.policy.LegalBases;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.GroundState;
import be.schakel.vocabulary.LegalGround;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.Uuid7;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;

/** What every ground other than consent has in common: whose it is, what opens, how it is shown. */
@ApplicationScoped
class GroundWork {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");

  @Inject CaseFiles files;
  @Inject GroundRecords grounds;
  @Inject Records records;
  @Inject Registries registries;
  @Inject Outbox outbox;
  @Inject Policies policies;
  @Inject DisclosureGate gate;

  /** What is opened to one partner; shared secrecy comes here with its evidence complete. */
  record Opened(
      LegalGround ground,
      String partner,
      Set<DataCategory> categories,
      boolean evidence,
      Instant from,
      Instant until) {}

  void open(
      Caller caller, Opened opened, CaseFile file, Optional<UUID> child, UUID origin, Instant now) {
    var evidence = opened.evidence();
    records.add(
        Uuid7.at(now),
        new Records.NewGround(
            file.id(),
            child,
            opened.ground(),
            opened.partner(),
            Optional.empty(),
            opened.categories(),
            evidence,
            evidence,
            evidence,
            opened.from(),
            opened.until(),
            origin),
        caller,
        now);
    outbox.append(
        Event.of(EventKind.GROUND_RECORDED, opened.partner(), file.id())
            .restingOn(origin)
            .with(Map.of("ground", opened.ground().name())),
        now);
  }

  void tell(EventKind kind, String partner, CaseFile file, GroundRow row, Instant now) {
    outbox.append(
        Event.of(kind, partner, file.id()).with(Map.of("ground", row.ground().name())), now);
  }

  /**
   * What is put on record.
   *
   * @param child as it is named; none: every child of the report
   * @param below under which part of the report it is found
   */
  record Given(
      LegalGround ground,
      Optional<String> child,
      List<String> partners,
      Set<DataCategory> categories,
      GroundContent content,
      String below) {}

  /** A ground that was put on record. */
  record Recorded(CaseFile file, Optional<UUID> child, UUID id) {}

  /**
   * Puts a ground on record for the centre that has the report, and shows it.
   *
   * @param issues what is wrong with it, told whether the child that it names is there
   * @param then what follows from it
   */
  Outcome<GroundView> record(
      Caller caller,
      UUID referral,
      Given given,
      Function<Boolean, List<Issue>> issues,
      Consumer<Recorded> then,
      Instant now) {
    return byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file -> {
          if (file.status() == ReferralStatus.RETRACTED) {
            throw SchakelProblem.of(Code.RETRACTED);
          }
          var child = given.child().flatMap(file::child);
          var wrong = issues.apply(given.child().isPresent() == child.isPresent());
          if (!wrong.isEmpty()) {
            throw SchakelProblem.of(wrong);
          }
          var id = Uuid7.at(now);
          grounds.add(
              id,
              referral,
              child,
              given.ground(),
              given.partners(),
              given.categories(),
              caller,
              file.seal(child, id, given.content()),
              now);
          then.accept(new Recorded(file, child, id));
          var outcome = release(caller, file, id, now);
          return outcome instanceof Released<GroundView> released
              ? released.created(
                  URI.create("referrals/" + referral + "/" + given.below() + "/" + id))
              : outcome;
        });
  }

  Outcome<GroundView> byOwner(
      Caller caller,
      LogAction logged,
      UUID referral,
      Instant now,
      Function<CaseFile, Outcome<GroundView>> work) {
    return files.byOwner(caller, logged, referral, now, work);
  }

  Outcome<GroundView> onGround(
      Caller caller,
      UUID referral,
      UUID ground,
      Instant now,
      BiFunction<CaseFile, GroundRow, Outcome<GroundView>> work) {
    return byOwner(
        caller,
        LogAction.UPDATE,
        referral,
        now,
        file ->
            grounds
                .find(referral, ground)
                .map(row -> work.apply(file, row))
                .orElseGet(() -> gate.absent(caller, LogAction.UPDATE, ground)));
  }

  static void mustBe(GroundRow row, GroundState state, Instant now) {
    if (row.state(now) != state) {
      throw SchakelProblem.of(Code.STEP_NOT_POSSIBLE, row.state(now).name());
    }
  }

  Outcome<GroundView> release(Caller caller, CaseFile file, UUID ground, Instant now) {
    var row = grounds.find(file.id(), ground).orElseThrow();
    return gate.release(
        caller, LogAction.UPDATE, Action.READ, new OfFile<>(file.facts(), view(file, row, now)));
  }

  GroundView view(CaseFile file, GroundRow row, Instant now) {
    var content = file.open(row.child(), row.id(), row.content(), GroundContent.class);
    var conference = row.ground() == LegalGround.G4_CASE_CONFERENCE;
    return new GroundView(
        Optional.of(row.id()),
        Optional.of(row.ground()),
        policies
            .current()
            .legalBases()
            .on(row.ground(), LocalDate.ofInstant(row.recordedAt(), BRUSSELS))
            .map(LegalBases.LegalBasis::words),
        Optional.of(row.state(now)),
        row.child(),
        Optional.of(row.partners().get(0)).filter(any -> !conference),
        conference ? row.partners() : List.of(),
        List.copyOf(row.categories()),
        content.flatMap(GroundContent::evidence).map(GroundView.Evidence::of),
        content
            .flatMap(GroundContent::request)
            .map(
                asked ->
                    new GroundView.Request(
                        Optional.of(asked.reference()),
                        Optional.of(asked.date()),
                        Optional.of(asked.magistrate()))),
        content.flatMap(GroundContent::legalBasis),
        row.from(),
        row.until(),
        Optional.of(row.recordedAt()),
        row.decidedAt(),
        row.endedAt());
  }

  Optional<Registration> partner(String code) {
    return registries.current().byCode(code).filter(Registration::active);
  }

  static Set<DataCategory> set(List<DataCategory> categories) {
    var set = EnumSet.noneOf(DataCategory.class);
    set.addAll(categories);
    return set;
  }
}
