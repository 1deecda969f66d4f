package testkit;

import be.schakel.database.Database;
import be.schakel.demo.Prepare;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.sql.DriverManager;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * A gateway in a process of its own that may be killed and started again on the same data: another
 * copy of the server that the build made, with its own ports, certificates and database.
 */
public final class MortalGateway implements Served, AutoCloseable {

  private static final Duration START = Duration.ofSeconds(300);
  private static final Duration STOP = Duration.ofSeconds(60);
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path user =
      Path.of(System.getProperty("schakel.it.directory"), "usr").toAbsolutePath();
  private final Path wlp = Path.of(System.getProperty("schakel.it.wlp")).toAbsolutePath();
  private final String name;
  private final Path home;
  private final int httpsPort = freePort();
  private final int databasePort = freePort();
  private final Map<String, String> environment = new TreeMap<>();
  private Process process;

  public MortalGateway(String name) throws Exception {
    this.name = name;
    this.home = user.resolveSibling(name);
    Gateway.copyMade(server());
    Prepare.home(home, Clock.systemUTC());
    var configuration = new StringBuilder("<server>\n");
    for (var variable :
        List.of(
            "schakel.home=" + home,
            "schakel.https.port=" + httpsPort,
            "schakel.http.port=" + freePort(),
            "schakel.db.port=" + databasePort,
            "schakel.public-url=" + publicUrl(),
            // It is killed before anybody asks
            "schakel.validation.warm-up=false")) {
      var at = variable.indexOf('=');
      configuration.append(
          "  <variable name=\"%s\" value=\"%s\"/>\n"
              .formatted(variable.substring(0, at), variable.substring(at + 1)));
    }
    Files.writeString(
        server().resolve("configDropins/overrides/zz-test.xml"),
        configuration.append("</server>\n"));
  }

  /** Sets what is not as usual, from the next start on. */
  public MortalGateway with(String variable, String value) throws IOException {
    // The last name wins
    Files.writeString(
        server().resolve("configDropins/overrides/zzz-" + variable + ".xml"),
        "<server><variable name=\"%s\" value=\"%s\"/></server>\n".formatted(variable, value));
    return this;
  }

  /** Takes classes of the tests into the application, in this deployment alone. */
  public MortalGateway with(Class<?>... classes) throws IOException {
    var war = server().resolve("apps/schakel.war");
    try (var inside = FileSystems.newFileSystem(war)) {
      for (var each : classes) {
        var file = "/" + each.getName().replace('.', '/') + ".class";
        var target = inside.getPath("/WEB-INF/classes" + file);
        Files.createDirectories(target.getParent());
        try (var bytes = each.getResourceAsStream(file)) {
          Files.copy(bytes, target);
        }
      }
    }
    return this;
  }

  /**
   * Another node beside one: its own process and ports, the same database, keys, certificates and
   * registry.
   */
  public static MortalGateway beside(String name, MortalGateway one) throws Exception {
    var other = new MortalGateway(name);
    other.environment.put("SCHAKEL_DB_URL", one.database());
    // One gateway for everybody outside: the log is signed in its name
    other.with("schakel.public-url", "https://localhost:" + one.httpsPort);
    for (var shared : List.of("keys", "pki")) {
      delete(other.home.resolve(shared));
      copyAll(one.home.resolve(shared), other.home.resolve(shared));
    }
    Files.copy(
        one.home.resolve("partners.json"),
        other.home.resolve("partners.json"),
        StandardCopyOption.REPLACE_EXISTING);
    return other;
  }

  /** Starts the process and waits until it answers. */
  public void start() throws Exception {
    var builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // What Liberty's own start script opens for it
            "@" + wlp.resolve("lib/platform/java/java9.options"),
            "@" + server().resolve("jvm.options"),
            "-Xms128m",
            "-Xmx384m",
            // As in pom.xml: compiled in haste
            "-XX:TieredStopAtLevel=1",
            "-javaagent:" + wlp.resolve("bin/tools/ws-javaagent.jar"),
            "-jar",
            wlp.resolve("bin/tools/ws-server.jar").toString(),
            name);
    builder.environment().put("WLP_USER_DIR", user.toString());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(home.resolve("console.log").toFile());
    process = builder.start();
    var client = client("uz-voorbeeld");
    Eventually.holds(
        START, "the gateway is ready; see " + home.resolve("console.log"), () -> ready(client));
  }

  private Path server() {
    return user.resolve("servers").resolve(name);
  }

  /** SIGKILL: no farewell, no tidying up; its database goes on alone. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  @Override
  public URI uri(String path) {
    return URI.create(publicUrl() + path);
  }

  /** Issuer and audience of its tokens, and of which its log has its name. */
  public String publicUrl() {
    return "https://localhost:" + httpsPort;
  }

  /** Jdbi as a superuser of its database. */
  public Jdbi asOwner() {
    return Database.jdbi(() -> DriverManager.getConnection(database(), "postgres", ""));
  }

  /** JDBC address of its database; user {@code postgres}. */
  public String database() {
    return "jdbc:postgresql://127.0.0.1:" + databasePort + "/schakel";
  }

  /** Where it keeps its state. */
  public Path home() {
    return home;
  }

  /** Copies its database aside; the process must have stopped. */
  public void backUp() throws IOException {
    copyAll(home.resolve("database"), home.resolve("backup"));
  }

  /** Puts the copy back in the place of what there is; the process must have stopped. */
  public void restore() throws IOException {
    delete(home.resolve("database"));
    copyAll(home.resolve("backup"), home.resolve("database"));
  }

  private static void copyAll(Path from, Path to) throws IOException {
    try (Stream<Path> all = Files.walk(from)) {
      for (var each : all.toList()) {
        Files.copy(
            each, to.resolve(from.relativize(each).toString()), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  /** A partner of its own demo. */
  public TestPartner partner(String code) {
    return TestPartner.of(this, code);
  }

  @Override
  public Path pki(String file) {
    return home.resolve("pki").resolve(file);
  }

  /** A client with a partner's certificate. */
  public HttpClient client(String partner) throws Exception {
    var keys =
        KeyStore.getInstance(home.resolve("pki").resolve(partner + ".p12").toFile(), PASSWORD);
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, PASSWORD);
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(home.resolve("pki/trust.p12").toFile(), PASSWORD));
    var tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(tls).connectTimeout(Duration.ofSeconds(5)).build();
  }

  /** Ends it as an operator would; its database ends with it. */
  @Override
  public void close() throws InterruptedException {
    if (process != null && process.isAlive()) {
      process.destroy();
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
    var left = postmaster();
    left.ifPresent(ProcessHandle::destroy);
    if (left.isPresent()) {
      throw new IllegalStateException("the gateway stopped and left its database running");
    }
  }

  private java.util.Optional<ProcessHandle> postmaster() {
    var file = home.resolve("database/data/postmaster.pid");
    try {
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).trim()))
          : java.util.Optional.empty();
    } catch (IOException gone) {
      return java.util.Optional.empty();
    }
  }

  private boolean ready(HttpClient client) {
    if (!process.isAlive()) {
      throw new IllegalStateException(
          "the gateway ended while it started; see " + home.resolve("console.log"));
    }
    try {
      var request =
          HttpRequest.newBuilder(uri("/health/ready")).timeout(Duration.ofSeconds(5)).build();
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException noPort) {
      throw new UncheckedIOException(noPort);
    }
  }
}
