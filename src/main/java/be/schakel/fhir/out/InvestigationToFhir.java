package be.schakel.fhir.out;

import be.schakel.fhir.guide.Systems;
import be.schakel.mano.ManoView;
import be.schakel.vocabulary.DataCategory;
import be.schakel.vocabulary.Language;
import be.schakel.vocabulary.ManoState;
import be.schakel.vocabulary.ReferralType;
import java.util.Optional;
import java.util.UUID;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * A released investigation of societal necessity as a FHIR R4 {@code Task} beside that of its
 * report: where it stands as business status, the term as {@code restriction.period}, and for each
 * child an output with its outcome. Pure.
 */
public final class InvestigationToFhir {

  private InvestigationToFhir() {}

  public static Task task(ManoView view, Language language) {
    var task = new Task().setIntent(TaskIntent.ORDER);
    view.id()
        .ifPresent(
            id -> {
              task.setId(FhirIds.investigation(id));
              task.setFocus(Coded.reference("ServiceRequest", id));
              task.addPartOf(Coded.reference("Task", id));
            });
    view.reference()
        .ifPresent(
            reference -> task.addIdentifier().setSystem(Systems.REFERRAL).setValue(reference));
    task.setCode(Coded.concept(ReferralType.MANO, language));
    view.state()
        .ifPresent(
            state -> {
              task.setStatus(of(state));
              task.setBusinessStatus(Coded.concept(state, language));
            });
    view.children().stream()
        .flatMap(child -> child.reason().stream())
        .findFirst()
        .ifPresent(reason -> task.setStatusReason(Coded.concept(reason, language)));
    subject(view).ifPresent(task::setFor);
    view.receivedAt().ifPresent(at -> task.setAuthoredOnElement(Coded.time(at)));
    view.since().ifPresent(at -> task.setLastModifiedElement(Coded.time(at)));
    view.vk()
        .ifPresent(
            vk -> {
              task.addContained(StatusToFhir.organization(vk, language));
              task.setOwner(Coded.contained(StatusToFhir.VK));
            });
    view.due().ifPresent(due -> due(view, task).setEndElement(day(due.toString())));
    view.children().forEach(child -> output(child, task, language));
    return task;
  }

  /** Day 0 of the legal term; while nobody has said that it is admissible there is none. */
  private static org.hl7.fhir.r4.model.Period due(ManoView view, Task task) {
    var period = task.getRestriction().getPeriod();
    view.term()
        .flatMap(ManoView.Term::dayZero)
        .ifPresent(zero -> period.setStartElement(day(zero.toString())));
    return period;
  }

  private static DateTimeType day(String day) {
    return new DateTimeType(day);
  }

  private static Optional<Reference> subject(ManoView view) {
    return view.children().size() == 1
        ? view.children().get(0).id().map(InvestigationToFhir::patient)
        : view.id()
            .filter(any -> !view.children().isEmpty())
            .map(id -> Coded.reference("Group", id));
  }

  private static Reference patient(UUID child) {
    return Coded.reference("Patient", child);
  }

  /** Where one child stands, and what came of it for that child. */
  private static void output(ManoView.Child child, Task task, Language language) {
    var output = task.addOutput().setType(Coded.concept(DataCategory.MANO_STATUS, language));
    var value = new CodeableConcept();
    child.state().ifPresent(state -> value.addCoding(Coded.coding(state, language)));
    child.outcome().ifPresent(outcome -> value.addCoding(Coded.coding(outcome, language)));
    output.setValue(value);
    child.id().ifPresent(id -> output.addExtension(Coded.extension("about", patient(id))));
    child
        .outcomeOn()
        .ifPresent(
            on -> output.addExtension(Coded.extension("outcome-on", new DateType(on.toString()))));
    child
        .formerOutcome()
        .ifPresent(former -> output.addExtension(Coded.extension("former-outcome", former)));
  }

  public static TaskStatus of(ManoState state) {
    return switch (state) {
      case SUBMITTED -> TaskStatus.REQUESTED;
      case NOT_ADMISSIBLE -> TaskStatus.REJECTED;
      case ADMISSIBLE -> TaskStatus.ACCEPTED;
      case INVESTIGATING -> TaskStatus.INPROGRESS;
      case TRANSFERRED -> TaskStatus.RECEIVED;
      case CASE_MANAGEMENT, NO_SOCIETAL_NECESSITY, REPORTED_TO_PARKET, CLOSED ->
          TaskStatus.COMPLETED;
      case WITHDRAWN, MOVED_OUT_OF_AREA, BECAME_ADULT, DIED -> TaskStatus.CANCELLED;
    };
  }
}
