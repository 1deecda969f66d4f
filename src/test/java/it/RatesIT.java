package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import testkit.AgainstTheGateway;
import testkit.Answer;
import testkit.Eventually;
import testkit.TestPartner;

/** Nobody takes the gateway away from the others. */
@AgainstTheGateway
class RatesIT {

  private static final int CLIENTS = 8;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @Test
  void whoAsksForTooManyTokensWaitsAndNobodyElseDoes() throws Exception {
    var greedy = TestPartner.of("opgroeien-kinderopvang");
    var over = new AtomicBoolean();
    var threads = Executors.newFixedThreadPool(CLIENTS);
    var clients = new ArrayList<Future<Optional<Answer>>>();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(threads.submit(() -> askUntilRefused(greedy, over)));
    }
    threads.shutdown();
    Eventually.holds(LONGEST, "a 429", () -> over.get());
    var other = TestPartner.of("veck-kinderopvang");
    other.askToken(TestPartner.form("CHILDCARE_SAFETY", "inspector")).expect(200);

    var refused = new ArrayList<Answer>();
    for (var client : clients) {
      client.get().ifPresent(refused::add);
    }
    var answer = refused.get(0);
    assertEquals("TOO_MANY_REQUESTS", answer.at("/code"));
    assertTrue(Integer.parseInt(answer.header("Retry-After").orElseThrow()) >= 1);
    Eventually.holds(LONGEST, "it is let in again", () -> ask(greedy).status() == 400);
  }

  private static Optional<Answer> askUntilRefused(TestPartner greedy, AtomicBoolean over) {
    try {
      while (!over.get()) {
        var answer = ask(greedy);
        if (answer.status() == 429) {
          return Optional.of(answer);
        }
      }
      return Optional.empty();
    } finally {
      over.set(true);
    }
  }

  /** Cheap for the gateway: refused before anything is signed. */
  private static Answer ask(TestPartner partner) {
    return partner
        .withoutToken()
        .post("/oauth2/token", "grant_type=x", "application/x-www-form-urlencoded");
  }
}
