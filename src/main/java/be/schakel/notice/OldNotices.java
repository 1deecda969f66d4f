package be.schakel.notice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Jdbi;

/**
 * Forgets notices after their time, each with the evidence that it arrived. What happened stays on
 * record where it happened; what is still on its way stays too, and so does the newest place, from
 * which the next one counts.
 */
@ApplicationScoped
public class OldNotices {

  private static final int AT_ONCE = 5_000;

  private static final String OLD =
      """
      with old as (
        select n.place, n.event
          from (select place, event from notice order by place limit :most) n
          join outbox_event e on e.id = n.event
         where e.recorded_at <= :until and n.place < (select max(place) from notice))
      """;
  private static final String DELIVERIES =
      OLD
          + " delete from notice_delivery d using old"
          + " where d.event = old.event and d.state <> 'WAITING'";
  private static final String NOTICES =
      OLD
          + " delete from notice n using old where n.place = old.place"
          + " and not exists (select from notice_delivery d where d.event = n.event)";

  @Inject Jdbi db;

  @Inject
  @ConfigProperty(name = "schakel.notice.keep", defaultValue = "P366D")
  Duration keep;

  /** Forgets the oldest that are over; how many notices. */
  @Transactional
  public int forget(Instant now) {
    return db.withHandle(
        handle -> {
          var until = now.minus(keep).atOffset(ZoneOffset.UTC);
          handle.createUpdate(DELIVERIES).bind("most", AT_ONCE).bind("until", until).execute();
          return handle.createUpdate(NOTICES).bind("most", AT_ONCE).bind("until", until).execute();
        });
  }
}
