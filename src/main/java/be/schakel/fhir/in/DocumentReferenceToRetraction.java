package be.schakel.fhir.in;

import be.schakel.fhir.out.DocumentToFhir;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import be.schakel.referral.NewRetraction;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.RetractionReason;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * An updated {@code DocumentReference} as the retraction of one document: who sent it sends back
 * what it read with the status {@code entered-in-error}. R4 has no element that says why. Pure.
 *
 * @param reference what came in, for the comparison
 */
public record DocumentReferenceToRetraction(NewRetraction retraction, ObjectNode reference) {

  /** What a document is; the rest of the resource is how the gateway shows it. */
  private static final List<String> SAID =
      List.of("category", "subject", "date", "relatesTo", "content", "context");

  /**
   * @param id the document that the address names
   * @throws SchakelProblem with every place that has to change
   */
  public static DocumentReferenceToRetraction parse(UUID id, InputStream body) throws IOException {
    var incoming = Incoming.returned("DocumentReference", id.toString(), body);
    var status = incoming.element().text("status").orElse("");
    if (!status.equals("entered-in-error")) {
      incoming.wrong("DocumentReference.status", Code.ONLY_TAKEN_BACK, "entered-in-error");
    }
    incoming
        .draft()
        .text("reason", RetractionReason.ENTERED_IN_ERROR.name(), "DocumentReference.status");
    return new DocumentReferenceToRetraction(
        incoming.as("Retraction", NewRetraction.class), incoming.root());
  }

  /**
   * Holds what it says of the document against what its sender may read.
   *
   * @throws SchakelProblem with every place that is otherwise
   */
  public void changesNothingElse(ReferralView view) {
    var document = view.documents().get(0);
    var now = SentBack.shown(DocumentToFhir.map(document, view.id(), Language.EN));
    SentBack.refuse(
        "DocumentReference",
        Stream.concat(
            SentBack.added(reference, now, SAID),
            SAID.stream()
                .filter(reference::has)
                .filter(name -> !SentBack.isSame(reference, now, name))));
  }
}
