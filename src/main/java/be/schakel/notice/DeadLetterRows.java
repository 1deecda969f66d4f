package be.schakel.notice;

import be.schakel.edge.Times;
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

/** What could not be brought, and what waits. */
@ApplicationScoped
class DeadLetterRows {

  private static final String SHOWN =
      "select d.id as delivery, d.partner, d.subscription, d.state, d.attempts, d.problem, d.attempted_at, "
          + NoticeRows.NOTICE
          + " from notice_delivery d join outbox_event e on e.id = d.event";

  private static final String DEAD =
      SHOWN
          + " where d.state = 'DEAD' and (:partner::text is null or d.partner = :partner)"
          + " order by d.place limit :most";

  private static final String ONE =
      SHOWN + " where d.id = :id and (:partner::text is null or d.partner = :partner)";

  private static final String AGAIN =
      """
      update notice_delivery set state = 'WAITING', attempts = 0, next_attempt_at = :now, resent_at = :now
       where id = :id and state = 'DEAD' and (:partner::text is null or partner = :partner)""";

  private static final String COUNTS =
      """
      select (select count(*) from notice_delivery where state = 'DEAD') as dead,
             (select count(*) from notice_delivery where state = 'WAITING') as waiting,
             (select count(*) from notice_reach where open_until is not null) as unreachable""";

  @Inject Jdbi db;

  /** How notices are, for whoever runs the gateway. */
  record Counts(int dead, int waiting, int unreachable) {}

  Counts counts() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(COUNTS)
                .map(
                    (row, context) ->
                        new Counts(
                            row.getInt("dead"), row.getInt("waiting"), row.getInt("unreachable")))
                .one());
  }

  /**
   * The oldest first.
   *
   * @param partner whose; everybody's when empty
   */
  List<DeadLetterView> dead(Optional<String> partner, int most) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(DEAD)
                .bind("partner", partner.orElse(null))
                .bind("most", most)
                .map((row, context) -> view(row))
                .list());
  }

  /** Sends it once more, with all its attempts; empty when there is no dead one. */
  Optional<DeadLetterView> again(UUID id, Optional<String> partner, Instant now) {
    return db.withHandle(
        handle -> {
          var resent =
              handle
                  .createUpdate(AGAIN)
                  .bind("id", id)
                  .bind("partner", partner.orElse(null))
                  .bind("now", now.atOffset(ZoneOffset.UTC))
                  .execute();
          return resent == 0
              ? Optional.<DeadLetterView>empty()
              : handle
                  .createQuery(ONE)
                  .bind("id", id)
                  .bind("partner", partner.orElse(null))
                  .map((row, context) -> view(row))
                  .findOne();
        });
  }

  private static DeadLetterView view(ResultSet row) throws SQLException {
    return new DeadLetterView(
        Optional.of(row.getObject("delivery", UUID.class)),
        Optional.of(row.getString("partner")),
        Optional.of(row.getObject("subscription", UUID.class)),
        Optional.of(row.getString("state")),
        Optional.of(row.getInt("attempts")),
        Optional.ofNullable(row.getString("problem")),
        Optional.ofNullable(row.getObject("attempted_at", OffsetDateTime.class))
            .map(at -> Times.shown(at.toInstant())),
        Optional.of(NoticeRows.notice(row).view()));
  }
}
