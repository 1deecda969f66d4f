package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.TestPartner;

/** Nobody takes the gateway away from the others. */
@AgainstTheGateway
class RatesIT {

  private static final int CLIENTS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final int PERMITTED_PER_SECOND = 100;

  @Test
  void whoAsksForTooManyTokensWaitsAndNobodyElseDoes() throws Exception {
    var greedy = TestPartner.of("opgroeien-kinderopvang");
    var refused = new AtomicReference<Answer>();
    var asked = new AtomicInteger();
    var until = Instant.now().plus(LONGEST);
    var threads = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      threads.submit(() -> askUntilRefused(greedy, until, refused, asked));
    }
    threads.shutdown();
    assertTrue(threads.awaitTermination(2 * LONGEST.toSeconds(), TimeUnit.SECONDS));
    assumeTrue(
        refused.get() != null || asked.get() > LONGEST.toSeconds() * PERMITTED_PER_SECOND,
        () -> "this machine asks too slowly to be refused: " + asked.get() + " in " + LONGEST);

    var other = TestPartner.of("veck-kinderopvang");
    other.askToken(TestPartner.form("CHILDCARE_SAFETY", "inspector")).expect(200);
    var answer = refused.get();
    assertEquals("TOO_MANY_REQUESTS", answer.at("/code"));
    assertTrue(Integer.parseInt(answer.header("Retry-After").orElseThrow()) >= 1);
    Eventually.holds(LONGEST, "it is let in again", () -> ask(greedy).status() == 400);
  }

  private static void askUntilRefused(
      TestPartner greedy, Instant until, AtomicReference<Answer> refused, AtomicInteger asked) {
    while (refused.get() == null && Instant.now().isBefore(until)) {
      var answer = ask(greedy);
      asked.incrementAndGet();
      if (answer.status() == 429) {
        refused.set(answer);
      }
    }
  }

  /** Cheap for the gateway: refused before anything is signed. */
  private static Answer ask(TestPartner partner) {
    return partner
        .withoutToken()
        .post("/oauth2/token", "grant_type=x", "application/x-www-form-urlencoded");
  }
}
