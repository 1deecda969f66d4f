package be.schakel.fhir.guide;

import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import ca.uhn.fhir.validation.SingleValidationMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.eclipse.microprofile.faulttolerance.exceptions.BulkheadException;

/**
 * The full validator for whoever asks: one at a time with a few waiting, so that a validation,
 * which takes a core for as long as it lasts, never takes them all.
 */
@ApplicationScoped
public class Validation {

  private static final Duration LATER = Duration.ofSeconds(2);

  @Inject ValidationLane lane;

  /**
   * @param resource as JSON
   * @param profiles names of definitions of the guide
   * @throws SchakelProblem {@link Code#VALIDATOR_BUSY} when too many wait already
   */
  public List<SingleValidationMessage> findings(String resource, List<String> profiles) {
    try {
      return await(lane.findings(resource, profiles));
    } catch (BulkheadException full) {
      throw busy();
    }
  }

  private static List<SingleValidationMessage> await(
      CompletionStage<List<SingleValidationMessage>> running) {
    try {
      return running.toCompletableFuture().get();
    } catch (ExecutionException failed) {
      if (failed.getCause() instanceof BulkheadException) {
        throw busy();
      }
      // The cause quotes the body, so it goes no further
      throw new IllegalStateException("validator: " + failed.getCause().getClass().getName());
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static SchakelProblem busy() {
    return SchakelProblem.of(Code.VALIDATOR_BUSY).retryAfter(LATER);
  }
}
