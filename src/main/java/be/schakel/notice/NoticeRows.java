package be.schakel.notice;

import be.schakel.edge.Json;
import be.schakel.outbox.EventKind;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** What stands in line for a recipient. */
@ApplicationScoped
class NoticeRows {

  static final String NOTICE =
      "e.id, e.kind, e.recorded_at, e.referral, e.payload::text as payload";

  private static final String NOT_STOPPED =
      " and not exists (select from outbox_stop s where s.event = n.event)";

  private static final String PLACE =
      "select place from notice where event = :event and recipient = any(:recipients)";

  private static final String AFTER =
      "select "
          + NOTICE
          + " from notice n join outbox_event e on e.id = n.event"
          + " where n.recipient = any(:recipients) and n.place > :place"
          + NOT_STOPPED
          + " order by n.place limit :most";

  private static final String ANY =
      "select exists (select from notice n where n.recipient = any(:recipients) and n.place > :place"
          + NOT_STOPPED
          + ")";

  private static final TypeReference<Map<String, String>> CODES = new TypeReference<>() {};

  @Inject Jdbi db;

  /** The place of a notice that a recipient has; empty when it has none of that id. */
  @Transactional
  Optional<Long> place(Set<String> recipients, UUID event) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(PLACE)
                .bind("event", event)
                .bind("recipients", recipients.toArray(String[]::new))
                .mapTo(Long.class)
                .findOne());
  }

  /** What comes after a place, in order, without what was stopped. */
  List<Notice> after(Set<String> recipients, long place, int most) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(AFTER)
                .bind("recipients", recipients.toArray(String[]::new))
                .bind("place", place)
                .bind("most", most)
                .map((row, context) -> notice(row))
                .list());
  }

  @Transactional
  boolean isAnyAfter(Set<String> recipients, long place) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(ANY)
                .bind("recipients", recipients.toArray(String[]::new))
                .bind("place", place)
                .mapTo(Boolean.class)
                .one());
  }

  /** A row that has the columns {@link #NOTICE}. */
  static Notice notice(ResultSet row) throws SQLException {
    return new Notice(
        row.getObject("id", UUID.class),
        EventKind.valueOf(row.getString("kind")),
        row.getObject("recorded_at", OffsetDateTime.class).toInstant(),
        Optional.ofNullable(row.getObject("referral", UUID.class)),
        codes(row.getString("payload")));
  }

  private static Map<String, String> codes(String payload) {
    try {
      return Json.MAPPER.readValue(payload, CODES);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
