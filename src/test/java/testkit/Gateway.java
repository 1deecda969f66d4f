package testkit;

import be.schakel.database.Database;
import be.schakel.database.Schema;
import be.schakel.demo.Prepare;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A gateway of the tests' own: a copy of the Liberty server that the build made, with free ports,
 * its own certificates, keys and registry, and its own database, all below one directory.
 */
public final class Gateway implements Served {

  private static final Duration START = Duration.ofSeconds(300);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static Gateway running;

  private final Path server;
  private final Path home;
  private final int httpsPort;
  private final int httpPort;
  private final int databasePort;

  private Gateway(Path server, Path home, List<Integer> ports) {
    this.server = server;
    this.home = home;
    this.httpsPort = ports.get(0);
    this.httpPort = ports.get(1);
    this.databasePort = ports.get(2);
  }

  /** The gateway of this test run. */
  public static synchronized Gateway running() {
    if (running == null) {
      var server = servers().resolve(property("schakel.it.server") + "-tests");
      var home = Path.of(property("schakel.it.directory"), "home");
      running = new Gateway(server, home, freePorts(3));
    }
    return running;
  }

  /** Whether drills run in full. */
  public static boolean longDrills() {
    return Boolean.getBoolean("schakel.long");
  }

  @Override
  public URI uri(String path) {
    return URI.create("https://localhost:" + httpsPort + path);
  }

  /** Of plain HTTP at the loopback address. */
  public URI plainUri(String path) {
    return URI.create("http://127.0.0.1:" + httpPort + path);
  }

  public int httpsPort() {
    return httpsPort;
  }

  /** Issuer and audience of its tokens. */
  public String publicUrl() {
    return "https://localhost:" + httpsPort;
  }

  public Path home() {
    return home;
  }

  @Override
  public Path pki(String file) {
    return home.resolve("pki").resolve(file);
  }

  /** The logs that its operator sees. */
  public Path logs() {
    return server.resolve("logs");
  }

  /** Jdbi as the owner of its tables. */
  public Jdbi asOwner() {
    var schema = schema();
    return Database.jdbi(
        () -> DriverManager.getConnection(schema.url(), schema.owner(), schema.password()));
  }

  /** Jdbi as the gateway's own role. */
  public Jdbi asApplication() {
    var schema = schema();
    return Database.jdbi(
        () ->
            DriverManager.getConnection(
                schema.url(), Schema.APPLICATION_ROLE, schema.applicationPassword()));
  }

  private Schema schema() {
    return new Schema("jdbc:postgresql://127.0.0.1:" + databasePort + "/schakel", "postgres", "");
  }

