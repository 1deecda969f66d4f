package be.schakel.fhir.out;

import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.DocumentStatus;
import be.schakel.vocabulary.Language;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.DocumentReference;
import org.hl7.fhir.r4.model.DocumentReference.DocumentRelationshipType;
import org.hl7.fhir.r4.model.Enumerations.DocumentReferenceStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/** What is known of a released document as a FHIR R4 {@code DocumentReference}. Pure. */
public final class DocumentToFhir {

  private DocumentToFhir() {}

  /**
   * @param referral the report it belongs to
   */
  public static DocumentReference map(
      ReferralView.Document document, Optional<UUID> referral, Language language) {
    var reference = new DocumentReference();
    document.status().map(DocumentToFhir::status).ifPresent(reference::setStatus);
    document.id().ifPresent(id -> reference.setId(id.toString()));
    document
        .category()
        .ifPresent(category -> reference.addCategory(Coded.concept(category, language)));
    subject(document.childIds(), referral).ifPresent(reference::setSubject);
    document
        .replaces()
        .ifPresent(
            old ->
                reference
                    .addRelatesTo()
                    .setCode(DocumentRelationshipType.REPLACES)
                    .setTarget(Coded.reference("DocumentReference", old)));
    document.receivedAt().ifPresent(at -> reference.setDateElement(Coded.instant(at)));
    var attachment = reference.addContent().getAttachment();
    document.title().ifPresent(attachment::setTitle);
    document.contentType().ifPresent(attachment::setContentType);
    document.size().ifPresent(size -> attachment.setSize(size.intValue()));
    document.id().ifPresent(id -> attachment.setUrl("Binary/" + id));
    document
        .sha256()
        .ifPresent(
            digest -> attachment.addExtension(Coded.extension("sha256", new StringType(digest))));
    referral.ifPresent(
        id -> reference.getContext().addRelated(Coded.reference("ServiceRequest", id)));
    return reference;
  }

  /** The one child that it is about, or all of the report. */
  static Optional<Reference> subject(List<UUID> children, Optional<UUID> referral) {
    return children.size() == 1
        ? Optional.of(Coded.reference("Patient", children.get(0)))
        : referral.filter(any -> !children.isEmpty()).map(id -> Coded.reference("Group", id));
  }

  private static DocumentReferenceStatus status(DocumentStatus status) {
    return switch (status) {
      case CURRENT -> DocumentReferenceStatus.CURRENT;
      case SUPERSEDED -> DocumentReferenceStatus.SUPERSEDED;
      case ENTERED_IN_ERROR -> DocumentReferenceStatus.ENTEREDINERROR;
    };
  }
}
