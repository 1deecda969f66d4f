package be.schakel.correction;

import be.schakel.vocabulary.ChildLink;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The links between children on record. Only ever added to. */
@ApplicationScoped
class LinkRows {

  private static final String ADD =
      """
      insert into child_link (id, child, referral, other, other_referral, type, reason, by_partner, by_role, recorded_at)
      values (:id, :child, :referral, :other, :otherReferral, :type, :reason, :partner, :role, :now)""";
  private static final String END =
      """
      insert into child_link_end (link, reason, by_partner, by_role, recorded_at)
      values (:id, :reason, :partner, :role, :now)""";
  private static final String OF_REPORT =
      """
      select l.*, e.reason as end_reason, e.by_partner as end_partner, e.by_role as end_role, e.recorded_at as ended_at
        from child_link l left join child_link_end e on e.link = l.id
       where l.referral = :referral or l.other_referral = :referral
       order by l.id""";

  /** Taken after the lock of a report, by whoever links: so two never wait for each other. */
  private static final String HOLD =
      "select 1 from pg_advisory_xact_lock(hashtext('child_link'), 0)";

  @Inject Jdbi db;

  /** One link as it was said, of {@code child}. */
  record Row(
      UUID id,
      UUID child,
      UUID referral,
      UUID other,
      UUID otherReferral,
      ChildLink type,
      byte[] reason,
      String partner,
      String role,
      Instant recordedAt,
      Optional<End> end) {

    Row ended(End how) {
      return new Row(
          id,
          child,
          referral,
          other,
          otherReferral,
          type,
          reason,
          partner,
          role,
          recordedAt,
          Optional.of(how));
    }

    boolean isBetween(UUID one, UUID two) {
      return (child.equals(one) && other.equals(two)) || (child.equals(two) && other.equals(one));
    }
  }

  record End(byte[] reason, String partner, String role, Instant recordedAt) {}

  /** Lets links follow one another, until the transaction ends. */
  void hold() {
    db.useHandle(handle -> handle.createQuery(HOLD).mapTo(Integer.class).one());
  }

  List<Row> of(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_REPORT)
                .bind("referral", referral)
                .map((row, context) -> row(row))
                .list());
  }

  void add(Row row) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", row.id())
                .bind("child", row.child())
                .bind("referral", row.referral())
                .bind("other", row.other())
                .bind("otherReferral", row.otherReferral())
                .bind("type", row.type().name())
                .bind("reason", row.reason())
                .bind("partner", row.partner())
                .bind("role", row.role())
                .bind("now", row.recordedAt().atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** A link with its end. */
  void end(Row ended) {
    var end = ended.end().orElseThrow();
    db.useHandle(
        handle ->
            handle
                .createUpdate(END)
                .bind("id", ended.id())
                .bind("reason", end.reason())
                .bind("partner", end.partner())
                .bind("role", end.role())
                .bind("now", end.recordedAt().atOffset(ZoneOffset.UTC))
                .execute());
  }

  private static Row row(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("child", UUID.class),
        row.getObject("referral", UUID.class),
        row.getObject("other", UUID.class),
        row.getObject("other_referral", UUID.class),
        ChildLink.valueOf(row.getString("type")),
        row.getBytes("reason"),
        row.getString("by_partner"),
        row.getString("by_role"),
        time(row, "recorded_at"),
        row.getBytes("end_reason") == null
            ? Optional.empty()
            : Optional.of(
                new End(
                    row.getBytes("end_reason"),
                    row.getString("end_partner"),
                    row.getString("end_role"),
                    time(row, "ended_at"))));
  }

  private static Instant time(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