  /** Its database's first process, if it runs. */
  public Optional<ProcessHandle> database() {
    var pidFile = home.resolve("database/data/postmaster.pid");
    try {
      return Files.exists(pidFile)
          ? Files.readAllLines(pidFile).stream()
              .findFirst()
              .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid.trim())))
          : Optional.empty();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Stops its database, as a failing machine would, until the outage is closed. */
  public DatabaseOutage databaseOutage() {
    return DatabaseOutage.of(database().orElseThrow(), this::databaseAnswers);
  }

  private boolean databaseAnswers() {
    try {
      return asOwner()
          .withHandle(handle -> handle.createQuery("select true").mapTo(Boolean.class).one());
    } catch (JdbiException notYet) {
      return false;
    }
  }

  void prepare() throws Exception {
    stopDatabase();
    delete(home);
    copyMade(server);
    Prepare.home(home, Clock.systemUTC());
    registerProcessor();
    var variables = new TreeMap<String, String>();
    variables.put("schakel.home", home.toAbsolutePath().toString());
    variables.put("schakel.https.port", Integer.toString(httpsPort));
    variables.put("schakel.http.port", Integer.toString(httpPort));
    variables.put("schakel.db.port", Integer.toString(databasePort));
    variables.put("schakel.public-url", publicUrl());
    // Low enough that a slow machine's tests reach it, high enough for all the others
    variables.put("schakel.rate.tokens-per-second", "50");
    // The first question may wait; the tests of everybody else need not
    variables.put("schakel.validation.warm-up", "false");
    var overrides = Files.createDirectories(server.resolve("configDropins/overrides"));
    // The last name wins: the build's own variables are those of the demo
    Files.writeString(overrides.resolve("zz-test.xml"), configuration(variables));
  }

  private static Path servers() {
    return Path.of(property("schakel.it.directory"), "usr/servers");
  }

  /** A copy of the server that the build made, which nobody has started. */
  static void copyMade(Path target) throws IOException {
    var made = servers().resolve(property("schakel.it.server"));
    try (Stream<Path> all = Files.walk(made)) {
      for (var each : all.toList()) {
        var copied = target.resolve(made.relativize(each).toString());
        if (Files.isDirectory(each)) {
          Files.createDirectories(copied);
        } else {
          Files.copy(each, copied);
        }
      }
    }
  }

  /** The demo has no partner that works for another: here a CLB's software does for a doctor. */
  private void registerProcessor() {
    register(
        registry ->
            Answer.stream(registry.path("partners"))
                .filter(partner -> partner.path("code").asText().equals("huisarts-voorbeeld"))
                .forEach(
                    partner -> ((ObjectNode) partner).putArray("processors").add("clb-voorbeeld")));
  }

  private static String configuration(Map<String, String> variables) {
    return variables.entrySet().stream()
        .map(
            each ->
                "<variable name=\"%s\" value=\"%s\"/>".formatted(each.getKey(), each.getValue()))
        .collect(
            Collectors.joining(
                "\n  ",
                "<server>\n  <featureManager><feature>localConnector-1.0</feature></featureManager>\n  ",
                "\n</server>\n"));
  }

  void awaitReady() throws Exception {
    var requests = TestPartner.of("uz-voorbeeld").withoutToken().beyondTheContract();
    Eventually.holds(START, "the gateway is ready; see " + logs(), () -> ready(requests));
  }

  private static boolean ready(Requests requests) {
    try {
      return requests.get("/health/ready").status() == 200;
    } catch (UncheckedIOException notYet) {
      // Liberty opens its ports before the application answers
      return false;
    }
  }

  /** Changes the partner registry, which the gateway notices by itself. */
  public void register(Consumer<JsonNode> change) {
    var file = home.resolve("partners.json");
    try {
      var registry = Report.read(Files.readString(file));
      change.accept(registry);
      Files.writeString(file, registry.toPrettyString());
    } catch (IOException unwritten) {
      throw new UncheckedIOException(unwritten);
    }
  }

  /** Registers where a partner may be told, with the demo's authority. */
  public void registerEndpoint(String partner, String url) {
    register(
        registry -> {
          try {
            var authority = Files.readString(pki("ca.pem"));
            Answer.stream(registry.path("partners"))
                .filter(each -> each.path("code").asText().equals(partner))
                .forEach(
                    each -> {
                      var endpoints = ((ObjectNode) each).putArray("endpoints");
                      endpoints
                          .addObject()
                          .put("use", "events")
                          .put("url", url)
                          .put("authority", authority);
                    });
          } catch (IOException unread) {
            throw new UncheckedIOException(unread);
          }
        });
  }

  void leaveNothing() throws Exception {
    if (stopDatabase()) {
      throw new IllegalStateException("the gateway stopped and left its database running");
    }
  }

  private boolean stopDatabase() throws Exception {
    var left = database().filter(ProcessHandle::isAlive);
    if (left.isPresent()) {
      left.get().destroy();
      left.get().onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    }
    return left.isPresent();
  }

  private static void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    try (Stream<Path> all = Files.walk(tree)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    } catch (IOException undeleted) {
      throw new UncheckedIOException(undeleted);
    }
  }

  private static List<Integer> freePorts(int count) {
    var sockets = new ArrayList<ServerSocket>();
    try {
      for (int i = 0; i < count; i++) {
        sockets.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
      }
      var ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      for (var socket : sockets) {
        socket.close();
      }
      return ports;
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }

  private static String property(String name) {
    return Optional.ofNullable(System.getProperty(name))
        .orElseThrow(() -> new IllegalStateException("run with Maven: " + name + " is missing"));
  }
}
