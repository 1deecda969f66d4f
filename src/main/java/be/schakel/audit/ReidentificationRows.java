package be.schakel.audit;

import be.schakel.partner.Caller;
import be.schakel.partner.Proof;
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

/** Who asked to see behind a pseudonym, and what was decided. Rows are only ever added. */
@ApplicationScoped
class ReidentificationRows {

  private static final String ADD =
      """
      insert into reidentification (id, subject, auditor, by_role, by_person, by_proof, recorded_at, valid_until, wrapped_key, content)
      values (:id, :subject, :auditor, :role, :person, :proof, :now, :until, :key, :content)""";

  private static final String DECIDE =
      """
      insert into reidentification_decision (reidentification, approved, by_partner, by_role, by_person, by_proof, recorded_at, wrapped_key, content)
      values (:id, :approved, :partner, :role, :person, :proof, :now, :key, :content) on conflict do nothing""";

  private static final String FIND =
      """
      select r.id, r.subject, r.auditor, r.by_person, r.by_proof, r.recorded_at, r.valid_until, r.wrapped_key, r.content,
             d.approved, d.recorded_at decided_at, d.wrapped_key decision_key, d.content decision
        from reidentification r left join reidentification_decision d on d.reidentification = r.id
      """;

  private static final String ONE = FIND + " where r.id = :id";

  private static final String NEWEST =
      FIND
          + " where :auditor::text is null or r.auditor = :auditor order by r.id desc limit :limit";

  /** The report and the child in it, newest first. */
  private static final String BEHIND =
      "select referral, id from child where pseudonym = :subject order by id desc limit :limit";

  @Inject Jdbi db;

  /** One child in one report. */
  record Place(UUID referral, UUID child) {}

  void add(Reidentification asked, Caller caller) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", asked.id())
                .bind("subject", asked.subject())
                .bind("auditor", asked.auditor())
                .bind("role", caller.professional().role())
                .bind("person", asked.person())
                .bind("proof", asked.proof().name())
                .bind("now", asked.askedAt().atOffset(ZoneOffset.UTC))
                .bind("until", asked.until().atOffset(ZoneOffset.UTC))
                .bind("key", asked.reason().wrappedKey())
                .bind("content", asked.reason().content())
                .execute());
  }

  /** Whether it was the first decision. */
  boolean decide(
      UUID id, boolean approved, byte[] person, OwnKey.Kept reason, Caller caller, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(DECIDE)
                    .bind("id", id)
                    .bind("approved", approved)
                    .bind("partner", caller.partner().code())
                    .bind("role", caller.professional().role())
                    .bind("person", person)
                    .bind("proof", caller.proof().name())
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .bind("key", reason.wrappedKey())
                    .bind("content", reason.content())
                    .execute())
        == 1;
  }

  Optional<Reidentification> find(UUID id) {
    return db.withHandle(
        handle ->
            handle.createQuery(ONE).bind("id", id).map((row, context) -> asked(row)).findOne());
  }

  /** Newest first, of one auditor or of all. */
  List<Reidentification> newest(Optional<String> auditor, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(NEWEST)
                .bind("auditor", auditor.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> asked(row))
                .list());
  }

  /** Where a pseudonym stands for a child, newest first. */
  List<Place> behind(String subject, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(BEHIND)
                .bind("subject", subject)
                .bind("limit", limit)
                .map(
                    (row, context) ->
                        new Place(
                            row.getObject("referral", UUID.class), row.getObject("id", UUID.class)))
                .list());
  }

  private static Reidentification asked(ResultSet row) throws SQLException {
    var decided = Optional.ofNullable(row.getObject("decided_at", OffsetDateTime.class));
    return new Reidentification(
        row.getObject("id", UUID.class),
        row.getString("subject"),
        row.getString("auditor"),
        row.getBytes("by_person"),
        Proof.valueOf(row.getString("by_proof")),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        row.getObject("valid_until", OffsetDateTime.class).toInstant(),
        new OwnKey.Kept(row.getString("wrapped_key"), row.getBytes("content")),
        decided.isEmpty()
            ? Optional.empty()
            : Optional.of(
                new Reidentification.Decided(
                    row.getBoolean("approved"),
                    decided.get().toInstant(),
                    new OwnKey.Kept(row.getString("decision_key"), row.getBytes("decision")))));
  }
}
