package be.schakel.disclosure;

import be.schakel.partner.Caller;
import be.schakel.vocabulary.Uuid7;
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

/** The auditors' tasks that the data protection officer gave. Rows are only ever added. */
@ApplicationScoped
public class Engagements {

  private static final String ADD =
      """
      insert into audit_engagement (id, auditor, centres, valid_from, valid_until, purpose, by_partner, by_role, recorded_at)
      values (:id, :auditor, :centres, :from, :until, :purpose, :partner, :role, :now)""";
  private static final String END =
      """
      insert into audit_engagement_end (engagement, ended_at, by_partner, by_role) values (:id, :now, :partner, :role)
      on conflict do nothing""";
  private static final String FIND =
      """
      select a.id, a.auditor, a.centres, a.valid_from, a.valid_until, a.purpose, e.ended_at
        from audit_engagement a left join audit_engagement_end e on e.engagement = a.id""";
  private static final String IN_FORCE =
      FIND
          + " where a.auditor = :auditor and :now >= a.valid_from and :now < a.valid_until"
          + " and e.ended_at is null order by a.id";

  @Inject Jdbi db;

  /**
   * One task.
   *
   * @param auditor the code of the partner that has it
   * @param from the first moment it covers; entries of before are outside it
   * @param until the first moment after it
   */
  public record Task(
      UUID id,
      String auditor,
      Set<String> centres,
      Instant from,
      Instant until,
      String purpose,
      Optional<Instant> endedAt) {

    public Task {
      centres = Set.copyOf(centres);
    }
  }

  /** Adds a task. */
  public Task add(
      String auditor,
      Set<String> centres,
      Instant from,
      Instant until,
      String purpose,
      Caller caller,
      Instant now) {
    var id = Uuid7.at(now);
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", id)
                .bind("auditor", auditor)
                .bind("centres", centres.stream().sorted().toArray(String[]::new))
                .bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .bind("purpose", purpose)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
    return new Task(id, auditor, centres, from, until, purpose, Optional.empty());
  }

  /** Ends a task; again changes nothing. */
  public void end(UUID id, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(END)
                .bind("id", id)
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .execute());
  }

  /** Every task, newest first. */
  public List<Task> all() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND + " order by a.id desc limit 500")
                .map((row, context) -> task(row))
                .list());
  }

  public Optional<Task> find(UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND + " where a.id = :id")
                .bind("id", id)
                .map((row, context) -> task(row))
                .findOne());
  }

  List<Task> inForce(String auditor, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(IN_FORCE)
                .bind("auditor", auditor)
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, context) -> task(row))
                .list());
  }

  private static Task task(ResultSet row) throws SQLException {
    return new Task(
        row.getObject("id", UUID.class),
        row.getString("auditor"),
        Set.of((String[]) row.getArray("centres").getArray()),
        row.getObject("valid_from", OffsetDateTime.class).toInstant(),
        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
        row.getString("purpose"),
        Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
            .map(OffsetDateTime::toInstant));
  }
}
