package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.referral.Cancellation;
import be.schakel.referral.NewContribution;
import be.schakel.referral.ReferralView;
import be.schakel.referral.Submission;
import be.schakel.vocabulary.Display;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ReferralStatus;
import be.schakel.vocabulary.RetractionReason;
import be.schakel.vocabulary.Urgency;
import be.schakel.vocabulary.Waiting;
import java.util.Optional;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestPriority;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskPriority;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/** Where a released report stands, as a FHIR R4 {@code Task}. Pure. */
public final class StatusToFhir {

  public static final String VK = "vk";

  private StatusToFhir() {}

  public static Task task(ReferralView view, Language language) {
    var task = new Task().setIntent(TaskIntent.ORDER);
    view.id()
        .ifPresent(
            id -> {
              task.setId(id.toString());
              task.setFocus(Coded.reference("ServiceRequest", id));
            });
    view.lastUpdated().ifPresent(at -> task.getMeta().setLastUpdatedElement(Coded.instant(at)));
    view.reference()
        .ifPresent(
            reference -> task.addIdentifier().setSystem(Systems.REFERRAL).setValue(reference));
    view.status()
        .map(StatusToFhir::of)
        .ifPresentOrElse(
            task::setStatus, () -> task.getStatusElement().addExtension(Coded.absent("masked")));
    task.setCode(
        new CodeableConcept(
            new Coding().setSystem("http://hl7.org/fhir/CodeSystem/task-code").setCode("fulfill")));
    view.status().ifPresent(status -> task.setBusinessStatus(Coded.concept(status, language)));
    view.retraction()
        .flatMap(ReferralView.Retraction::reason)
        .ifPresent(reason -> task.setStatusReason(Coded.concept(reason, language)));
    waits(view, task, language);
    view.urgency()
        .ifPresent(urgency -> task.setPriority(TaskPriority.fromCode(priority(urgency).toCode())));
    ReferralToFhir.subject(view).ifPresent(task::setFor);
    view.receivedAt().ifPresent(at -> task.setAuthoredOnElement(Coded.time(at)));
    view.statusSince().ifPresent(at -> task.setLastModifiedElement(Coded.time(at)));
    view.vk()
        .ifPresent(
            vk -> {
              task.addContained(organization(vk, language));
              task.setOwner(Coded.contained(VK));
            });
    view.contributions().forEach(contribution -> outputs(contribution, task, language));
    return task;
  }

  /**
   * What it waits for stands beside its status, which the contract ties to ours (Clinical Order
   * Workflows: awaiting information); what has to be answered is an input that is not there yet.
   */
  private static void waits(ReferralView view, Task task, Language language) {
    var asked = view.questions().stream().filter(each -> each.open().orElse(false)).toList();
    if (!asked.isEmpty()) {
      task.getStatusReason().addCoding(Coded.coding(Waiting.AWAITING_INFORMATION, language));
    }
    if (view.cancellations().stream().anyMatch(Cancellation::undecided)) {
      task.getStatusReason().addCoding(Coded.coding(Waiting.CANCELLATION_REQUESTED, language));
    }
    asked.stream()
        .flatMap(question -> question.id().stream())
        .forEach(
            id ->
                task.addInput()
                    .setType(Coded.concept(Waiting.AWAITING_INFORMATION, language))
                    .setValue(Coded.reference("Communication", id)));
  }

  /** The centre, or the general contact, with its telephone. */
  public static Organization organization(ReferralView.Vk vk, Language language) {
    var organization = new Organization();
    organization.setId(VK);
    vk.code()
        .ifPresent(code -> organization.addIdentifier().setSystem(Systems.PARTNER).setValue(code));
    vk.name().ifPresent(name -> organization.setName(name.in(language)));
    vk.phone()
        .ifPresent(
            phone -> organization.addTelecom().setSystem(ContactPointSystem.PHONE).setValue(phone));
    vk.staffedNow()
        .ifPresent(
            staffed ->
                organization.addExtension(
                    Coded.extension("staffed-now", new BooleanType(staffed))));
    vk.notice()
        .ifPresent(
            notice ->
                organization.addExtension(
                    Coded.extension("notice", new StringType(notice.in(language)))));
    return organization;
  }

  /** What the centre answered: its text, its document, or both. */
  private static void outputs(
      ReferralView.Contribution contribution, Task task, Language language) {
    if (contribution.retraction().isPresent()) {
      return;
    }
    said(contribution, language)
        .forEach(text -> output(contribution, task, language).setValue(new StringType(text)));
    contribution
        .document()
        .flatMap(ReferralView.Document::id)
        .ifPresent(
            id ->
                output(contribution, task, language)
                    .setValue(Coded.reference("DocumentReference", id)));
  }

  /** Its text, each agreement of a plan, and what else it says, one by one. */
  static Stream<String> said(ReferralView.Contribution contribution, Language language) {
    return Stream.of(
            contribution.text().stream(),
            contribution.agreements().stream().flatMap(each -> each.text().stream()),
            contribution.risk().flatMap(NewContribution.Risk::conclusion).stream()
                .map(conclusion -> Display.of(conclusion, language)),
            contribution.placement().flatMap(NewContribution.Placement::with).stream(),
            contribution.view().flatMap(Submission.ChildsView::inOwnWords).stream())
        .flatMap(each -> each);
  }

  private static Task.TaskOutputComponent output(
      ReferralView.Contribution contribution, Task task, Language language) {
    var output = task.addOutput();
    contribution
        .category()
        .ifPresent(category -> output.setType(Coded.concept(category, language)));
    contribution
        .child()
        .ifPresent(
            child ->
                output.addExtension(Coded.extension("about", Coded.reference("Patient", child))));
    contribution
        .recordedAt()
        .ifPresent(at -> output.addExtension(Coded.extension("recorded-at", Coded.time(at))));
    return output;
  }

  public static TaskStatus of(ReferralStatus status) {
    return switch (status) {
      case ROUTING_REQUIRED, RECEIVED -> TaskStatus.REQUESTED;
      case TAKEN_UP -> TaskStatus.INPROGRESS;
      case TRANSFERRED -> TaskStatus.RECEIVED;
      case ADVICE_GIVEN, CLOSED -> TaskStatus.COMPLETED;
      case RETRACTED -> TaskStatus.CANCELLED;
    };
  }

  public static ServiceRequestStatus of(
      ReferralStatus status, Optional<RetractionReason> retracted) {
    return switch (status) {
      case CLOSED -> ServiceRequestStatus.COMPLETED;
      case RETRACTED ->
          retracted.filter(reason -> reason != RetractionReason.WITHDRAWN).isPresent()
              ? ServiceRequestStatus.ENTEREDINERROR
              : ServiceRequestStatus.REVOKED;
      case ROUTING_REQUIRED, RECEIVED, TAKEN_UP, ADVICE_GIVEN, TRANSFERRED ->
          ServiceRequestStatus.ACTIVE;
    };
  }

  public static ServiceRequestPriority priority(Urgency urgency) {
    return switch (urgency) {
      case ROUTINE -> ServiceRequestPriority.ROUTINE;
      case URGENT -> ServiceRequestPriority.URGENT;
      case ACUTE_DANGER -> ServiceRequestPriority.STAT;
    };
  }
}
