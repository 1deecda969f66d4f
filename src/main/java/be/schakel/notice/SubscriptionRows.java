package be.schakel.notice;

import be.schakel.edge.Times;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** The subscriptions of every partner; one that ended stays as evidence. */
@ApplicationScoped
class SubscriptionRows {

  private static final String ADD =
      """
      insert into notice_subscription (id, partner, endpoint, kinds, created_at, by_role)
      values (:id, :partner, :endpoint, :kinds, :now, :role)""";

  private static final String REACH =
      "insert into notice_reach (partner) values (:partner) on conflict do nothing";

  private static final String HOLD =
      "select partner from notice_reach where partner = :partner for update";

  private static final String OF =
      """
      select s.id, s.endpoint, s.kinds, s.created_at, s.ended_at,
             (select count(*) from notice_delivery d where d.subscription = s.id and d.state = 'WAITING') as waiting,
             (select count(*) from notice_delivery d where d.subscription = s.id and d.state = 'DEAD') as dead,
             (select max(d.delivered_at) from notice_delivery d where d.subscription = s.id) as last_delivered_at
        from notice_subscription s
       where s.partner = :partner and (s.id = :id or :id::uuid is null and s.ended_at is null)
       order by s.id""";

  private static final String END =
      """
      update notice_subscription set ended_at = :now
       where id = :id and partner = :partner and ended_at is null""";

  /** Nothing more is brought to it. */
  private static final String STOP =
      "update notice_delivery set state = 'STOPPED' where subscription = :id and state in ('WAITING', 'DEAD')";

  @Inject Jdbi db;

  /** One at a time makes one for this partner, until the transaction ends. */
  void hold(String partner) {
    db.useHandle(
        handle -> {
          handle.createUpdate(REACH).bind("partner", partner).execute();
          handle.createQuery(HOLD).bind("partner", partner).mapTo(String.class).one();
        });
  }

  void add(UUID id, Caller caller, NewSubscription given, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("id", id)
                .bind("partner", caller.partner().code())
                .bind("endpoint", given.endpoint())
                .bind("kinds", given.kinds().stream().map(Enum::name).toArray(String[]::new))
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("role", caller.professional().role())
                .execute());
  }

  /** Those in force. */
  List<SubscriptionView> of(String partner) {
    return of(partner, null);
  }

  /** One, also when it ended. */
  Optional<SubscriptionView> of(UUID id, String partner) {
    return of(partner, id).stream().findFirst();
  }

  private List<SubscriptionView> of(String partner, UUID id) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF)
                .bind("partner", partner)
                .bind("id", id)
                .map((row, context) -> view(row))
                .list());
  }

  /** Ends it; false when it was none, or had ended. */
  boolean end(UUID id, String partner, Instant now) {
    return db.withHandle(
        handle -> {
          var ended =
              handle
                      .createUpdate(END)
                      .bind("id", id)
                      .bind("partner", partner)
                      .bind("now", now.atOffset(ZoneOffset.UTC))
                      .execute()
                  == 1;
          if (ended) {
            handle.createUpdate(STOP).bind("id", id).execute();
          }
          return ended;
        });
  }

  private static SubscriptionView view(ResultSet row) throws SQLException {
    return new SubscriptionView(
        Optional.of(row.getObject("id", UUID.class)),
        Optional.of(row.getString("endpoint")),
        Arrays.asList((String[]) row.getArray("kinds").getArray()),
        time(row, "created_at"),
        time(row, "ended_at"),
        Optional.of(row.getInt("waiting")),
        Optional.of(row.getInt("dead")),
        time(row, "last_delivered_at"));
  }

  private static Optional<OffsetDateTime> time(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(at -> Times.shown(at.toInstant()));
  }
}
