package be.schakel.disclosure;

import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.PartnerKind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * To whom something of a report went, as the log has it: those who must be told when it turns out
 * to be wrong (GDPR 19). Partners only, never who acted for one; without supervision, which is no
 * recipient (GDPR 4(9)).
 *
 * <p>Found by the index of the reports in the log, so it takes as long as a report was read often.
 */
@ApplicationScoped
public class Recipients {

  private static final String RECEIVED =
      """
      select e.partner, e.entry::jsonb #>> '{partner,kind}' as kind, count(distinct e.answer) as times,
             min(e.recorded_at) as first_at, max(e.recorded_at) as last_at
        from ledger_entry e
       where e.referral = :referral and e.outcome in ('PERMIT', 'PARTIAL')
         and e.action not in ('EXTERNAL', 'AUDIT_READ')
         and e.entry::jsonb #>> '{partner,kind}' <> 'AUDITOR'
         and e.recorded_at <= :before
         and (%s)
       group by 1, 2 order by 1""";

  private static final String ANYTHING = "jsonb_exists(e.entry::jsonb, 'categories')";

  private static final String DOCUMENT =
      "e.action = 'DOCUMENT_READ' and e.entry::jsonb ->> 'document' = :document";

  private static final String OUTSIDE =
      """
      select distinct on (e.entry::jsonb #>> '{external,id}') e.entry
        from ledger_entry e
       where e.referral = :referral and e.action = 'EXTERNAL'
         and not exists (select from ledger_entry c
                          where c.referral = :referral and c.action = 'EXTERNAL'
                            and c.entry::jsonb #>> '{external,corrects}' = e.entry::jsonb #>> '{external,id}')
       order by e.entry::jsonb #>> '{external,id}'""";

  /** Each question as SQL, to be looked at beside what the database makes of it. */
  static List<String> questions() {
    return List.of(RECEIVED.formatted(ANYTHING), RECEIVED.formatted(DOCUMENT), OUTSIDE);
  }

  @Inject Jdbi db;

  /**
   * A partner that something went to.
   *
   * @param times how many answers had some of it
   */
  public record Received(
      String partner, PartnerKind kind, long times, Instant firstAt, Instant lastAt) {}

  /** What a centre told outside the gateway. */
  public record Told(External external, Set<DataCategory> categories) {}

  /** Who received anything of a report. */
  public List<Received> ofReport(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(RECEIVED.formatted(ANYTHING))
                .bind("referral", referral.toString())
                .bind("before", time(Optional.empty()))
                .map((row, context) -> received(row))
                .list());
  }

  /**
   * Who received the bytes of one of its documents.
   *
   * @param before by the clock of the log; ever when empty
   */
  public List<Received> ofDocument(UUID referral, UUID document, Optional<Instant> before) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(RECEIVED.formatted(DOCUMENT))
                .bind("referral", referral.toString())
                .bind("document", document.toString())
                .bind("before", time(before))
                .map((row, context) -> received(row))
                .list());
  }

  /** What was told of a report outside the gateway, as it was put on record last. */
  public List<Told> outside(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OUTSIDE)
                .bind("referral", referral.toString())
                .mapTo(String.class)
                .map(DisclosureEntry::parse)
                .map(entry -> new Told(entry.external().orElseThrow(), entry.categories()))
                .list());
  }

  private static OffsetDateTime time(Optional<Instant> before) {
    return before.map(moment -> moment.atOffset(ZoneOffset.UTC)).orElse(OffsetDateTime.MAX);
  }

  private static Received received(ResultSet row) throws SQLException {
    return new Received(
        row.getString("partner"),
        PartnerKind.valueOf(row.getString("kind")),
        row.getLong("times"),
        row.getObject("first_at", OffsetDateTime.class).toInstant(),
        row.getObject("last_at", OffsetDateTime.class).toInstant());
  }
}
