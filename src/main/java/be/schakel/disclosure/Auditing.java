package be.schakel.disclosure;

import be.schakel.consent.Policies;
import be.schakel.partner.Caller;
import be.schakel.policy.Asker;
import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The auditors' queries: the log, as far as an engagement covers it. Each query is itself one entry
 * of the log, written in the same transaction.
 */
@ApplicationScoped
public class Auditing {

  @Inject Disclosures disclosures;
  @Inject Supervision supervision;
  @Inject Policies policies;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * A page of something else that supervision may see, in the running transaction; refused to who
   * has no engagement in force.
   *
   * @param views nothing of a case: of anything else in them, nothing leaves
   */
  public <V extends Record> Outcome<V> release(
      Caller caller, LogAction logged, List<V> views, String filter) {
    return supervised(caller, logged, views, filter, true);
  }

  /** The same of one thing. */
  public <V extends Record> Outcome<V> releaseOne(
      Caller caller, LogAction logged, V view, String filter) {
    return supervised(caller, logged, List.of(view), filter, false);
  }

  /** A page of entries, newest first; refused to who has no engagement in force. */
  @Transactional
  public Outcome<DisclosureView> search(Caller caller, DisclosureQuery query) {
    var scope = scope(caller);
    var rows = disclosures.page(query.search(), scope);
    var page = rows.stream().limit(query.limit()).toList();
    var legalBases = policies.current().legalBases();
    var shown =
        page.stream().map(each -> Shown.of(each, DisclosureView.of(each, legalBases))).toList();
    var outcome = log(caller, scope, shown, query.forTheLog(), true);
    if (outcome instanceof Released<DisclosureView> released && rows.size() > query.limit()) {
      var last = page.get(page.size() - 1).id();
      return released.followedBy(Optional.of(new DisclosureCursor(last).toString()));
    }
    return outcome;
  }

  /** A page of the events that entries tell, newest first; refused as a search is. */
  @Transactional
  public Outcome<EventView> events(Caller caller, EventQuery query) {
    var scope = scope(caller);
    var told =
        disclosures.page(query.search(), scope).stream()
            .flatMap(row -> query.events(row).stream().map(event -> Shown.of(row, event)))
            .toList();
    var page = told.stream().limit(query.limit()).toList();
    var outcome = log(caller, scope, page, query.words(), true);
    if (outcome instanceof Released<EventView> released && told.size() > page.size()) {
      return released.followedBy(Optional.of(query.afterwards(page, told.get(page.size()))));
    }
    return outcome;
  }

  /**
   * One event, wherever in the log it is; refused with {@link Code#NOT_FOUND} when there is none
   * such within the caller's engagements.
   */
  @Transactional
  public Outcome<EventView> event(Caller caller, EventQuery query) {
    var scope = scope(caller);
    var found =
        disclosures.page(query.search(), scope).stream()
            .flatMap(row -> query.events(row).stream().map(event -> Shown.of(row, event)))
            .toList();
    return log(caller, scope, found, query.words(), false);
  }

  /**
   * Everything that a search finds, to be read on after the transaction, at the reader's pace: one
   * entry of the log, whatever its size.
   *
   * @param format what it is written as, for the log
   * @param view of what there is to read
   */
  @Transactional
  public <V extends Record> Outcome<V> export(
      Caller caller, DisclosureQuery query, String format, Function<LogReader, V> view) {
    var now = clock.instant();
    var scope = scope(caller);
    var policy = policies.current();
    var ruling = new LogRuling(policy, Asker.of(caller), scope, now);
    var decision = ruling.onSearch();
    var frozen = query.until(now);
    var count = decision.permit() ? disclosures.count(frozen.search(), scope) : 0;
    var filter =
        frozen.conditions().add("export=" + format).add("hits=" + count).toString()
            + scope.forTheLog().map(ids -> " engagement=" + ids).orElse("");
    var entry = Entries.ofLog(caller, decision, filter, policy.version(), now);
    var entries = new LogReader(disclosures, frozen, scope, ruling, policy.legalBases(), count);
    return gate.releaseOfLog(caller, decision, List.of(view.apply(entries)), false, entry);
  }

  private <V extends Record> Outcome<V> supervised(
      Caller caller, LogAction logged, List<V> views, String filter, boolean page) {
    var now = clock.instant();
    var policy = policies.current();
    var decision = new LogRuling(policy, Asker.of(caller), scope(caller), now).onSearch();
    var outcome = decision.permit() ? LogOutcome.PERMIT : LogOutcome.DENY;
    var entry =
        Entries.withoutCase(caller, logged, outcome, decision.rule(), policy.version(), now)
            .with(filter);
    return gate.releaseOfLog(caller, decision, views, page, entry);
  }

  /** A page of the log itself, or one thing in it: the query is one entry, whatever it found. */
  private <V extends Record> Outcome<V> log(
      Caller caller, AuditScope scope, List<Shown<V>> found, String filter, boolean page) {
    var now = clock.instant();
    var policy = policies.current();
    var ruling = new LogRuling(policy, Asker.of(caller), scope, now);
    var decision = ruling.onSearch();
    var views =
        found.stream()
            .filter(shown -> decision.permit() && ruling.on(shown.entry()).permit())
            .map(Shown::view)
            .toList();
    var asked = scope.forTheLog().map(ids -> filter + " engagement=" + ids).orElse(filter);
    var entry =
        Entries.ofLog(caller, decision, asked + " hits=" + views.size(), policy.version(), now);
    return gate.releaseOfLog(caller, decision, views, page, entry);
  }

  private AuditScope scope(Caller caller) {
    return supervision.scope(caller, clock.instant());
  }
}
