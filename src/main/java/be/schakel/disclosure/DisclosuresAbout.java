package be.schakel.disclosure;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Jdbi;

/**
 * What the log holds about one child of one report, for who answers that child. Nothing of it may
 * reach anybody but through the gate.
 */
@ApplicationScoped
public class DisclosuresAbout {

  private static final String OF_CHILD =
      """
      select entry from ledger_entry
       where referral = :referral and (subject = :subject or action = 'EXTERNAL') and outcome <> 'DENY' and entry is not null
       order by id""";

  @Inject Jdbi db;

  /**
   * Every entry of which something left, the oldest first, and what was recorded about other
   * children of the report: it may replace an earlier recording. What was erased after its
   * retention is not among them.
   *
   * @param subject the child's pseudonym
   */
  public List<DisclosureEntry> child(UUID referral, String subject) {
    return db.withHandle(
        handle ->
            handle
                .createQuery(OF_CHILD)
                .bind("referral", referral.toString())
                .bind("subject", subject)
                .map((row, context) -> DisclosureEntry.parse(row.getString("entry")))
                .list());
  }
}
