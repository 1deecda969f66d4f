package be.schakel.disclosure;

import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Jdbi;

/**
 * Counts entries of the log, only ever within an auditor's engagements.
 *
 * <p>One index holds all that is counted, so no entry itself is read, however many there are.
 */
@ApplicationScoped
class Counts {

  /** What an entry is counted by. */
  enum By {
    TIME,
    PARTNER,
    GROUND,
    ACTION
  }

  /**
   * A count.
   *
   * @param at of {@link By#TIME}
   * @param code of the others; none where entries have none
   */
  record Count(
      By by, Optional<Instant> at, Optional<String> code, LogOutcome outcome, long entries) {}

  /** An erased entry has no action. */
  private static final String COUNT =
      """
      with counted as materialized (
        select %s as at, e.partner, e.ground, e.action, e.outcome, count(*) as entries
          from ledger_entry e
         where e.action is not null
           and e.id >= :lowest and e.id < :highest
           and e.recorded_at >= :from and e.recorded_at < :to
           and (%s)%s
         group by 1, 2, 3, 4, 5)
      select 'TIME' as by, %s as at, null as code, outcome, sum(entries)::bigint as entries
        from counted group by 2, outcome
      union all
      select 'PARTNER', null, partner, outcome, sum(entries)::bigint from counted group by partner, outcome
      union all
      select 'GROUND', null, ground, outcome, sum(entries)::bigint from counted group by ground, outcome
      union all
      select 'ACTION', null, action, outcome, sum(entries)::bigint from counted group by action, outcome""";

  @Inject Jdbi db;

  /**
   * @param query its period has both ends
   */
  List<Count> of(DisclosureQuery query, AuditScope scope, Step step) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = sql(query, scope, step, values);
    return db.withHandle(
        handle ->
            handle
                .createQuery(sql)
                .bindMap(values)
                .map(
                    (row, context) ->
                        new Count(
                            By.valueOf(row.getString("by")),
                            Optional.ofNullable(row.getObject("at", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant),
                            Optional.ofNullable(row.getString("code")),
                            LogOutcome.valueOf(row.getString("outcome")),
                            row.getLong("entries")))
                .list());
  }

  /** Made of fixed pieces; whatever was asked for goes into {@code values}. */
  static String sql(
      DisclosureQuery query, AuditScope scope, Step step, Map<String, Object> values) {
    var search = query.search();
    var engaged = Disclosures.engaged(search, scope, values);
    return COUNT.formatted(step.piece(), engaged, conditions(query, search, values), step.period());
  }

  private static String conditions(
      DisclosureQuery query, LogSearch search, Map<String, Object> values) {
    var all = new StringBuilder();
    for (var condition : search.conditions()) {
      all.append(" and (").append(Disclosures.anyOf(condition, values)).append(')');
    }
    query.outcome().ifPresent(it -> all.append(" and e.outcome = '" + it + "'"));
    var searches = LogAction.AUDIT_READ;
    all.append(
        query
            .action()
            .map(it -> " and e.action = '" + it + "'")
            .orElse(" and e.action <> '" + searches + "'"));
    return all.toString();
  }
}
