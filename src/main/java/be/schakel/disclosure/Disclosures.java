package be.schakel.disclosure;

import be.schakel.vocabulary.LogAction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * The entries of the log, found only within an auditor's engagements: a query never leaves that
 * filter out.
 *
 * <p>An id begins with its time, so a range of time is also given as a range of ids: it leaves out
 * whole partitions, and a page is read straight from the index. Entries whose content was erased
 * are not found.
 */
@ApplicationScoped
class Disclosures {

  /** PostgreSQL and a UUID both hold these moments. */
  private static final Instant FIRST = Instant.EPOCH;

  private static final Instant LAST = Instant.parse("5000-01-01T00:00:00Z");

  /** An id may run this much ahead of what it records, when the clock was set back. */
  private static final Duration AHEAD = Duration.ofSeconds(11);

  private static final String FIND =
      """
      select e.id, e.entry
        from ledger_entry e
       where e.entry is not null
         and e.id >= :lowest and e.id < :highest
         and e.recorded_at >= :from and e.recorded_at < :to
         and (%s)""";

  private static final String ENGAGED =
      "e.recorded_at >= :from%1$d and e.recorded_at < :until%1$d and e.vk = any(:centres%1$d)";

  private static final String ENGAGED_EVERYWHERE =
      "e.recorded_at >= :from%1$d and e.recorded_at < :until%1$d"
          + " and (e.vk = any(:centres%1$d) or e.vk is null)";

  private static final String NEWEST_FIRST = " order by e.id desc limit :limit";

  private static final String BY_SEED =
      " order by sha256(convert_to(:seed || ':' || e.id::text, 'UTF8')) limit :limit";

  private static final String THESE =
      """
      select e.id, e.entry
        from ledger_entry e join unnest(:ids::uuid[]) with ordinality asked (id, place) on asked.id = e.id
       where e.entry is not null
       order by asked.place""";

  private static final String RECORDED =
      """
      select exists (select from ledger_entry
        where referral = :referral and action = 'EXTERNAL' and entry::jsonb #>> '{external,id}' = :recording)""";

  @Inject Jdbi db;

  /** Whether a disclosure outside the gateway was recorded so, about this report. */
  boolean recorded(UUID referral, UUID recording) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(RECORDED)
                .bind("referral", referral.toString())
                .bind("recording", recording.toString())
                .mapTo(Boolean.class)
                .one());
  }

  /** One more than {@code limit} entries tells that there is a next page. */
  List<LoggedEntry> page(DisclosureQuery query, AuditScope scope) {
    return page(query, scope, query.limit() + 1);
  }

  /** As many entries as that at most. */
  List<LoggedEntry> page(DisclosureQuery query, AuditScope scope, int most) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = sql(query, scope, values);
    values.put("limit", most);
    return db.withHandle(
        handle -> handle.createQuery(sql).bindMap(values).map(Disclosures::logged).list());
  }

  /** Those that the seed puts first. */
  List<LoggedEntry> sample(DisclosureQuery query, AuditScope scope, String seed, int size) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = sql(query, scope, values, BY_SEED);
    values.put("seed", seed);
    values.put("limit", size);
    return db.withHandle(
        handle -> handle.createQuery(sql).bindMap(values).map(Disclosures::logged).list());
  }

  /** Whether one of them is about this child. */
  boolean knows(String subject, AuditScope scope) {
    var none = Optional.<Instant>empty();
    var query =
        new DisclosureQuery(
            none,
            none,
            Optional.empty(),
            Optional.of(subject),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Optional.empty());
    return !page(query, scope, 1).isEmpty();
  }

  /** These entries, in the order given; without those that are erased or never were. */
  List<LoggedEntry> these(Collection<UUID> ids) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(THESE)
                .bind("ids", ids.toArray(UUID[]::new))
                .map(Disclosures::logged)
                .list());
  }

  private static LoggedEntry logged(ResultSet row, StatementContext context) throws SQLException {
    return new LoggedEntry(
        row.getObject("id", UUID.class), DisclosureEntry.parse(row.getString("entry")));
  }

  /** How many entries there are. */
  long count(DisclosureQuery query, AuditScope scope) {
    if (scope.isEmpty()) {
      return 0;
    }
    var values = new TreeMap<String, Object>();
    var sql = "select count(*) from (" + sql(query, scope, values) + ") found";
    values.put("limit", Long.MAX_VALUE);
    return db.withHandle(handle -> handle.createQuery(sql).bindMap(values).mapTo(Long.class).one());
  }

  /** The query, made of fixed pieces; whatever was asked for goes into {@code values}. */
  static String sql(DisclosureQuery query, AuditScope scope, Map<String, Object> values) {
    return sql(query, scope, values, NEWEST_FIRST);
  }

  private static String sql(
      DisclosureQuery query, AuditScope scope, Map<String, Object> values, String order) {
    var parts = scope.parts();
    var engaged = new StringBuilder();
    for (int i = 0; i < parts.size(); i++) {
      var part = parts.get(i);
      engaged.append(i == 0 ? "" : " or ");
      engaged.append((part.allCentres() ? ENGAGED_EVERYWHERE : ENGAGED).formatted(i));
      values.put("from" + i, time(part.from()));
      values.put("until" + i, time(part.until()));
      values.put("centres" + i, part.centres().toArray(String[]::new));
    }
    var from = parts.stream().map(AuditScope.Part::from).min(Instant::compareTo).orElse(LAST);
    var to = parts.stream().map(AuditScope.Part::until).max(Instant::compareTo).orElse(FIRST);
    from = query.from().filter(from::isBefore).orElse(from);
    to = query.to().filter(to::isAfter).orElse(to);
    values.put("from", time(from));
    values.put("to", time(to));
    values.put("lowest", lowestId(within(from)));
    values.put("highest", lowestId(within(to).plus(AHEAD)));
    values.put("limit", query.limit() + 1);

    var sql = new StringBuilder(FIND.formatted(engaged));
    query.after().ifPresent(after -> condition("e.id <", "after", after.id(), sql, values));
    query.partner().ifPresent(code -> condition("e.partner =", "partner", code, sql, values));
    query.subject().ifPresent(who -> condition("e.subject =", "subject", who, sql, values));
    query
        .referral()
        .ifPresent(id -> condition("e.referral =", "referral", id.toString(), sql, values));
    query.outcome().ifPresent(it -> condition("e.outcome =", "outcome", it.name(), sql, values));
    query.ground().ifPresent(it -> condition("e.ground =", "ground", it.name(), sql, values));
    query
        .action()
        .ifPresentOrElse(
            it -> condition("e.action =", "action", it.name(), sql, values),
            () -> condition("e.action <>", "action", LogAction.AUDIT_READ.name(), sql, values));
    return sql.append(order).toString();
  }

  private static void condition(
      String comparison, String name, Object value, StringBuilder sql, Map<String, Object> values) {
    sql.append("\n   and ").append(comparison).append(" :").append(name);
    values.put(name, value);
  }

  private static OffsetDateTime time(Instant moment) {
    return within(moment).atOffset(ZoneOffset.UTC);
  }

  private static Instant within(Instant moment) {
    if (moment.isBefore(FIRST)) {
      return FIRST;
    }
    return moment.isAfter(LAST) ? LAST : moment;
  }

  private static UUID lowestId(Instant moment) {
    return new UUID(moment.toEpochMilli() << 16, 0);
  }
}
