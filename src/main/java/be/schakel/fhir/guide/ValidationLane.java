package be.schakel.fhir.guide;

import ca.uhn.fhir.validation.SingleValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.faulttolerance.Asynchronous;
import org.eclipse.microprofile.faulttolerance.Bulkhead;

/** Where validations run one after the other, behind everything else. */
@ApplicationScoped
class ValidationLane {

  private static final int WAITING = 8;

  @Asynchronous
  @Bulkhead(value = 1, waitingTaskQueue = WAITING)
  CompletionStage<List<SingleValidationMessage>> findings(String resource, List<String> profiles) {
    var thread = Thread.currentThread();
    var before = thread.getPriority();
    thread.setPriority(Thread.MIN_PRIORITY);
    try {
      return CompletableFuture.completedFuture(
          FullValidator.ready().findings(resource, profiles.toArray(String[]::new)));
    } finally {
      thread.setPriority(before);
    }
  }
}
