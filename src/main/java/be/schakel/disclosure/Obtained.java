package be.schakel.disclosure;

import be.schakel.partner.Registration;
import be.schakel.partner.Registries;
import be.schakel.vocabulary.DataCategory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What somebody obtained in a period, counted from the log: what a notification of a breach asks
 * for (GDPR 33). What a centre disclosed outside the gateway, and what was refused, is left out.
 */
@ApplicationScoped
public class Obtained {

  /** A token lives minutes; one minted this long before the period may have been used in it. */
  private static final Duration TOKEN = Duration.ofMinutes(10);

  /** An id may run this much ahead of what it records, when the clock was set back. */
  private static final Duration AHEAD = Duration.ofSeconds(11);

  private static final String ENTRIES =
      """
      with obtained as (
        select e.id, coalesce(n.code, e.vk, '') vk, e.subject, e.referral, e.recorded_at, c.category
          from ledger_entry e left join unnest(:names::text[], :codes::text[]) n (name, code) on n.name = e.vk
               cross join lateral jsonb_array_elements_text(e.entry::jsonb -> 'categories') c (category)
         where e.id >= :lowest and e.id < :highest and e.recorded_at >= :from and e.recorded_at < :until
           and e.outcome in ('PERMIT', 'PARTIAL') and e.action <> 'EXTERNAL' and e.subject is not null
           and (%s))
      """;

  private static final String BY_PARTNER = "e.partner = :who";

  private static final String BY_PROFESSIONAL = "e.entry::jsonb -> 'professional' ->> 'id' = :who";

  /** An entry names the token it was obtained with, and the entry of the token its certificate. */
  private static final String BY_CERTIFICATE =
      """
      e.entry::jsonb ->> 'token' in (
        select t.entry::jsonb ->> 'token' from ledger_entry t
         where t.action = 'TOKEN' and t.outcome = 'PERMIT' and t.id >= :firstToken and t.id < :highest
           and jsonb_exists(t.entry::jsonb -> 'flags', :who))""";

  private static final String FIGURES =
      """
      select case when grouping(vk) = 0 then vk end vk, case when grouping(category) = 0 then category end category,
             count(distinct subject) people, count(distinct id) records, count(distinct referral) referrals,
             min(recorded_at) first_at, max(recorded_at) last_at
        from obtained group by grouping sets ((), (vk), (category)) order by 1 nulls first, 2 nulls first""";

  private static final String ROWS =
      """
      select vk, subject, array_agg(distinct category) categories, array_agg(distinct referral) referrals,
             count(distinct id) records, min(recorded_at) first_at, max(recorded_at) last_at
        from obtained where (vk, subject) > (:afterVk, :afterSubject)
       group by vk, subject order by vk, subject limit :limit""";

  @Inject Jdbi db;
  @Inject CentreNames names;
  @Inject Registries registries;

  /** Who is asked about. */
  public enum By {
    CERTIFICATE,
    PARTNER,
    PROFESSIONAL
  }

  /**
   * Whose, and when.
   *
   * @param who the certificate's flag in the log, the partner's code, or the professional's number
   * @param until the first moment after it
   */
  public record Asked(By by, String who, Instant from, Instant until) {}

  /**
   * One line of the figures: of everything, of one centre or of one category.
   *
   * @param people how many children
   * @param records how many entries of the log
   */
  public record Figure(
      Optional<String> vk,
      Optional<DataCategory> category,
      long people,
      long records,
      long referrals,
      Optional<Instant> firstAt,
      Optional<Instant> lastAt) {}

  /** What was obtained about one child at one centre. */
  public record About(
      Optional<String> vk,
      String subject,
      List<DataCategory> categories,
      List<UUID> referrals,
      long records,
      Instant firstAt,
      Instant lastAt) {}

  /** Everything first, then each category, then each centre; empty for a case of no centre. */
  public List<Figure> figures(Asked asked) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(sql(asked) + FIGURES)
                .bindMap(values(asked))
                .map((row, context) -> figure(row))
                .list());
  }

  /**
   * Child by child, in the order of centre and pseudonym.
   *
   * @param after where the page before ended
   */
  public List<About> rows(Asked asked, Optional<About> after, int limit) {
    var values = values(asked);
    values.put("afterVk", after.flatMap(About::vk).orElse(""));
    values.put("afterSubject", after.map(About::subject).orElse(""));
    values.put("limit", limit);
    return db.withHandle(
        handle ->
            handle
                .createQuery(sql(asked) + ROWS)
                .bindMap(values)
                .map((row, context) -> about(row))
                .list());
  }

  private static String sql(Asked asked) {
    return ENTRIES.formatted(
        switch (asked.by()) {
          case CERTIFICATE -> BY_CERTIFICATE;
          case PARTNER -> BY_PARTNER;
          case PROFESSIONAL -> BY_PROFESSIONAL;
        });
  }

  private Map<String, Object> values(Asked asked) {
    var values = new TreeMap<String, Object>();
    var byName =
        names.codes(registries.current().centres().stream().map(Registration::code).toList());
    values.put("names", byName.keySet().toArray(String[]::new));
    values.put("codes", byName.values().toArray(String[]::new));
    values.put("who", asked.who());
    values.put("from", asked.from().atOffset(ZoneOffset.UTC));
    values.put("until", asked.until().atOffset(ZoneOffset.UTC));
    values.put("lowest", lowestId(asked.from()));
    values.put("highest", lowestId(asked.until().plus(AHEAD)));
    if (asked.by() == By.CERTIFICATE) {
      values.put("firstToken", lowestId(asked.from().minus(TOKEN)));
    }
    return values;
  }

  private static UUID lowestId(Instant moment) {
    return new UUID(Math.max(moment.toEpochMilli(), 0) << 16, 0);
  }

  private static Figure figure(ResultSet row) throws SQLException {
    return new Figure(
        Optional.ofNullable(row.getString("vk")),
        Optional.ofNullable(row.getString("category")).map(DataCategory::valueOf),
        row.getLong("people"),
        row.getLong("records"),
        row.getLong("referrals"),
        moment(row, "first_at"),
        moment(row, "last_at"));
  }

  private static About about(ResultSet row) throws SQLException {
    return new About(
        Optional.of(row.getString("vk")).filter(code -> !code.isEmpty()),
        row.getString("subject"),
        Arrays.stream((String[]) row.getArray("categories").getArray())
            .map(DataCategory::valueOf)
            .sorted()
            .toList(),
        Arrays.stream((String[]) row.getArray("referrals").getArray())
            .filter(Objects::nonNull)
            .map(UUID::fromString)
            .toList(),
        row.getLong("records"),
        moment(row, "first_at").orElseThrow(),
        moment(row, "last_at").orElseThrow());
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
