package be.schakel.verify;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/** An auditor's witness, as the program runs it, on a free port. */
public final class RunningWitness implements AutoCloseable {

  private final Path folder;
  private final String name;
  private final HttpServer server;
  private final Witness witness;

  private RunningWitness(Path folder, String name) throws IOException {
    this.folder = folder;
    this.name = name;
    witness = Witness.open(folder);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/add-checkpoint",
        exchange -> {
          try (exchange) {
            var answer = witness.add(exchange.getRequestBody().readAllBytes(), Instant.now());
            var body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  /**
   * @param log the key line of the log that it watches
   */
  public static RunningWitness of(Path folder, String name, String log) throws IOException {
    if (!Files.exists(folder)) {
      var key = folder.resolveSibling(folder.getFileName() + ".log");
      Files.writeString(key, log);
      var made = Verdict.of("", "witness", "init", "--dir", folder, "--name", name, "--log", key);
      if (!made.proven()) {
        throw new IllegalStateException(made.said());
      }
    }
    return new RunningWitness(folder, name);
  }

  /** As who runs the gateway registers it. */
  public String line() {
    return witness.key().vkey() + " http://127.0.0.1:" + server.getAddress().getPort();
  }

  public String name() {
    return name;
  }

  @Override
  public void close() throws IOException {
    server.stop(0);
    witness.close();
  }
}
