package be.schakel.correction;

import be.schakel.outbox.EventKind;
import be.schakel.vocabulary.RetractionReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What was corrected in a report, in order. */
@ApplicationScoped
class CorrectionRows {

  private static final String OF_REPORT =
      """
      select 'DOCUMENT_REPLACED' as kind, document, replacement, null as reason, by_partner, by_role, recorded_at, logged_at
        from document_replacement where referral = :referral
       union all
      select 'DOCUMENT_RETRACTED', document, null, reason_code, by_partner, by_role, recorded_at, null
        from document_retraction where referral = :referral
       union all
      select 'REPORT_RETRACTED', null, null, reason_code, by_partner, by_role, since, null
        from referral_status where referral = :referral and status = 'RETRACTED'
       order by recorded_at, document""";

  @Inject Jdbi db;

  /**
   * One of them.
   *
   * @param before by the clock of the log: who received it later knew; none where nobody could
   */
  record Row(
      EventKind kind,
      Optional<UUID> document,
      Optional<UUID> replacement,
      Optional<RetractionReason> reason,
      String partner,
      String role,
      Instant recordedAt,
      Optional<Instant> before) {}

  List<Row> of(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_REPORT)
                .bind("referral", referral)
                .map((row, context) -> row(row))
                .list());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        EventKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getObject("document", UUID.class)),
        Optional.ofNullable(row.getObject("replacement", UUID.class)),
        Optional.ofNullable(row.getString("reason")).map(RetractionReason::valueOf),
        row.getString("by_partner"),
        row.getString("by_role"),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("logged_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
