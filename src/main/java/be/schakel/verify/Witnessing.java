package be.schakel.verify;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/** The commands of the witness on the auditor's own machine. */
final class Witnessing {

  static final Set<String> INIT = Set.of("dir", "name", "log");
  static final Set<String> COSIGN = Set.of("dir", "checkpoint", "tiles", "out");
  static final Set<String> SERVE = Set.of("dir", "listen", "p12", "password-file");

  private static final int METHOD = 405;
  private static final int TOO_LARGE = 413;
  private static final int BROKEN = 500;
  private static final int THREADS = 4;

  private final Options options;
  private final Report report;

  Witnessing(Options options, Report report) {
    this.options = options;
    this.report = report;
  }

  int init() {
    var folder = options.file("dir");
    var logs = options.keys("log", VerifierKey.LOG).stream().map(VerifierKey::vkey).toList();
    if (logs.isEmpty()) {
      throw NotProven.unusable("option.missing", "--log");
    }
    var key = WitnessKey.make(folder, options.required("name")).verifier();
    write(folder.resolve("logs"), String.join("\n", logs) + "\n");
    report.tell("witness.made", folder);
    report.line(key.vkey());
    return 0;
  }

  int cosign(Clock clock) {
    var checkpoint = Checks.read(options.file("checkpoint"));
    var log = LogFolder.of(options.file("tiles"));
    try (var witness = Witness.open(options.file("dir"))) {
      var keys = witness.knownKeys(checkpoint.origin());
      if (keys.isEmpty()) {
        throw NotProven.unusable("witness.unknown", checkpoint.origin());
      }
      new Trust(keys, List.of(), 0).check(checkpoint, options.required("checkpoint"));
      var last = witness.last(checkpoint.origin());
      var tree = log.tree(checkpoint.size());
      if (!Proofs.root(tree, checkpoint.size()).equals(checkpoint.root())) {
        throw NotProven.disproven("log.root", checkpoint.size());
      }
      var checks = new Checks(options, report);
      last.ifPresent(older -> checks.grown(older, checkpoint, log));
      var old = last.map(Checkpoint::size).orElse(0L);
      var proof = Proofs.consistency(tree, old, checkpoint.size());
      var answer = witness.add(old, proof, checkpoint, clock.instant());
      if (answer.status() != Witness.Answer.OK) {
        throw NotProven.disproven("witness.refused", answer.status());
      }
      report.tell("witness.cosigned", checkpoint.size(), checkpoint.origin());
      if (options.value("out").isPresent()) {
        write(options.file("out"), checkpoint.note() + answer.body());
      } else {
        report.line(Strict.line(answer.body()));
      }
      return 0;
    } catch (IOException unwritable) {
      throw NotProven.unusable("file.unwritable", options.file("dir"));
    }
  }

  /** Until the process, or its thread, is stopped. */
  int serve(Clock clock, InputStream in) {
    var address = address(options.value("listen").orElse("127.0.0.1:8431"));
    // A client that never ends its request must not hold a thread for ever
    System.setProperty("sun.net.httpserver.maxReqTime", "30");
    System.setProperty("sun.net.httpserver.maxRspTime", "30");
    try (var witness = Witness.open(options.file("dir"))) {
      var server = server(address, in);
      var threads = Executors.newFixedThreadPool(THREADS);
      server.setExecutor(threads);
      server.createContext("/", exchange -> answer(exchange, witness, clock));
      server.start();
      var at = server.getAddress();
      report.tell("witness.serves", witness.key().name(), at.getHostString() + ":" + at.getPort());
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException stopped) {
        server.stop(0);
        threads.shutdown();
      }
      return 0;
    } catch (IOException unable) {
      throw NotProven.unusable("witness.listen", address);
    }
  }

  private HttpServer server(InetSocketAddress address, InputStream in) throws IOException {
    if (options.value("p12").isEmpty()) {
      return HttpServer.create(address, 0);
    }
    var server = HttpsServer.create(address, 0);
    server.setHttpsConfigurator(new HttpsConfigurator(Tls.context(options, report, in)));
    return server;
  }

  private static InetSocketAddress address(String listen) {
    var colon = listen.lastIndexOf(':');
    var port = Strict.decimal(listen.substring(colon + 1)).filter(number -> number < 1 << 16);
    if (colon < 1 || port.isEmpty()) {
      throw NotProven.unusable("witness.listen", listen);
    }
    return new InetSocketAddress(listen.substring(0, colon), port.get().intValue());
  }

  private void answer(HttpExchange exchange, Witness witness, Clock clock) throws IOException {
    try (exchange) {
      send(exchange, judged(exchange, witness, clock));
    }
  }

  private Witness.Answer judged(HttpExchange exchange, Witness witness, Clock clock)
      throws IOException {
    if (!exchange.getRequestURI().getPath().equals("/add-checkpoint")) {
      return Witness.Answer.of(Witness.Answer.NOT_FOUND);
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Witness.Answer.of(METHOD);
    }
    var request = exchange.getRequestBody().readNBytes(Witness.LARGEST_REQUEST + 1);
    if (request.length > Witness.LARGEST_REQUEST) {
      return Witness.Answer.of(TOO_LARGE);
    }
    try {
      var now = clock.instant();
      var answer = witness.add(request, now);
      report.tell("witness.answered", now, answer.status());
      return answer;
    } catch (IOException | RuntimeException notOnDisk) {
      report.tell("witness.broken", notOnDisk.getClass().getSimpleName());
      return Witness.Answer.of(BROKEN);
    }
  }

  private static void send(HttpExchange exchange, Witness.Answer answer) throws IOException {
    var body = answer.body().getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", answer.type());
    exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private static void write(Path file, String text) {
    try {
      Safely.write(file, text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException unwritable) {
      throw NotProven.unusable("file.unwritable", file);
    }
  }
}
