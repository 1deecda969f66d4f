package be.schakel.disclosure;

import be.schakel.policy.LegalBases;
import java.util.List;

/**
 * Reads on through what a search of the log found, newest first, a page at a time: no more than one
 * page is ever in memory, and no connection is held between two. For one response writer.
 */
public final class LogReader {

  private static final int PAGE = 500;

  private final Disclosures disclosures;
  private final AuditScope scope;
  private final LogRuling ruling;
  private final LegalBases bases;
  private final long count;
  private DisclosureQuery rest;
  private boolean atEnd;

  LogReader(
      Disclosures disclosures,
      DisclosureQuery query,
      AuditScope scope,
      LogRuling ruling,
      LegalBases bases,
      long count) {
    this.disclosures = disclosures;
    this.rest = query;
    this.scope = scope;
    this.ruling = ruling;
    this.bases = bases;
    this.count = count;
  }

  /** How many entries there were when it was asked. */
  public long count() {
    return count;
  }

  /** The next entries; none at the end. */
  public List<DisclosureView> next() {
    var views = List.<DisclosureView>of();
    while (views.isEmpty() && !atEnd) {
      var rows = disclosures.page(rest.search(PAGE), scope);
      atEnd = rows.size() < PAGE;
      if (!rows.isEmpty()) {
        rest = rest.after(new DisclosureCursor(rows.get(rows.size() - 1).id()));
      }
      views =
          rows.stream()
              .filter(logged -> ruling.on(logged.entry()).permit())
              .map(logged -> DisclosureView.of(logged, bases))
              .toList();
    }
    return views;
  }
}
