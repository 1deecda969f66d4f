package be.schakel.alert;

import be.schakel.outbox.EventKind;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Alerts, and what became of them. All nodes share them: who claims one has it for a while. */
@ApplicationScoped
class AlertRows {

  /** An event is looked for this long, however late its transaction commits. */
  private static final Duration LOOKED_FOR = Duration.ofDays(7);

  private static final String RAISE =
      """
      insert into alert (event, recipient, kind, referral, raised_at, next_letter_at)
      select e.id, e.recipient, e.kind, e.referral, e.recorded_at, :now
        from outbox_event e
       where (e.recipient = 'DPO' or e.recipient like 'DUTY:%') and e.recorded_at > :since and e.kind = any(:kinds)
         and not exists (select 1 from outbox_stop s where s.event = e.id)
         and not exists (select 1 from alert a where a.event = e.id)
      on conflict do nothing""";

  private static final String COLUMNS =
      "event, recipient, kind, referral, raised_at, told, failed, next_letter_at, acknowledged_at";

  private static final String CLAIM =
      """
      update alert set next_letter_at = :until
       where event in (select a.event from alert a
                        where a.next_letter_at <= :now and a.acknowledged_at is null
                        order by a.next_letter_at limit :most for update skip locked)
      returning\s"""
          + COLUMNS;

  private static final String LETTER =
      "insert into alert_letter (alert, at, place, posted) values (:alert, :now, :place, :posted)";

  /** Not when somebody acknowledged it meanwhile: then nothing is due any more. */
  private static final String STAND =
      """
      update alert set told = :told, failed = :failed, next_letter_at = :next
       where event = :alert and acknowledged_at is null""";

  private static final String ACKNOWLEDGE =
      """
      update alert set acknowledged_at = :now, acknowledged_by = :partner, acknowledged_role = :role, next_letter_at = null
       where event = :alert and recipient = :recipient and acknowledged_at is null""";

  private static final String FIND =
      "select " + COLUMNS + " from alert where event = :alert and recipient = :recipient";

  private static final String PAGE =
      "select "
          + COLUMNS
          + "\n"
          + """
          from alert
           where recipient = :recipient and (:all or acknowledged_at is null)
             and (:after::uuid is null or event < :after)
           order by event desc limit :limit""";

  private static final String TEST =
      "select payload ->> 'test' from outbox_event where id = :alert and kind = 'DUTY_LIST_TEST'";

  private static final String STANDING =
      """
      select count(*) as open,
             count(*) filter (where next_letter_at is null) as given_up,
             count(*) filter (where failed > 0) as failing
        from alert where acknowledged_at is null""";

  @Inject Jdbi db;

  /** How the alerts stand that nobody acknowledged. */
  record Open(int all, int givenUp, int failing) {}

  int raise(Set<EventKind> kinds, Instant now) {
    return db.withHandle(
        handle ->
            handle
                .createUpdate(RAISE)
                .bind("now", utc(now))
                .bind("since", utc(now.minus(LOOKED_FOR)))
                .bind("kinds", kinds.stream().map(Enum::name).toArray(String[]::new))
                .execute());
  }

  /** Those that are due, which nobody else gets until then. */
  List<Alert> claim(int most, Instant now, Instant until) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(CLAIM)
                .bind("now", utc(now))
                .bind("until", utc(until))
                .bind("most", most)
                .map((row, context) -> alert(row))
                .list());
  }

  /** Notes a letter, and how the alert stands after it. */
  void told(Alert alert, int place, boolean posted, Instant now) {
    db.useHandle(
        handle -> {
          handle
              .createUpdate(LETTER)
              .bind("alert", alert.id())
              .bind("now", utc(now))
              .bind("place", place)
              .bind("posted", posted)
              .execute();
          handle
              .createUpdate(STAND)
              .bind("alert", alert.id())
              .bind("told", alert.told())
              .bind("failed", alert.failed())
              .bind("next", alert.next().map(AlertRows::utc).orElse(null))
              .execute();
        });
  }

  /** Whether it was not acknowledged before. */
  boolean acknowledge(UUID alert, String recipient, Caller caller, Instant now) {
    return db.withHandle(
            handle ->
                handle
                    .createUpdate(ACKNOWLEDGE)
                    .bind("alert", alert)
                    .bind("recipient", recipient)
                    .bind("partner", caller.partner().code())
                    .bind("role", caller.professional().role())
                    .bind("now", utc(now))
                    .execute())
        == 1;
  }

  Optional<Alert> find(UUID alert, String recipient) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(FIND)
                .bind("alert", alert)
                .bind("recipient", recipient)
                .map((row, context) -> alert(row))
                .findOne());
  }

  /** Newest first. */
  List<Alert> page(String recipient, boolean all, Optional<UUID> after, int limit) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(PAGE)
                .bind("recipient", recipient)
                .bind("all", all)
                .bind("after", after.orElse(null))
                .bind("limit", limit)
                .map((row, context) -> alert(row))
                .list());
  }

  /** The test of a duty list that an alert is. */
  Optional<UUID> test(UUID alert) {
    return db.withHandle(
            handle -> handle.createQuery(TEST).bind("alert", alert).mapTo(String.class).findOne())
        .map(UUID::fromString);
  }

  Open open() {
    return db.withHandle(
        handle ->
            handle
                .createQuery(STANDING)
                .map(
                    (row, context) ->
                        new Open(row.getInt("open"), row.getInt("given_up"), row.getInt("failing")))
                .one());
  }

  private static Alert alert(ResultSet row) throws SQLException {
    return new Alert(
        row.getObject("event", UUID.class),
        row.getString("recipient"),
        EventKind.valueOf(row.getString("kind")),
        Optional.ofNullable(row.getObject("referral", UUID.class)),
        time(row, "raised_at").orElseThrow(),
        row.getInt("told"),
        row.getInt("failed"),
        time(row, "next_letter_at"),
        time(row, "acknowledged_at"));
  }

  private static Optional<Instant> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static OffsetDateTime utc(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
