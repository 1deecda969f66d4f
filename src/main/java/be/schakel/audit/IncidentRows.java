package be.schakel.audit;

import be.schakel.disclosure.Obtained;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Incidents, each of which suspends somebody until two persons lift it. Rows are only added. */
@ApplicationScoped
class IncidentRows {

  private static final String ADD =
      """
      insert into incident (id, kind, who, misused_from, misused_until, known_at, by_partner, by_role, by_person, recorded_at,
                            wrapped_key, content)
      values (:id, :kind, :who, :from, :until, :known, :partner, :role, :person, :now, :key, :content)""";

  private static final String LIFT =
      """
      insert into incident_lift (incident, by_person, by_proof, by_partner, by_role, recorded_at)
      values (:id, :person, :proof, :partner, :role, :now) on conflict do nothing""";

  private static final String FIND =
      """
      select i.id, i.kind, i.misused_from, i.misused_until, i.known_at, i.recorded_at, i.wrapped_key, i.content,
             (select array_agg(l.recorded_at order by l.recorded_at) from incident_lift l where l.incident = i.id) lifts,
             exists (select from incident_lift l where l.incident = i.id group by l.by_proof having count(*) >= 2) lifted
        from incident i
      """;

  private static final String ONE = FIND + " where i.id = :id";
  private static final String NEWEST = FIND + " order by i.id desc limit :limit";

  @Inject Jdbi db;

  /**
   * One incident.
   *
   * @param lifts when each person that lifts the suspension did
   * @param lifted whether two of them are certainly two persons
   */
  record Row(
      UUID id,
      Obtained.By by,
      Instant from,
      Instant until,
      Instant knownAt,
      Instant at,
      OwnKey.Kept content,
      List<Instant> lifts,
      boolean lifted) {}

  /**
   * @param who what is suspended: a thumbprint, a code, or the keyed hash of a person
   */
  void add(Row row, String who, byte[] person, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", row.id())
                .bind("kind", row.by().name())
                .bind("who", who)
                .bind("from", row.from().atOffset(ZoneOffset.UTC))
                .bind("until", row.until().atOffset(ZoneOffset.UTC))
                .bind("known", row.knownAt().atOffset(ZoneOffset.UTC))
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("person", person)
                .bind("now", row.at().atOffset(ZoneOffset.UTC))
                .bind("key", row.content().wrappedKey())
                .bind("content", row.content().content())
                .execute());
  }

  /** Whether this person had not lifted it yet. */
  boolean lift(UUID id, byte[] person, Caller caller, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(LIFT)
                    .bind("id", id)
                    .bind("person", person)
                    .bind("proof", caller.proof().name())
                    .bind("partner", caller.partner().code())
                    .bind("role", caller.professional().role())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute())
        == 1;
  }

  Optional<Row> find(UUID id) {
    return db.withHandle(
        handle ->
            handle.createQuery(ONE).bind("id", id).map((row, context) -> incident(row)).findOne());
  }

  List<Row> newest(int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("limit", limit)
                .map((row, context) -> incident(row))
                .list());
  }

  private static Row incident(ResultSet row) throws SQLException {
    var lifts = row.getArray("lifts");
    return new Row(
        row.getObject("id", UUID.class),
        Obtained.By.valueOf(row.getString("kind")),
        moment(row, "misused_from"),
        moment(row, "misused_until"),
        moment(row, "known_at"),
        moment(row, "recorded_at"),
        new OwnKey.Kept(row.getString("wrapped_key"), row.getBytes("content")),
        lifts == null
            ? List.of()
            : Arrays.stream((Timestamp[]) lifts.getArray()).map(Timestamp::toInstant).toList(),
        row.getBoolean("lifted"));
  }

  private static Instant moment(ResultSet row, String column) throws SQLException {
    return row.getObject(column, OffsetDateTime.class).toInstant();
  }
}
