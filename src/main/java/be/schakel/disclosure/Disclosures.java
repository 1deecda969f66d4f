package be.schakel.disclosure;

import be.schakel.disclosure.EventQuery.Place;
import be.schakel.vocabulary.LegalGround;
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
import java.util.StringJoiner;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
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

  private static final String CONDITIONS =
      """
      e.entry is not null
         and e.id >= :lowest and e.id < :highest
         and e.recorded_at >= :from and e.recorded_at < :to
         and (%s)""";

  private static final String SCANNED =
      """
      select e.id, e.entry
        from ledger_entry e
       where %s
       order by e.id desc limit :limit""";

  /** What is rare is all read, by its own index: in this order no other one can be. */
  private static final String FEW =
      """
      select e.id, e.entry
        from ledger_entry e
       where %s
       order by uuid_send(e.id) desc limit :limit""";

  private static final String OF_SORTS =
      """

         and (e.action, e.outcome, e.subject is null)
             in (select * from unnest(:actions, :outcomes, :unrelated))""";

  /**
   * The newest of each sort, then the newest of these: no sort is read further than a page. Nor is
   * what has one of several values, each of which has an index of its own.
   */
  private static final String SORTED =
      """
      select found.id, found.entry
        from unnest(:actions, :outcomes, :unrelated) sort (action, outcome, of_nobody)
       cross join lateral (%s) found
       order by found.id desc limit :limit""";

  /** The id as bytes is what the indexes by sort are ordered by. */
  private static final String OF_A_SORT =
      """
      (select e.id, e.entry
         from ledger_entry e
        where e.action = sort.action and e.outcome = sort.outcome
          and (e.subject is null) = sort.of_nobody
          and uuid_send(e.id) >= uuid_send(:lowest) and uuid_send(e.id) < uuid_send(:highest)
          and %s
        order by uuid_send(e.id) desc limit :limit)""";

  private static final String ENGAGED =
      "e.recorded_at >= :from%1$d and e.recorded_at < :until%1$d and e.vk = any(:centres%1$d)";

  private static final String ENGAGED_EVERYWHERE =
      "e.recorded_at >= :from%1$d and e.recorded_at < :until%1$d"
          + " and (e.vk = any(:centres%1$d) or e.vk is null)";

  /** Looked up for the rows that are shown only: what a search passes over costs nothing more. */
  private static final String PLACE =
      "(select p.place from ledger_position p where p.entry = found.id) as place";

  private static final String PLACED =
      "select found.id, found.entry, " + PLACE + " from (%s) found order by found.id desc";

  private static final String NEWEST_TREE =
      "select epoch, size from ledger_checkpoint order by epoch desc, size desc limit 1";

  /** What stood in a tree once stands in it for good. */
  private static final String IN_TREE =
      """
      select found.id, found.entry, p.place
        from (%s) found join ledger_position p on p.entry = found.id
       where (p.epoch, p.place) < (:epoch, :treeSize)""";

  private static final String BY_SEED =
      """
      select found.id, found.entry, found.place from (%s) found
       order by sha256(convert_to(:seed || ':' || found.id::text, 'UTF8')) limit :size""";

  private static final String THESE =
      """
      select e.id, e.entry, p.place
        from ledger_entry e join unnest(:ids::uuid[]) with ordinality asked (id, nth) on asked.id = e.id
             left join ledger_position p on p.entry = e.id
       where e.entry is not null
       order by asked.nth""";

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

  /** The entries of a search, newest first. */
  List<LoggedEntry> page(LogSearch search, AuditScope scope) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = placed(search, scope, values);
    return db.withHandle(
        handle -> handle.createQuery(sql).bindMap(values).map(Disclosures::logged).list());
  }

  /** Those that the seed puts first. */
  List<LoggedEntry> sample(
      LogSearch search, AuditScope scope, TreeSize tree, String seed, int size) {
    if (scope.isEmpty()) {
      return List.of();
    }
    var values = new TreeMap<String, Object>();
    var sql = BY_SEED.formatted(inTree(search, scope, tree, values));
    values.put("seed", seed);
    values.put("size", size);
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
            Optional.empty(),
            Optional.of(subject),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            1,
            Optional.empty());
    return !page(query.search(1), scope).isEmpty();
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
        row.getObject("id", UUID.class),
        Optional.ofNullable(row.getObject("place", Long.class)),
        DisclosureEntry.parse(row.getString("entry")));
  }

  /** How many entries there are. */
  long count(LogSearch search, AuditScope scope) {
    if (scope.isEmpty()) {
      return 0;
    }
    var values = new TreeMap<String, Object>();
    var sql = "select count(*) from (" + sql(search, scope, values) + ") found";
    values.put("limit", Long.MAX_VALUE);
    return db.withHandle(handle -> handle.createQuery(sql).bindMap(values).mapTo(Long.class).one());
  }

  /** How many of them stand in a tree. */
  long count(LogSearch search, AuditScope scope, TreeSize tree) {
    if (scope.isEmpty()) {
      return 0;
    }
    var values = new TreeMap<String, Object>();
    var sql = "select count(*) from (" + inTree(search, scope, tree, values) + ") found";
    return db.withHandle(handle -> handle.createQuery(sql).bindMap(values).mapTo(Long.class).one());
  }

  /** The newest tree that was signed. */
  TreeSize newestTree() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST_TREE)
                .map((row, context) -> new TreeSize(row.getInt("epoch"), row.getLong("size")))
                .findOne()
                .orElse(new TreeSize(0, 0)));
  }

  private static String inTree(
      LogSearch search, AuditScope scope, TreeSize tree, Map<String, Object> values) {
    var sql = IN_TREE.formatted(sql(search, scope, values));
    values.put("limit", Long.MAX_VALUE);
    values.put("epoch", tree.epoch());
    values.put("treeSize", tree.size());
    return sql;
  }

  /** The query of a page, with the place of each of its entries in the tree. */
  static String placed(LogSearch search, AuditScope scope, Map<String, Object> values) {
    return PLACED.formatted(sql(search, scope, values));
  }

  /** The query, made of fixed pieces; whatever was asked for goes into {@code values}. */
  static String sql(LogSearch search, AuditScope scope, Map<String, Object> values) {
    var where = new StringBuilder(CONDITIONS.formatted(engaged(search, scope, values)));
    values.put("limit", search.limit());
    search
        .before()
        .ifPresent(
            before -> {
              where.append(
                  before.included() ? "\n   and e.id <= :before" : "\n   and e.id < :before");
              values.put("before", before.id());
              if (!search.sorts().isEmpty()) {
                where.append("\n   and uuid_send(e.id) <= uuid_send(:before)");
              }
            });
    var rare = search.conditions().stream().anyMatch(EventQuery.Condition::isRare);
    var sorted = !search.sorts().isEmpty() && !rare;
    var split = search.conditions().stream().filter(it -> sorted && it.isBySort()).findFirst();
    for (var condition : search.conditions()) {
      if (split.filter(it -> it == condition).isEmpty()) {
        where.append("\n   and (").append(anyOf(condition, values)).append(')');
      }
    }
    if (search.sorts().isEmpty()) {
      where.append("\n   and e.action <> '").append(LogAction.AUDIT_READ).append('\'');
      return (rare ? FEW : SCANNED).formatted(where);
    }
    var sorts = List.copyOf(search.sorts());
    values.put("actions", sorts.stream().map(it -> it.action().name()).toArray(String[]::new));
    values.put("outcomes", sorts.stream().map(it -> it.outcome().name()).toArray(String[]::new));
    values.put("unrelated", sorts.stream().map(it -> !it.ofChild()).toArray(Boolean[]::new));
    if (rare) {
      return FEW.formatted(where.append(OF_SORTS));
    }
    var each =
        split.map(EventQuery.Condition::each).orElse(List.of()).stream()
            .map(one -> OF_A_SORT.formatted(where + "\n   and (" + anyOf(one, values) + ')'))
            .collect(Collectors.joining("\nunion\n"));
    return SORTED.formatted(each.isEmpty() ? OF_A_SORT.formatted(where) : each);
  }

  /**
   * The condition of the scope; puts the bounds of the period into {@code values}: {@code from},
   * {@code to}, and the same as ids, {@code lowest} and {@code highest}.
   */
  static String engaged(LogSearch search, AuditScope scope, Map<String, Object> values) {
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
    from = search.from().filter(from::isBefore).orElse(from);
    to = search.to().filter(to::isAfter).orElse(to);
    values.put("from", time(from));
    values.put("to", time(to));
    values.put("lowest", lowestId(within(from)));
    values.put("highest", lowestId(within(to).plus(AHEAD)));
    return engaged.toString();
  }

  static String anyOf(EventQuery.Condition condition, Map<String, Object> values) {
    var any = new StringJoiner(" or ").setEmptyValue("false");
    for (var value : condition.anyOf()) {
      if (value.place() == Place.GROUND) {
        // Its index leaves out the frequent ones, which must be seen when the query is planned
        any.add("e.ground = '" + LegalGround.valueOf(value.text()) + "'");
        continue;
      }
      var name = "value" + values.size();
      any.add("e." + value.place().column() + " = :" + name);
      values.put(name, value.place() == Place.ID ? UUID.fromString(value.text()) : value.text());
    }
    return any.toString();
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
