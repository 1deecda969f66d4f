package be.schakel.fhir;

import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.in.Addition;
import be.schakel.fhir.in.Transaction;
import be.schakel.fhir.out.Coded;
import be.schakel.fhir.out.Outcomes;
import be.schakel.problem.Issue;
import be.schakel.referral.AdditionView;
import be.schakel.referral.ReceiptView;
import be.schakel.vocabulary.Language;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;

/** What became of documents that were added to a report, one entry for each that was sent. Pure. */
final class AdditionToFhir {

  private AdditionToFhir() {}

  /**
   * @param status 201 when it was stored by this request, 200 when it had been stored before
   * @param wanted what its sender wants to read of it, besides warnings
   */
  static Bundle response(
      Addition addition, int status, AdditionView stored, Return wanted, Language language) {
    var bundle = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    var remarks =
        Stream.of(
                addition.located(SeveralDocuments.tell(addition.entries(), stored.documents())),
                addition.located(stored.warnings()),
                addition.remarks())
            .flatMap(List::stream)
            .distinct()
            .toList();
    for (var i = 0; i < addition.entries().size(); i++) {
      var sent = addition.entries().get(i);
      var response =
          bundle
              .addEntry()
              .getResponse()
              .setStatus(sent.changed().isPresent() ? "200" : Integer.toString(status));
      sent.changed().or(() -> location(sent, stored)).ifPresent(response::setLocation);
      stored.recordedAt().ifPresent(at -> response.setLastModifiedElement(Coded.instant(at)));
      var place = "Bundle.entry[" + i + "]";
      var about = remarks.stream().filter(each -> within(each, place)).toList();
      if (!about.isEmpty()) {
        response.setOutcome(Outcomes.of(about, language));
      } else if (wanted == Return.OPERATION_OUTCOME) {
        response.setOutcome(Outcomes.stored(language));
      }
    }
    return bundle;
  }

  private static boolean within(Issue remark, String place) {
    return remark.pointer().equals(place) || remark.pointer().startsWith(place + ".");
  }

  private static Optional<String> location(Transaction.Entry sent, AdditionView stored) {
    var id = sent.among(stored.documents()).flatMap(ReceiptView.StoredDocument::id);
    return switch (sent.type()) {
      case "Binary", "Bundle" -> id.map(each -> "Binary/" + each);
      // What belongs to a DiagnosticReport is read in the document that they became together
      default -> id.map(each -> "DocumentReference/" + each);
    };
  }
}
