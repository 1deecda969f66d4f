package be.schakel.fhir;

import be.schakel.fhir.in.Transaction;
import be.schakel.problem.Code;
import be.schakel.problem.Issue;
import be.schakel.referral.ReceiptView;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Where each document is that came of one entry. R4 has room for one {@code location}; who knows no
 * more than that takes one document back and leaves the others standing. Pure.
 */
final class SeveralDocuments {

  /** What documents are made of; what goes with it is read in one of those. */
  private static final Set<String> MADE_OF = Set.of("DocumentReference", "DiagnosticReport");

  private SeveralDocuments() {}

  /**
   * @return with places in the submission
   */
  static List<Issue> tell(
      List<Transaction.Entry> entries, List<ReceiptView.StoredDocument> stored) {
    return entries.stream()
        .filter(entry -> MADE_OF.contains(entry.type()) && entry.parts().size() > 1)
        .flatMap(entry -> entry.parts().stream())
        .flatMap(pointer -> one(pointer, stored).stream())
        .toList();
  }

  private static Optional<Issue> one(String pointer, List<ReceiptView.StoredDocument> stored) {
    return Transaction.part(pointer, stored)
        .flatMap(ReceiptView.StoredDocument::id)
        .map(id -> new Issue(pointer, Code.ONE_OF_SEVERAL_DOCUMENTS, "DocumentReference/" + id));
  }
}
