package be.schakel.referral;

import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/** Which document took the place of which. In the running transaction, which holds the report. */
@ApplicationScoped
class EditionRows {

  private static final String ADD =
      """
      insert into document_replacement (document, replacement, referral, line_since, by_partner, by_role, recorded_at, logged_at)
      values (:document, :replacement, :referral, :lineSince, :partner, :role, :now, :loggedAt)""";

  @Inject Jdbi db;

  /** What was fetched before is told by the log, which keeps real time. */
  @Inject Clock log;

  /** That a new document of a report is the next of a line. */
  void add(UUID referral, Rows.DocumentRow old, UUID newer, Caller caller, Instant now) {
    db.useHandle(
        handle ->
            handle
                .createUpdate(ADD)
                .bind("document", old.id())
                .bind("replacement", newer)
                .bind("referral", referral)
                .bind("lineSince", old.since())
                .bind("partner", caller.partner().code())
                .bind("role", caller.professional().role())
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .bind("loggedAt", log.instant().atOffset(ZoneOffset.UTC))
                .execute());
  }
}
