package be.schakel.mano;

import be.schakel.disclosure.BusinessTime;
import be.schakel.disclosure.Disclosable;
import be.schakel.disclosure.DisclosureGate;
import be.schakel.disclosure.Findings;
import be.schakel.disclosure.Outcome;
import be.schakel.edge.Bookmarks;
import be.schakel.outbox.Event;
import be.schakel.outbox.EventKind;
import be.schakel.outbox.Outbox;
import be.schakel.partner.Caller;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.CaseFiles;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.PartnerKind;
import be.schakel.vocabulary.Uuid7;
import be.schakel.vocabulary.WorkingDays;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Function;

/**
 * What is due, for the centre that investigates and the parket that asked; and the warnings while a
 * term runs. An overrun is told, never decided.
 */
@ApplicationScoped
public class Deadlines {

  static final int DEFAULT_LIMIT = 20;
  static final int MOST = 100;

  /** How many are told at once; the rest follows at the next look. */
  private static final int MOST_WARNINGS = 1000;

  private static final int ALL = 100;

  @Inject DueRows dueRows;
  @Inject ManoRows rows;
  @Inject CaseFiles files;
  @Inject Findings findings;
  @Inject Outbox outbox;
  @Inject DisclosureGate gate;
  @Inject Bookmarks bookmarks;
  @Inject @BusinessTime Clock clock;

  /**
   * What is due to a centre, or to the parket of its own requests, the first first.
   *
   * @param changedSince only what stands elsewhere since then
   * @throws SchakelProblem what is wrong with limit or cursor
   */
  @Transactional
  public Outcome<ManoView> due(
      Caller caller, Optional<Instant> changedSince, int limit, Optional<String> cursor) {
    var refusal = refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.SEARCH, refusal.get());
    }
    var asked = asked(caller, changedSince, limit);
    var after = cursor.map(DueCursor::parse).orElse(DueCursor.START);
    var conditions = new ArrayList<String>();
    changedSince.ifPresent(any -> conditions.add("manoUpdatedSince"));
    return page(
        caller,
        dueRows.due(asked, after),
        limit,
        conditions,
        place -> new DueCursor(place.due().orElseThrow(), place.referral()),
        "mano due" + changedSince.map(at -> " changedSince=" + at).orElse(""));
  }

  /**
   * Investigations by a condition, the newest first: of a centre its own, of a parket those it
   * asked for.
   *
   * @throws SchakelProblem what is wrong with limit or cursor
   */
  @Transactional
  public Outcome<ManoView> search(Caller caller, ManoSearch search) {
    var refusal = refusal(caller);
    if (refusal.isPresent()) {
      return gate.refuse(caller, LogAction.SEARCH, refusal.get());
    }
    var limit = search.limit().orElse(DEFAULT_LIMIT);
    var since = search.updatedSince().map(OffsetDateTime::toInstant);
    var after = search.cursor().map(Deadlines::id);
    var found =
        dueRows.found(
            asked(caller, since, limit),
            search.prosecutorReference().map(files::judicialFile),
            search.state(),
            after);
    var conditions = new ArrayList<String>();
    var filter = new StringJoiner(" ", "mano", "");
    search
        .prosecutorReference()
        .ifPresent(
            any -> {
              conditions.add("prosecutorReference");
              // The number itself is judicial and stays out of the log
              filter.add(" prosecutorReference");
            });
    since.ifPresent(
        at -> {
          conditions.add("manoUpdatedSince");
          filter.add(" updatedSince=" + at);
        });
    if (!search.state().isEmpty()) {
      conditions.add("manoState");
      filter.add(" state=" + search.state());
    }
    return page(caller, found, limit, conditions, DueRows.Place::referral, filter.toString());
  }

  /**
   * Tells, once each, that a part of a term is over, and that nobody confirmed in time what acute
   * danger let one person do; how many.
   */
  @Transactional
  public int warn(Instant now) {
    var told = 0;
    for (var over : dueRows.over(now, MOST_WARNINGS)) {
      if (dueRows.tells(over, now)) {
        var left = WorkingDays.between(WorkingDays.dayOf(now), over.due());
        outbox.append(
            Event.of(EventKind.MANO_DEADLINE, Event.dutyList(over.vk()), over.referral())
                .with(
                    Map.of(
                        "percent", Integer.toString(over.percent()),
                        "due", over.due().toString(),
                        "daysLeft", Integer.toString(left),
                        "overrun", Boolean.toString(over.percent() >= ALL))),
            now);
        told++;
      }
    }
    for (var late : dueRows.secondOverdue(now, MOST_WARNINGS)) {
      if (dueRows.tells(late, now)) {
        var due = WorkingDays.lastDayBefore(late.until());
        outbox.append(
            Event.of(EventKind.MANO_DEADLINE, Event.dutyList(late.vk()), late.referral())
                .with(
                    Map.of(
                        "due", due.toString(),
                        "daysLeft",
                            Integer.toString(WorkingDays.between(WorkingDays.dayOf(now), due)),
                        "overrun", Boolean.toString(true))),
            now);
        told++;
      }
    }
    return told;
  }

  private Outcome<ManoView> page(
      Caller caller,
      List<DueRows.Place> places,
      int limit,
      List<String> conditions,
      Function<DueRows.Place, Object> cursor,
      String filter) {
    var now = clock.instant();
    var listed = new LinkedHashMap<UUID, Disclosable<ManoView>>();
    places.stream()
        .limit(limit)
        .forEach(
            place ->
                listed(caller, place.referral(), now)
                    .ifPresent(shown -> listed.put(place.referral(), shown)));
    var findable = findings.findable(caller, conditions, listed);
    var next =
        places.size() > limit ? Optional.of(cursor.apply(places.get(limit - 1))) : Optional.empty();
    return gate.<ManoView>releasePage(
            caller, LogAction.SEARCH, findable.stream().map(listed::get).toList(), filter)
        .followedBy(next.map(bookmarks::sealed));
  }

  private Optional<Disclosable<ManoView>> listed(Caller caller, UUID referral, Instant now) {
    return files
        .find(caller, referral, now)
        .flatMap(file -> rows.find(referral).map(row -> Shown.to(caller, file, row, now).listed()));
  }

  private static DueRows.Asked asked(Caller caller, Optional<Instant> since, int limit) {
    if (limit < 1 || limit > MOST) {
      throw SchakelProblem.of(Code.LIMIT_OUT_OF_RANGE, "1", Integer.toString(MOST));
    }
    return new DueRows.Asked(caller.partner().code(), caller.partner().kind(), since, limit);
  }

  private static UUID id(String cursor) {
    return Uuid7.parse(cursor).orElseThrow(() -> SchakelProblem.of(Code.BAD_CURSOR));
  }

  private static Optional<Code> refusal(Caller caller) {
    var kind = caller.partner().kind();
    if (kind != PartnerKind.VK && kind != PartnerKind.PARKET) {
      return Optional.of(Code.NOT_PERMITTED_FOR_KIND);
    }
    return caller.unattended() ? Optional.of(Code.UNATTENDED_LIMITED) : Optional.empty();
  }
}
