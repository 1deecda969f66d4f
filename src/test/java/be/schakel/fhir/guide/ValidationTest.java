package be.schakel.fhir.guide;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import be.schakel.edge.UnderWay;
import be.schakel.problem.Code;
import be.schakel.problem.SchakelProblem;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.Eventually;

class ValidationTest {

  private final Validation validation = new Validation().open(Thread::new, new UnderWay());

  /** One that is looked at until the server stops. */
  private Void endless(CountDownLatch begun) {
    return validation.behind(
        "a",
        (validator, between) -> {
          begun.countDown();
          assertThrows(InterruptedException.class, new CountDownLatch(1)::await);
          return null;
        });
  }

  @Test
  @Timeout(60)
  void whoStillWaitsWhenTheServerStopsIsSentAway() throws Exception {
    var begun = new CountDownLatch(1);
    CompletableFuture.runAsync(() -> endless(begun));
    begun.await();
    var answer = new CompletableFuture<Void>();
    var waiting =
        new Thread(
            () -> {
              try {
                answer.complete(validation.behind("b", (validator, between) -> null));
              } catch (SchakelProblem sentAway) {
                answer.completeExceptionally(sentAway);
              }
            });
    waiting.start();
    Eventually.holds(
        Duration.ofSeconds(10), "waits", () -> waiting.getState() == Thread.State.WAITING);

    validation.close();

    var sentAway = assertThrows(ExecutionException.class, answer::get).getCause();
    assertEquals(Code.VALIDATOR_BUSY, assertInstanceOf(SchakelProblem.class, sentAway).code());
  }
}
