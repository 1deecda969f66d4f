package be.schakel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * What is on its way, for all nodes together. A node claims deliveries under a lock of their
 * partner's row and has them for a while; when it dies, others have them after that.
 *
 * <p>Nothing of a lane is claimed while an earlier one of it waits. A partner that fails again and
 * again is left alone for a while, then tried once.
 */
@ApplicationScoped
class Deliveries {

  /** Longer than any attempt can last. */
  static final Duration LEASE = Duration.ofSeconds(30);

  /** At once to one partner, from all nodes together. */
  private static final int AT_ONCE = 4;

  private static final String DUE =
      """
      exists (select from notice_delivery d
               where d.partner = r.partner and d.state = 'WAITING' and d.next_attempt_at <= :now
                 and (d.leased_until is null or d.leased_until <= :now))""";

  private static final String LOCK =
      """
      select r.partner, case when r.open_until is null then :most else 1 end as most
        from notice_reach r
       where r.partner = any(:able) and (r.open_until is null or r.open_until <= :now)
         and not exists (
           select from incident i
            where i.kind = 'PARTNER' and i.who = r.partner
              and (select count(*) from incident_lift l where l.incident = i.id) < 2)
         and
      """
          + DUE
          + " order by random() for update of r skip locked";

  /** A statement of its own: it sees what was committed until the lock was had. */
  private static final String CLAIM =
      """
      update notice_delivery set leased_until = :lease, attempts = attempts + 1, attempted_at = :now
       where id in (
         select c.id from notice_delivery c
          where c.partner = :partner and c.state = 'WAITING' and c.next_attempt_at <= :now
            and (c.leased_until is null or c.leased_until <= :now)
            and not exists (
              select from notice_delivery b
               where b.subscription = c.subscription and b.lane = c.lane and b.state = 'WAITING' and b.place < c.place)
          order by c.place
          limit greatest(0, least(:free, :most - (
            select count(*) from notice_delivery l
             where l.partner = :partner and l.state = 'WAITING' and l.leased_until > :now))))
      returning id""";

  private static final String PARCELS =
      "select d.id as delivery, d.partner, d.attempts, d.leased_until, s.endpoint, "
          + NoticeRows.NOTICE
          + ", exists (select from outbox_stop o where o.event = d.event) as stopped"
          + " from notice_delivery d join outbox_event e on e.id = d.event"
          + " join notice_subscription s on s.id = d.subscription where d.id = any(:ids)";

  private static final String STOPPED =
      "update notice_delivery set state = 'STOPPED', leased_until = null where id = :id";

  private static final String ARRIVED =
      """
      update notice_delivery
         set state = 'DELIVERED', delivered_at = :now, status = :status, receipt = :receipt,
             leased_until = null, problem = null
       where id = :id and state = 'WAITING'""";

  private static final String REACHED =
      """
      update notice_reach set failures = 0, open_until = null
       where partner = :partner and (failures > 0 or open_until is not null)""";

  /** Only the node that has it: another may be at it already. */
  private static final String FAILED =
      """
      update notice_delivery
         set state = :state, next_attempt_at = :next, leased_until = null, problem = :problem, status = :status
       where id = :id and state = 'WAITING' and leased_until = :lease""";

  private static final String NOT_REACHED =
      "update notice_reach set failures = failures + 1 where partner = :partner returning failures";

  private static final String OPEN =
      "update notice_reach set open_until = :until where partner = :partner";

  @Inject Jdbi db;

  /**
   * Claims what is due.
   *
   * @param able the partners that may be told now
   * @param free at most so many
   */
  @Transactional
  List<Parcel> claim(Collection<String> able, int free, Instant now) {
    return db.withHandle(
        handle -> {
          var claimed = new ArrayList<UUID>();
          var lease = now.plus(LEASE);
          for (var partner : lock(handle, able, now)) {
            var left = free - claimed.size();
            if (left > 0) {
              claimed.addAll(claim(handle, partner, left, lease, now));
            }
          }
          return claimed.isEmpty() ? List.<Parcel>of() : parcels(handle, claimed);
        });
  }

  private record Locked(String partner, int most) {}

  private static List<Locked> lock(Handle handle, Collection<String> able, Instant now) {
    return handle
        .createQuery(LOCK)
        .bind("able", able.toArray(String[]::new))
        .bind("most", AT_ONCE)
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .map((row, context) -> new Locked(row.getString("partner"), row.getInt("most")))
        .list();
  }

  private static List<UUID> claim(
      Handle handle, Locked locked, int free, Instant lease, Instant now) {
    return handle
        .createQuery(CLAIM)
        .bind("partner", locked.partner())
        .bind("most", locked.most())
        .bind("free", free)
        .bind("lease", lease.atOffset(ZoneOffset.UTC))
        .bind("now", now.atOffset(ZoneOffset.UTC))
        .mapTo(UUID.class)
        .list();
  }

  private static List<Parcel> parcels(Handle handle, List<UUID> ids) {
    return handle
        .createQuery(PARCELS)
        .bind("ids", ids.toArray(UUID[]::new))
        .map((row, context) -> parcel(handle, row))
        .list()
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }

  private static Optional<Parcel> parcel(Handle handle, ResultSet row) throws SQLException {
    var id = row.getObject("delivery", UUID.class);
    if (row.getBoolean("stopped")) {
      handle.createUpdate(STOPPED).bind("id", id).execute();
      return Optional.empty();
    }
    return Optional.of(
        new Parcel(
            id,
            row.getString("partner"),
            row.getString("endpoint"),
            NoticeRows.notice(row),
            row.getInt("attempts"),
            row.getObject("leased_until", OffsetDateTime.class).toInstant()));
  }

  /** It is there: the answer is the evidence. */
  @Transactional
  void arrived(Parcel parcel, Parcel.Attempt attempt, Instant now) {
    db.useHandle(
        handle -> {
          handle
              .createUpdate(ARRIVED)
              .bind("id", parcel.id())
              .bind("now", now.atOffset(ZoneOffset.UTC))
              .bind("status", attempt.status().orElseThrow())
              .bind("receipt", attempt.receipt().orElse(null))
              .execute();
          handle.createUpdate(REACHED).bind("partner", parcel.partner()).execute();
        });
  }

  /** What became of an attempt that failed. */
  record Consequence(boolean dead, Duration open) {}

  /** It is not there: again later, or never when this was the last attempt. */
  @Transactional
  Consequence failed(Parcel parcel, Parcel.Attempt attempt, Instant now) {
    var dead = parcel.attempt() >= BackOff.ATTEMPTS;
    var wait = BackOff.after(parcel.attempt(), ThreadLocalRandom.current().nextDouble());
    return db.withHandle(
        handle -> {
          handle
              .createUpdate(FAILED)
              .bind("id", parcel.id())
              .bind("state", dead ? "DEAD" : "WAITING")
              .bind("next", now.plus(wait).atOffset(ZoneOffset.UTC))
              .bind("problem", attempt.problem().orElseThrow())
              .bind("status", attempt.status().orElse(null))
              .bind("lease", parcel.lease().atOffset(ZoneOffset.UTC))
              .execute();
          var failures =
              handle
                  .createQuery(NOT_REACHED)
                  .bind("partner", parcel.partner())
                  .mapTo(Integer.class)
                  .one();
          var open = BackOff.open(failures);
          if (!open.isZero()) {
            handle
                .createUpdate(OPEN)
                .bind("partner", parcel.partner())
                .bind("until", now.plus(open).atOffset(ZoneOffset.UTC))
                .execute();
          }
          return new Consequence(dead, open);
        });
  }
}
