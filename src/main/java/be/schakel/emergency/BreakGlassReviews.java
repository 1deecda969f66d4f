package be.schakel.emergency;

import be.schakel.consent.Policies;
import be.schakel.consent.Records;
import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.OfFile;
import be.schakel.disclosure.Outcome;
import be.schakel.disclosure.Released;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.partner.Registries;
import be.schakel.policy.Action;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFile;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.ReviewVerdict;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Every use of break-glass is looked at by somebody of another organisation: the centre that has
 * the case, or the data protection officer (disclosure policy 5.6).
 */
@ApplicationScoped
public class BreakGlassReviews {

  private static final ZoneId BRUSSELS = ZoneId.of("Europe/Brussels");
  private static final int MOST = 100;

  @Inject Windows windows;
  @Inject WindowContents contents;
  @Inject CaseFiles files;
  @Inject Records records;
  @Inject Registries registries;
  @Inject Outbox outbox;
  @Inject Auditing auditing;
  @Inject DisclosureGate gate;
  @Inject Policies policies;
  @Inject Clock clock;

  /**
   * What there is to review, newest first: at a centre of its cases, for the officer everywhere.
   */
  @Transactional
  public Outcome<BreakGlassView> list(
      Caller caller, Optional<UUID> after, Optional<Integer> limit) {
    var now = clock.instant();
    var most = Math.min(limit.orElse(MOST), MOST);
    if (officer(caller, now)) {
      var rows = windows.page(Optional.empty(), after, most);
      var views = rows.stream().limit(most).map(row -> contents.forOfficer(row, now)).toList();
      return followed(auditing.release(caller, LogAction.READ, views, "break-glass"), rows, most);
    }
    if (caller.partner().kind() != PartnerKind.VK) {
      return gate.refuse(caller, LogAction.READ, Code.NOT_PERMITTED_FOR_KIND);
    }
    var rows = windows.page(Optional.of(caller.partner().code()), after, most);
    var mine =
        rows.stream()
            .limit(most)
            .flatMap(row -> ofMine(caller, row, now).map(file -> mine(file, row, now)).stream())
            .toList();
    return followed(gate.releasePage(caller, LogAction.READ, mine, "break-glass"), rows, most);
  }

  /**
   * Puts on record what somebody found of a use.
   *
   * @throws SchakelProblem {@link Code#ALREADY_REVIEWED}
   */
  @Transactional
  public Outcome<BreakGlassView> review(Caller caller, UUID id, NewReview given) {
    var now = clock.instant();
    var window = windows.find(id);
    if (window.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    if (window.get().partner().equals(caller.partner().code())) {
      return gate.refuse(caller, LogAction.UPDATE, Code.REVIEW_BY_OWN_ORGANISATION);
    }
    if (officer(caller, now)) {
      review(caller, window.get(), Optional.empty(), given, now);
      var view = contents.forOfficer(windows.find(id).orElseThrow(), now);
      return created(auditing.releaseOne(caller, LogAction.UPDATE, view, "break-glass"), id);
    }
    var mine = ofMine(caller, window.get(), now);
    if (mine.isEmpty()) {
      return gate.absent(caller, LogAction.UPDATE, id);
    }
    if (window.get().review().filter(Window.Review::isFinal).isPresent()) {
      throw SchakelProblem.of(Code.ALREADY_REVIEWED);
    }
    return files.byOwner(
        caller,
        LogAction.UPDATE,
        mine.get().id(),
        now,
        file -> {
          review(caller, window.get(), Optional.of(file), given, now);
          var reviewed = mine(file, windows.find(id).orElseThrow(), now);
          return created(gate.release(caller, LogAction.UPDATE, Action.READ, reviewed), id);
        });
  }

  private void review(
      Caller caller, Window window, Optional<CaseFile> file, NewReview given, Instant now) {
    var today = LocalDate.ofInstant(now, BRUSSELS);
    var told = given.subjectTold();
    var postponed = !told.told() && told.postponedReason().isPresent();
    var tellAgainOn =
        Optional.of(today.plusMonths(policies.current().breakGlassTerms().tellAgainMonths()))
            .filter(day -> postponed);
    var text = new ReviewText(given.text(), told.postponedReason());
    contents.review(window, caller, file, given, tellAgainOn, text, now);
    var codes = new LinkedHashMap<String, String>();
    codes.put("breakGlass", window.id().toString());
    codes.put("verdict", given.verdict().name());
    if (given.verdict() == ReviewVerdict.UNJUSTIFIED) {
      records.end(window.id(), caller, now);
      // GDPR art. 33: the officer assesses whether it is a breach
      codes.put("incident", "true");
    }
    outbox.append(Event.of(EventKind.BREAK_GLASS_REVIEWED, Event.DPO).with(codes), now);
    outbox.append(
        Event.of(EventKind.BREAK_GLASS_REVIEWED, window.partner())
            .with(Map.of("breakGlass", window.id().toString(), "verdict", given.verdict().name())),
        now);
    if (!told.told() && !postponed) {
      tellTheSubjects(outbox, window, now);
    }
  }

  /** A task for each centre: its people know how a family can be told. */
  static void tellTheSubjects(Outbox outbox, Window window, Instant now) {
    for (var child : window.children()) {
      child
          .vk()
          .ifPresent(
              vk ->
                  outbox.append(
                      Event.of(EventKind.SUBJECT_TO_BE_TOLD, vk, child.referral())
                          .about(child.child())
                          .with(Map.of("breakGlass", window.id().toString())),
                      now));
    }
  }

  /** The first of its reports that the caller's centre has. */
  private Optional<CaseFile> ofMine(Caller caller, Window window, Instant now) {
    return window.children().stream()
        .filter(child -> child.vk().filter(caller.partner().code()::equals).isPresent())
        .map(Window.OpenedChild::referral)
        .findFirst()
        .flatMap(referral -> files.find(caller, referral, now))
        .filter(file -> file.ownedBy(caller));
  }

  private OfFile<BreakGlassView> mine(CaseFile file, Window window, Instant now) {
    return new OfFile<>(file.facts(), contents.forCentre(file, window, now));
  }

  private boolean officer(Caller caller, Instant now) {
    return caller.partner().kind() == PartnerKind.AUDITOR
        && registries
            .current()
            .officer(caller.partner().code(), LocalDate.ofInstant(now, BRUSSELS));
  }

  private static Outcome<BreakGlassView> followed(
      Outcome<BreakGlassView> outcome, List<Window> rows, int most) {
    return outcome instanceof Released<BreakGlassView> released && rows.size() > most
        ? released.followedBy(Optional.of(rows.get(most - 1).id().toString()))
        : outcome;
  }

  private static Outcome<BreakGlassView> created(Outcome<BreakGlassView> outcome, UUID id) {
    return outcome instanceof Released<BreakGlassView> released
        ? released.created(URI.create("break-glass/" + id))
        : outcome;
  }
}
