package be.schakel.audit;

import be.schakel.consent.Records;
import be.schakel.partner.Caller;
import be.schakel.vocabulary.EmbargoCause;
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

/** Embargoes and how they ended. Rows are only ever added. */
@ApplicationScoped
class EmbargoRows {

  private static final String ADD =
      """
      insert into embargo (id, referral, child, subject, cause, covers_from, covers_to, valid_until, by_partner, by_role, by_person,
                           recorded_at, content)
      select :id, c.referral, c.id, c.pseudonym, :cause, :from, :to, :until, :partner, :role, :person, :now, :content
        from child c where c.id = :child""";

  private static final String LIFT =
      """
      insert into embargo_lift (embargo, by_partner, by_role, by_person, recorded_at)
      values (:id, :partner, :role, :person, :now) on conflict do nothing""";

  private static final String OF_REPORT =
      """
      select e.id, e.child, e.cause, e.covers_from, e.covers_to, e.valid_until, e.recorded_at, e.content, l.recorded_at lifted_at
        from embargo e left join embargo_lift l on l.embargo = e.id
       where e.referral = :referral order by e.id desc""";

  /** By pseudonym: what one centre keeps from a person, a report at another does not tell. */
  private static final String IN_FORCE =
      """
      select e.covers_from, e.covers_to
        from embargo e left join embargo_lift l on l.embargo = e.id
       where e.subject = (select c.pseudonym from child c where c.id = :child)
         and e.recorded_at <= :now and :now < e.valid_until and l.embargo is null""";

  @Inject Jdbi db;
  @Inject Records records;

  /** One embargo, the reason sealed with the child's key. */
  record Row(
      UUID id,
      UUID child,
      EmbargoCause cause,
      Embargoed covers,
      Instant until,
      Instant at,
      byte[] content,
      Optional<Instant> liftedAt) {}

  void add(Row row, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", row.id())
                .bind("child", row.child())
                .bind("cause", row.cause().name())
                .bind("from", time(row.covers().from()))
                .bind("to", time(row.covers().to()))
                .bind("until", row.until().atOffset(ZoneOffset.UTC))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", row.at().atOffset(ZoneOffset.UTC))
                .bind("content", row.content())
                .execute());
  }

  void lift(UUID id, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(LIFT)
                .bind("id", id)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", records.professional(caller))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** Newest first. */
  List<Row> of(UUID referral) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_REPORT)
                .bind("referral", referral)
                .map((row, context) -> embargo(row))
                .list());
  }

  List<Embargoed> inForce(UUID child, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(IN_FORCE)
                .bind("child", child)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> covers(row))
                .list());
  }

  private static Row embargo(ResultSet row) throws SQLException {
    return new Row(
        row.getObject("id", UUID.class),
        row.getObject("child", UUID.class),
        EmbargoCause.valueOf(row.getString("cause")),
        covers(row),
        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getBytes("content"),
        moment(row, "lifted_at"));
  }

  private static Embargoed covers(ResultSet row) throws SQLException {
    return new Embargoed(moment(row, "covers_from"), moment(row, "covers_to"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime time(Optional<Instant> moment) {
    return moment.map(given -> given.atOffset(ZoneOffset.UTC)).orElse(null);
  }
}
