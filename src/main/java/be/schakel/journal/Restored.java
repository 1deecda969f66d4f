package be.schakel.journal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether this database is a backup that was put back and for whose losses nobody has answered yet.
 * While it is, nothing counts that could have been taken back since: consents, conferences,
 * break-glass.
 *
 * <p>All nodes agree within a second, because it stands in the database. Thread safe.
 */
@ApplicationScoped
public class Restored {

  private static final Duration FRESH = Duration.ofSeconds(1);

  private static final String CLOSED =
      """
      select exists (select 1 from restored r
                      where not exists (select 1 from reopening o where o.checkpoint = r.checkpoint))""";
  private static final String FOUND =
      """
      insert into restored (checkpoint, found_at) values (:checkpoint, :now) on conflict do nothing""";
  private static final String REOPEN =
      """
      insert into reopening (checkpoint, how, by_partner, by_role, reason, recorded_at)
      select r.checkpoint, :how, :partner, :role, :reason, :now from restored r
       where not exists (select 1 from reopening o where o.checkpoint = r.checkpoint)""";

  @Inject Jdbi db;
  @Inject Clock clock;

  private volatile Instant askedAt = Instant.MIN;
  private volatile boolean closed;

  public Restored() {}

  /** The same outside a container. */
  public Restored(Jdbi db, Clock clock) {
    this.db = db;
    this.clock = clock;
  }

  /** Whether nothing counts that could have been taken back. */
  public boolean closed() {
    var now = clock.instant();
    if (askedAt.plus(FRESH).isBefore(now)) {
      closed = db.withHandle(handle -> handle.createQuery(CLOSED).mapTo(boolean.class).one());
      askedAt = now;
    }
    return closed;
  }

  /**
   * Closes, if this was not known yet.
   *
   * @param checkpoint the newest that was shown
   * @return whether it was news
   */
  @Transactional
  public boolean found(String checkpoint, Instant now) {
    askedAt = Instant.MIN;
    return db.withHandle(
        handle ->
            handle
                    .createUpdate(FOUND)
                    .bind("checkpoint", checkpoint)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute()
                == 1);
  }

  /** Opens again, because the journal had everything that was lost. */
  @Transactional
  public void reopenByJournal(Instant now) {
    reopen("JOURNAL", null, null, null, now);
  }

  /**
   * Opens again on somebody's word.
   *
   * @param reason what was done about what is lost
   * @return whether it was closed
   */
  @Transactional
  public boolean reopen(String partner, String role, String reason, Instant now) {
    return reopen("OFFICER", partner, role, reason, now);
  }

  private boolean reopen(String how, String partner, String role, String reason, Instant now) {
    askedAt = Instant.MIN;
    return db.withHandle(
        handle ->
            handle
                    .createUpdate(REOPEN)
                    .bind("how", how)
                    .bind("partner", partner)
                    .bind("role", role)
                    .bind("reason", reason)
                    .bind("now", now.atOffset(ZoneOffset.UTC))
                    .execute()
                > 0);
  }
}
