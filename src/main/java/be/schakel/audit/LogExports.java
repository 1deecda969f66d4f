package be.schakel.audit;

import be.schakel.disclosure.Auditing;
import be.schakel.disclosure.DisclosureQuery;
import be.schakel.disclosure.Outcome;
import be.schakel.partner.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Searches of the log to take along, of any size. */
@ApplicationScoped
public class LogExports {

  @Inject Auditing auditing;

  /** All that a search finds now, in the scope of the caller's engagements. */
  public Outcome<LogExport> of(Caller caller, DisclosureQuery query, ExportFormat format) {
    return auditing.export(
        caller,
        query,
        format.word(),
        entries -> new LogExport(Optional.of(format), Optional.of(entries)));
  }
}
