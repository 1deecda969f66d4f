package be.schakel.ledger;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.BeforeDestroyed;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * Brings every new checkpoint to the witnesses that take them (c2sp.org/tlog-witness, {@code
 * add-checkpoint}), with the proof that it continues the last one that they signed.
 *
 * <p>Never in the way of signing: a witness that does not answer is asked again later.
 */
@ApplicationScoped
public class WitnessCalls {

  private static final int EVERY_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration AGAIN = Duration.ofSeconds(30);
  private static final int OK = 200;
  private static final int STALE = 409;
  private static final int BAD_PROOF = 422;

  @Inject Witnesses witnesses;
  @Inject TreeTables tables;
  @Inject Published published;
  @Inject Clock clock;
  @Resource ManagedScheduledExecutorService timer;

  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
  private final Map<String, Instant> later = new ConcurrentHashMap<>();
  private Future<?> working;

  /** Starts calling, if there is anybody to call; called once. */
  public void start() {
    if (witnesses.all().stream().anyMatch(each -> each.address().isPresent())) {
      working =
          timer.scheduleWithFixedDelay(
              this::call, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  void stop(
      @Observes(notifyObserver = Reception.IF_EXISTS) @BeforeDestroyed(ApplicationScoped.class)
          Object application) {
    if (working != null) {
      working.cancel(true);
    }
  }

  /** Asks each witness that has not signed the newest tree yet. */
  void call() {
    var newest = published.newest();
    if (newest.isEmpty()) {
      return;
    }
    for (var witness : witnesses.all()) {
      var now = clock.instant();
      var name = witness.key().name();
      if (witness.address().isPresent() && !now.isBefore(later.getOrDefault(name, now))) {
        try {
          call(witness, newest.get(), witnesses.newest(newest.get().epoch(), witness), true);
        } catch (IOException | RuntimeException away) {
          later.put(name, now.plus(AGAIN));
        } catch (InterruptedException stopped) {
          Thread.currentThread().interrupt();
          return;
        }
      }
    }
  }

  private void call(Witnesses.Registered witness, SignedTree tree, long old, boolean again)
      throws IOException, InterruptedException {
    if (old >= tree.size()) {
      return;
    }
    var answer =
        client.send(
            HttpRequest.newBuilder(witness.address().orElseThrow())
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofString(request(tree, old)))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    var now = clock.instant();
    switch (answer.statusCode()) {
      case OK -> {
        // Body and checkpoint together are the cosigned checkpoint
        if (witnesses.take(tree.note() + answer.body(), now) != Witnesses.Outcome.TAKEN) {
          throw new IOException("not the witness's signature");
        }
      }
      case STALE -> {
        var known = Long.parseLong(answer.body().strip());
        if (known > tree.size()) {
          witnesses.conflicts(witness, "known=" + known + " shown=" + tree.size(), now);
          throw new IOException("the witness knows more");
        }
        if (!again) {
          throw new IOException("the witness moves");
        }
        call(witness, tree, known, false);
      }
      case BAD_PROOF -> {
        witnesses.conflicts(witness, "proof=" + old + "-" + tree.size(), now);
        throw new IOException("the witness saw another tree");
      }
      default -> throw new IOException("status " + answer.statusCode());
    }
  }

  private String request(SignedTree tree, long old) {
    var request = new StringBuilder("old ").append(old).append('\n');
    for (var hash : tables.tree(tree.epoch(), tree.size()).consistency(old)) {
      request.append(Base64.getEncoder().encodeToString(hash)).append('\n');
    }
    return request.append('\n').append(tree.note()).toString();
  }
}
