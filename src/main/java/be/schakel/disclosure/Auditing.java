package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * The auditors' queries: the log, as far as an engagement covers it. Each query is itself one entry
 * of the log, written in the same transaction.
 */
@ApplicationScoped
public class Auditing {

  @Inject Disclosures disclosures;
  @Inject Supervision supervision;
  @Inject DisclosureGate gate;
  @Inject Clock clock;

  /**
   * A page of something else that supervision may see, in the running transaction; refused to who
   * has no engagement in force.
   *
   * @param views nothing of a case
   */
  public <V extends Record> Outcome<V> release(
      Caller caller, LogAction logged, List<V> views, String filter) {
    var scope = scope(caller);
    return gate.releaseSupervised(caller, scope, logged, views, filter, true);
  }

  /** The same of one thing. */
  public <V extends Record> Outcome<V> releaseOne(
      Caller caller, LogAction logged, V view, String filter) {
    var scope = scope(caller);
    return gate.releaseSupervised(caller, scope, logged, List.of(view), filter, false);
  }

  /** A page of entries, newest first; refused to who has no engagement in force. */
  @Transactional
  public Outcome<DisclosureView> search(Caller caller, DisclosureQuery query) {
    var scope = scope(caller);
    var rows = disclosures.page(query, scope);
    var page = rows.stream().limit(query.limit()).toList();
    var outcome = gate.releaseLog(caller, scope, page, query.forTheLog());
    if (outcome instanceof Released<DisclosureView> released && rows.size() > query.limit()) {
      var last = page.get(page.size() - 1).id();
      return released.followedBy(Optional.of(new DisclosureCursor(last).toString()));
    }
    return outcome;
  }

  private AuditScope scope(Caller caller) {
    return supervision.scope(caller, clock.instant());
  }
}
