package be.schakel.fhir.out;

import be.schakel.referral.Cancellation;
import be.schakel.referral.ReferralView;
import be.schakel.vocabulary.CancellationState;
import be.schakel.vocabulary.Language;
import java.util.List;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;

/**
 * That a submitter asks the centre to stop, as a FHIR R4 {@code Task} of code {@code abort} whose
 * focus is the Task of the report (Clinical Order Workflows, cancellation request). Pure.
 */
public final class CancellationToFhir {

  public static final String CODES = "http://hl7.org/fhir/CodeSystem/task-code";
  public static final String ABORT = "abort";

  private CancellationToFhir() {}

  /** The only one in a view. */
  public static Task task(ReferralView view, Language language) {
    return task(view, view.cancellations().get(0), language);
  }

  /** All in a view, as they were asked. */
  public static List<Resource> all(ReferralView view, Language language) {
    return view.cancellations().stream()
        .<Resource>map(asked -> task(view, asked, language))
        .toList();
  }

  private static Task task(ReferralView view, Cancellation asked, Language language) {
    var task = new Task().setIntent(TaskIntent.ORDER);
    asked.id().ifPresent(id -> task.setId(FhirIds.cancellation(id)));
    task.setCode(new CodeableConcept(new Coding().setSystem(CODES).setCode(ABORT)));
    view.id()
        .ifPresent(
            id -> {
              task.setFocus(Coded.reference("Task", id));
              task.addBasedOn(Coded.reference("ServiceRequest", id));
            });
    asked.state().map(CancellationToFhir::of).ifPresent(task::setStatus);
    ReferralToFhir.subject(view).ifPresent(task::setFor);
    times(asked, task);
    asked.text().ifPresent(why -> task.setReasonCode(new CodeableConcept().setText(why)));
    asked.answer().ifPresent(why -> task.setStatusReason(new CodeableConcept().setText(why)));
    view.vk()
        .ifPresent(
            vk -> {
              task.addContained(StatusToFhir.organization(vk, language));
              task.setOwner(Coded.contained(StatusToFhir.VK));
            });
    return task;
  }

  private static void times(Cancellation asked, Task task) {
    asked.recordedAt().ifPresent(at -> task.setAuthoredOnElement(Coded.time(at)));
    asked
        .decidedAt()
        .or(asked::recordedAt)
        .ifPresent(
            at -> {
              task.setLastModifiedElement(Coded.time(at));
              task.getMeta().setLastUpdatedElement(Coded.instant(at));
            });
  }

  static TaskStatus of(CancellationState state) {
    return switch (state) {
      case REQUESTED -> TaskStatus.REQUESTED;
      case ACCEPTED -> TaskStatus.COMPLETED;
      case REFUSED -> TaskStatus.REJECTED;
    };
  }
}
