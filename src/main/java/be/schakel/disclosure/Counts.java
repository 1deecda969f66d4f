package be.schakel.disclosure;

import be.schakel.vocabulary.LogAction;
import be.schakel.vocabulary.LogOutcome;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
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
      select 'TIME' as by, at, null as code, outcome, sum(entries)::bigint as entries
        from counted group by at, outcome
      union all
      select 'PARTNER', null, partner, outcome, sum(entries)::bigint from counted group by partner, outcome
      union all
      select 'GROUND', null, ground, outcome, sum(entries)::bigint from counted group by ground, outcome
      union all
      select 'ACTION', null, action, outcome, sum(entries)::bigint from counted group by action, outcome""";

  private static final String ENGAGED =
      "e.recorded_at >= :from%1$d and e.recorded_at < :until%1$d and (e.vk = any(:centres%1$d)%2$s)";

  @Inject Jdbi db;

  /**
   * @param query its period has both ends
   */
  List<Count> of(DisclosureQuery query, AuditScope scope, Step step) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = COUNT.formatted(step.sql(), engaged(scope, values), conditions(query, values));
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

  private static String engaged(AuditScope scope, Map<String, Object> values) {
    var any = new ArrayList<String>();
    for (var part : scope.parts()) {
      var i = any.size();
      any.add(ENGAGED.formatted(i, part.allCentres() ? " or e.vk is null" : ""));
      values.put("from" + i, time(part.from()));
      values.put("until" + i, time(part.until()));
      values.put("centres" + i, part.centres().toArray(String[]::new));
    }
    return String.join(" or ", any);
  }

  private static String conditions(DisclosureQuery query, Map<String, Object> values) {
    var from = within(query.from().orElse(Disclosures.FIRST));
    var to = within(query.to().orElse(Disclosures.LAST));
    values.put("from", time(from));
    values.put("to", time(to));
    values.put("lowest", lowestId(from));
    values.put("highest", lowestId(within(to.plus(Disclosures.AHEAD))));
    var all = new StringBuilder();
    query.partner().ifPresent(code -> condition("e.partner =", "partner", code, all, values));
    query.subject().ifPresent(who -> condition("e.subject =", "subject", who, all, values));
    query
        .referral()
        .ifPresent(id -> condition("e.referral =", "referral", id.toString(), all, values));
    query.outcome().ifPresent(it -> condition("e.outcome =", "outcome", it.name(), all, values));
    query.ground().ifPresent(it -> condition("e.ground =", "ground", it.name(), all, values));
    query
        .action()
        .ifPresentOrElse(
            it -> condition("e.action =", "action", it.name(), all, values),
            () -> condition("e.action <>", "action", LogAction.AUDIT_READ.name(), all, values));
    return all.toString();
  }

  private static void condition(
      String comparison, String name, Object value, StringBuilder sql, Map<String, Object> values) {
    sql.append(" and ").append(comparison).append(" :").append(name);
    values.put(name, value);
  }

  private static OffsetDateTime time(Instant moment) {
    return within(moment).atOffset(ZoneOffset.UTC);
  }

  private static Instant within(Instant moment) {
    if (moment.isBefore(Disclosures.FIRST)) {
      return Disclosures.FIRST;
    }
    return moment.isAfter(Disclosures.LAST) ? Disclosures.LAST : moment;
  }

  private static UUID lowestId(Instant moment) {
    return new UUID(moment.toEpochMilli() << 16, 0);
  }
}
