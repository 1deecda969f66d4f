package be.schakel.medical;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The malware scanner that an operator runs, if it does. */
@ApplicationScoped
class Scanner {

  private static final Pattern NOT_IN_A_NAME = Pattern.compile("[^A-Za-z0-9._:/+-]+");
  private static final int LONGEST_NAME = 100;

  @Inject
  @ConfigProperty(name = "schakel.scan.icap-url")
  Optional<URI> service;

  @Inject
  @ConfigProperty(name = "schakel.scan.patience", defaultValue = "PT2M")
  Duration patience;

  @Resource ManagedExecutorService aside;

  private Optional<ExecutorService> own = Optional.empty();

  Scanner() {}

  /** Outside a container. */
  Scanner(Optional<URI> service, Duration patience, ExecutorService aside) {
    this.service = service;
    this.patience = patience;
    this.own = Optional.of(aside);
  }

  /**
   * What it says of a document.
   *
   * @param threat the name of what was found, of letters, digits and signs alone
   */
  record Verdict(boolean clean, Optional<String> threat) {}

  boolean isOn() {
    return service.isPresent();
  }

  /** How long one document takes at most. */
  Duration patience() {
    return patience;
  }

  /**
   * Has it look at a document. Holds no connection of the database but while it fetches a piece.
   *
   * @throws IOException when it says nothing, or not in time, or not of the whole document
   */
  Verdict look(DocumentBytes bytes, byte[] sha256) throws IOException {
    var until = System.nanoTime() + patience.toNanos();
    try (var icap = Icap.open(service.orElseThrow(), patience)) {
      var sent =
          own.orElse(aside)
              .submit(
                  () -> {
                    icap.send(service.orElseThrow(), bytes);
                    return true;
                  });
      try {
        var answer = icap.answer(Documents.sha256(), sha256);
        if (answer.clean()) {
          // What it let through before it had all of it, it has not looked at
          sent.get(until - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
        return new Verdict(answer.clean(), answer.threat().map(Scanner::name));
      } finally {
        icap.close();
        sent.cancel(true);
      }
    } catch (ExecutionException | TimeoutException notAll) {
      throw new IOException("it did not take all of it", notAll);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException(stopped);
    }
  }

  private static String name(String threat) {
    var name = NOT_IN_A_NAME.matcher(threat).replaceAll("_");
    return name.substring(0, Math.min(name.length(), LONGEST_NAME));
  }
}
