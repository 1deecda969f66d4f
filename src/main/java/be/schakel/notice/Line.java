package be.schakel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/**
 * Gives every event its place, after its commit.
 *
 * <p>Ids and sequences are taken before a transaction commits, so a reader that went by them would
 * pass over what commits late. Places are given by one transaction at a time on all nodes together,
 * which sees only what was committed, and is seen as a whole before the next one begins: nothing
 * ever appears before what was shown. Events of one report come in the order in which their
 * transactions had the report.
 */
@ApplicationScoped
class Line {

  private static final long ONE_AT_A_TIME = 0x6c696e65L;
  private static final int MOST = 500;

  private static final String WAITING = "select exists (select from outbox_waiting)";

  private static final String TURN = "select pg_try_advisory_xact_lock(:lock)";

  /** With each place a delivery for every subscription that wants to be told of it. */
  private static final String PLACE =
      """
      with taken as (
        delete from outbox_waiting
         where event in (select event from outbox_waiting order by appended limit :most)
        returning event, appended),
      placed as (
        insert into notice (place, event, recipient)
        select (select coalesce(max(place), 0) from notice) + row_number() over (order by t.appended),
               e.id, e.recipient
          from taken t join outbox_event e on e.id = t.event
        returning place, event, recipient),
      wanted as (
        insert into notice_delivery (id, event, subscription, partner, lane, place, next_attempt_at)
        select gen_random_uuid(), p.event, s.id, s.partner, coalesce(e.referral::text, ''), p.place, :now
          from placed p
          join outbox_event e on e.id = p.event
          join notice_subscription s
            on s.partner = p.recipient and s.ended_at is null and e.kind = any(s.kinds))
      select count(*) from placed""";

  @Inject Jdbi db;

  /** Whether there is anything to do. */
  boolean waits() {
    return db.withHandle(handle -> handle.createQuery(WAITING).mapTo(Boolean.class).one());
  }

  /**
   * One turn; how many got a place, none while another node has the turn.
   *
   * @param now from when on they may be brought
   */
  @Transactional
  int place(Instant now) {
    return db.withHandle(
        handle -> {
          var turn =
              handle.createQuery(TURN).bind("lock", ONE_AT_A_TIME).mapTo(Boolean.class).one();
          return turn
              ? handle
                  .createQuery(PLACE)
                  .bind("most", MOST)
                  .bind("now", now.atOffset(ZoneOffset.UTC))
                  .mapTo(Integer.class)
                  .one()
              : 0;
        });
  }
}
