package be.schakel.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import testkit.Eventually;

@Timeout(20)
class UnderWayTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final UnderWay requests = new UnderWay();

  @Test
  void nobodyWaitsWhereNoneIsUnderWay() {
    requests.begun();
    requests.ended();

    requests.awaitNone(LONG);

    assertFalse(requests.any());
  }

  @Test
  void workGoesOnWhenTheLastRequestHasItsAnswer() throws Exception {
    requests.begun();
    requests.begun();
    var worker = new CompletableFuture<Thread>();
    var goesOn =
        CompletableFuture.runAsync(
            () -> {
              worker.complete(Thread.currentThread());
              requests.awaitNone(LONG);
            });
    halted(worker.get());

    requests.ended();
    halted(worker.get());
    assertFalse(goesOn.isDone());

    requests.ended();
    goesOn.get(10, TimeUnit.SECONDS);
  }

  private static void halted(Thread worker) {
    Eventually.holds(
        Duration.ofSeconds(10), "it waits", () -> worker.getState() == Thread.State.TIMED_WAITING);
  }

  @Test
  void patienceIsNotForEver() {
    requests.begun();
    var before = System.nanoTime();

    requests.awaitNone(Duration.ofMillis(20));

    assertTrue(requests.any());
    assertTrue(System.nanoTime() - before >= Duration.ofMillis(20).toNanos());
  }

  @Test
  void whoIsToStopIsNotKept() {
    requests.begun();
    Thread.currentThread().interrupt();

    requests.awaitNone(LONG);

    assertTrue(Thread.interrupted(), "it is still told");
  }

  @Test
  void requestThatWaitsForSuchWorkHaltsNobody() throws Exception {
    requests.begun();
    var work =
        CompletableFuture.supplyAsync(
            () -> {
              requests.awaitNone(LONG);
              return "done";
            });

    assertEquals("done", requests.aside(work));
    assertTrue(requests.any(), "it is under way again");
  }
}
