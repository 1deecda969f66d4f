package be.schakel.fhir.out;

import be.schakel.referral.Question;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.Language;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Communication;
import org.hl7.fhir.r4.model.Communication.CommunicationStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;

/**
 * What a centre asked the submitter of a report, and what that answered, each as a FHIR R4 {@code
 * Communication} that is part of the report's Task (Clinical Order Workflows, more information).
 * Pure.
 */
public final class CommunicationToFhir {

  private CommunicationToFhir() {}

  /** The only one in a view. */
  public static Communication one(ReferralView view, Language language) {
    return view.questions().isEmpty()
        ? answer(view, view.developments().get(0), language)
        : question(view, view.questions().get(0), language);
  }

  /** All in a view, the questions first. */
  public static List<Resource> all(ReferralView view, Language language) {
    return Stream.<Resource>concat(
            view.questions().stream().map(asked -> question(view, asked, language)),
            view.developments().stream().map(told -> answer(view, told, language)))
        .toList();
  }

  private static Communication question(ReferralView view, Question asked, Language language) {
    var communication = about(view);
    asked.id().ifPresent(id -> communication.setId(id.toString()));
    asked
        .retractedAt()
        .ifPresent(any -> communication.setStatus(CommunicationStatus.ENTEREDINERROR));
    asked
        .recordedAt()
        .ifPresent(
            at -> {
              communication.getMeta().setLastUpdatedElement(Coded.instant(at));
              communication.setSentElement(Coded.time(at));
            });
    asked.text().ifPresent(text -> communication.addPayload().setContent(new StringType(text)));
    view.vk()
        .ifPresent(
            vk -> {
              communication.addContained(StatusToFhir.organization(vk, language));
              communication.setSender(Coded.contained(StatusToFhir.VK));
            });
    return communication;
  }

  private static Communication answer(
      ReferralView view, ReferralView.Development told, Language language) {
    var communication = about(view);
    told.id().ifPresent(id -> communication.setId(id.toString()));
    told.question()
        .ifPresent(id -> communication.addInResponseTo(Coded.reference("Communication", id)));
    told.recordedAt()
        .ifPresent(
            at -> {
              communication.getMeta().setLastUpdatedElement(Coded.instant(at));
              communication.setSentElement(Coded.time(at));
            });
    told.text().ifPresent(text -> communication.addPayload().setContent(new StringType(text)));
    told.documents().stream()
        .flatMap(document -> document.id().stream())
        .forEach(
            id -> communication.addPayload().setContent(Coded.reference("DocumentReference", id)));
    view.vk()
        .ifPresent(
            vk -> {
              communication.addContained(StatusToFhir.organization(vk, language));
              communication.addRecipient(Coded.contained(StatusToFhir.VK));
            });
    return communication;
  }

  private static Communication about(ReferralView view) {
    var communication = new Communication().setStatus(CommunicationStatus.COMPLETED);
    view.id()
        .ifPresent(
            id -> {
              communication.addBasedOn(Coded.reference("ServiceRequest", id));
              communication.addPartOf(Coded.reference("Task", id));
            });
    ReferralToFhir.subject(view).ifPresent(communication::setSubject);
    return communication;
  }
}
