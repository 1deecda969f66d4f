package be.schakel.access;

import be.schakel.consent.Fact;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Everything that was put on record about who decides for a child. */
@ApplicationScoped
class FactRows {

  private static final String OF_CHILD =
      """
      select id, child, person, kind, value, review_on, by_role, recorded_at, content from fact
       where referral = :referral and child = :child order by id desc""";

  @Inject Jdbi db;

  /**
   * One of them.
   *
   * @param content motivation and author, sealed
   */
  record Row(
      UUID id,
      Fact fact,
      Optional<LocalDate> reviewOn,
      String role,
      Instant recordedAt,
      byte[] content) {}

  /** The newest first. */
  List<Row> of(UUID referral, UUID child) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_CHILD)
                .bind("referral", referral)
                .bind("child", child)
                .map(
                    (row, context) ->
                        new Row(
                            row.getObject("id", UUID.class),
                            new Fact(
                                row.getObject("child", UUID.class),
                                row.getInt("person"),
                                Fact.Kind.valueOf(row.getString("kind")),
                                row.getString("value")),
                            Optional.ofNullable(row.getObject("review_on", LocalDate.class)),
                            row.getString("by_role"),
                            row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
                            row.getBytes("content")))
                .list());
  }
}
