package be.schakel.disclosure;

import be.schakel.ledger.Ledger;
import be.schakel.ledger.Receipt;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * Adds entries to the disclosure log: in the transaction of what they record, or, for a refusal, in
 * one of their own.
 */
@ApplicationScoped
public class DisclosureLog {

  @Inject Ledger ledger;
  @Inject CentreNames names;

  /**
   * Adds the entries of one answer in the running transaction, without which the ledger refuses
   * them.
   */
  public Receipt append(List<DisclosureEntry> entries) {
    return ledger.append(
        entries.stream().map(names::hiding).map(DisclosureEntry::canonical).toList(),
        entries.get(0).recordedAt());
  }

  /**
   * Adds what no transaction of a feature records: a refusal at the edge, or one whose work was
   * rolled back.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Receipt appendAlone(DisclosureEntry entry) {
    return append(List.of(entry));
  }
}
