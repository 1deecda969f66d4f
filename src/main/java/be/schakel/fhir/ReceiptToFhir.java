package be.schakel.fhir;

import be.schakel.fhir.Exchange.Return;
import be.schakel.fhir.guide.Systems;
import be.schakel.fhir.in.Transaction;
import be.schakel.fhir.out.Coded;
import be.schakel.fhir.out.FhirIds;
import be.schakel.fhir.out.Outcomes;
import be.schakel.fhir.out.StatusToFhir;
import be.schakel.problem.Issue;
import be.schakel.referral.ReceiptView;
import be.schakel.vocabulary.Language;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/**
 * The receipt of a report as the answer to its transaction: one entry for each of the request, in
 * its order (R4 http, "Transaction Response"), the one of the ServiceRequest with our reference and
 * the centre's telephone in it. Pure.
 */
final class ReceiptToFhir {

  private static final Pattern ENTRY = Pattern.compile("Bundle\\.entry\\[(\\d+)].*");

  private final Transaction transaction;
  private final int status;
  private final ReceiptView receipt;
  private final Return wanted;
  private final Language language;
  private final Map<String, UUID> children;

  private ReceiptToFhir(
      Transaction transaction, int status, ReceiptView receipt, Return wanted, Language language) {
    this.transaction = transaction;
    this.status = status;
    this.receipt = receipt;
    this.wanted = wanted;
    this.language = language;
    this.children =
        receipt.children().stream()
            .filter(child -> child.key().isPresent() && child.id().isPresent())
            .collect(Collectors.toMap(child -> child.key().get(), child -> child.id().get()));
  }

  /**
   * @param wanted what its sender wants to read of it, besides warnings
   * @param status 201 when it was stored by this request, 200 when it had been stored before
   */
  static Bundle response(
      Transaction transaction, int status, ReceiptView receipt, Return wanted, Language language) {
    return new ReceiptToFhir(transaction, status, receipt, wanted, language).response();
  }

  private Bundle response() {
    var bundle = new Bundle().setType(BundleType.TRANSACTIONRESPONSE);
    var remarks = remarks();
    for (var i = 0; i < transaction.entries().size(); i++) {
      var became = transaction.entries().get(i);
      var entry = bundle.addEntry();
      var response = entry.getResponse().setStatus(Integer.toString(status));
      location(became).ifPresent(response::setLocation);
      if (response.hasLocation() && became.type().equals(Versioning.COUNTED)) {
        response.setLocation(response.getLocation() + "/_history/1").setEtag("W/\"1\"");
      }
      receipt.receivedAt().ifPresent(at -> response.setLastModifiedElement(Coded.instant(at)));
      var about = remarks.getOrDefault(i, List.of());
      if (!about.isEmpty()) {
        response.setOutcome(Outcomes.of(about, language));
      } else if (wanted == Return.OPERATION_OUTCOME) {
        response.setOutcome(Outcomes.stored(language));
      }
      if (became.type().equals("ServiceRequest") && wanted == Return.REPRESENTATION) {
        representation(entry);
      }
    }
    return bundle;
  }

  /** Remarks by the entry they are about; what is about none of them goes with the request. */
  private Map<Integer, List<Issue>> remarks() {
    var request =
        transaction.entries().stream()
            .map(Transaction.Entry::type)
            .toList()
            .indexOf("ServiceRequest");
    var several = SeveralDocuments.tell(transaction.entries(), receipt.documents());
    return Stream.of(
            transaction.located(several),
            transaction.located(receipt.warnings()),
            transaction.remarks())
        .flatMap(List::stream)
        .distinct()
        .collect(Collectors.groupingBy(issue -> entry(issue).orElse(request)));
  }

  private static Optional<Integer> entry(Issue issue) {
    var match = ENTRY.matcher(issue.pointer());
    return match.matches() ? Optional.of(Integer.valueOf(match.group(1))) : Optional.empty();
  }

  /** Where it is read: by itself, or in what it became a part of. */
  private Optional<String> location(Transaction.Entry entry) {
    var child = entry.child().map(children::get);
    return switch (entry.type()) {
      case "Group" -> receipt.id().map(id -> "Group/" + id);
      case "Patient" -> child.map(id -> "Patient/" + id);
      case "RelatedPerson" ->
          child.flatMap(
              id -> entry.person().map(key -> "RelatedPerson/" + FhirIds.person(id, key)));
      case "DocumentReference" -> document(entry).map(id -> "DocumentReference/" + id);
      case "Binary", "Bundle" -> document(entry).map(id -> "Binary/" + id);
      case "Consent" -> entry.among(receipt.consents()).map(id -> "Consent/" + id);
      // The submission set of MHD says again what stands in the documents
      case "List" -> Optional.empty();
      default ->
          document(entry)
              .map(id -> "DocumentReference/" + id)
              .or(() -> receipt.id().map(id -> "ServiceRequest/" + id));
    };
  }

  private Optional<UUID> document(Transaction.Entry entry) {
    return entry.among(receipt.documents()).flatMap(ReceiptView.StoredDocument::id);
  }

  private void representation(BundleEntryComponent entry) {
    var request =
        new ServiceRequest()
            .setStatus(
                receipt
                    .status()
                    .map(where -> StatusToFhir.of(where, Optional.empty()))
                    .orElse(ServiceRequestStatus.UNKNOWN))
            .setIntent(ServiceRequestIntent.ORDER);
    request.getMeta().addTag(Systems.SUBSETTED, "SUBSETTED", null);
    receipt.id().ifPresent(id -> request.setId(id.toString()));
    receipt
        .reference()
        .ifPresent(
            reference -> request.addIdentifier().setSystem(Systems.REFERRAL).setValue(reference));
    receipt.type().ifPresent(type -> request.setCode(Coded.concept(type, language)));
    receipt.urgency().map(StatusToFhir::priority).ifPresent(request::setPriority);
    subject().ifPresent(request::setSubject);
    receipt.receivedAt().ifPresent(at -> request.setAuthoredOnElement(Coded.time(at)));
    receipt
        .vk()
        .ifPresent(
            vk -> {
              request.addContained(StatusToFhir.organization(vk, language));
              request.addPerformer(Coded.contained(StatusToFhir.VK));
            });
    entry.setResource(request);
  }

  private Optional<Reference> subject() {
    var ids = receipt.children().stream().flatMap(child -> child.id().stream()).toList();
    return ids.size() == 1
        ? Optional.of(Coded.reference("Patient", ids.get(0)))
        : receipt.id().filter(id -> !ids.isEmpty()).map(id -> Coded.reference("Group", id));
  }
}
