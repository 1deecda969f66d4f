package testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Where a partner is told: a real TLS server on this machine that wants the gateway's certificate,
 * keeps what it got, and can be as ill as a partner's server can be.
 */
public final class PartnerEndpoint implements AutoCloseable {

  private static final char[] PASSWORD = "changeit".toCharArray();
  private static final int SLOW_SECONDS = 3;

  /** How it is. */
  public enum Mood {
    WELL,
    FAILS,
    DROPS,
    SLOW,
    HANGS
  }

  /** One notice, as it came. */
  public record Received(
      String event,
      String signature,
      String host,
      byte[] body,
      X509Certificate client,
      Instant at) {

    public String at(String pointer) {
      return Report.read(new String(body, StandardCharsets.UTF_8)).at(pointer).asText();
    }
  }

  private final Path pki;
  private volatile HttpsServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Received> received = new CopyOnWriteArrayList<>();
  private final Semaphore closing = new Semaphore(0);
  private volatile Mood mood = Mood.WELL;
  private volatile Function<Received, String> answer = got -> "";
  private volatile String elsewhere;

  private PartnerEndpoint(Path pki) {
    this.pki = pki;
  }

  /**
   * On a free port.
   *
   * @param pki the folder with the demo's certificates
   */
  public static PartnerEndpoint open(Path pki) throws IOException, GeneralSecurityException {
    var endpoint = new PartnerEndpoint(pki);
    endpoint.listen(0, "server");
    return endpoint;
  }

  /** Which certificate it shows from now on, at the same place. */
  public PartnerEndpoint shows(String certificate) throws IOException, GeneralSecurityException {
    var port = port();
    server.stop(0);
    listen(port, certificate);
    return this;
  }

  private void listen(int port, String certificate) throws IOException, GeneralSecurityException {
    var keys = KeyStore.getInstance(pki.resolve(certificate + ".p12").toFile(), PASSWORD);
    var own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    var trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(KeyStore.getInstance(pki.resolve("trust.p12").toFile(), PASSWORD));
    var tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), trust.getTrustManagers(), null);
    server = HttpsServer.create(new InetSocketAddress("127.0.0.1", port), 50);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            var wanted = getSSLContext().getDefaultSSLParameters();
            wanted.setNeedClientAuth(true);
            parameters.setSSLParameters(wanted);
          }
        });
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  public PartnerEndpoint is(Mood now) {
    mood = now;
    return this;
  }

  /** What it answers to what it got. */
  public PartnerEndpoint answers(Function<Received, String> body) {
    answer = body;
    return this;
  }

  /** Sends everybody to another address. */
  public PartnerEndpoint redirects(String to) {
    elsewhere = to;
    return this;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "https://localhost:" + port() + "/notices";
  }

  /** What it has, in the order in which it came; only what it answered well. */
  public List<Received> received() {
    return List.copyOf(received);
  }

  /** What it has about a report. */
  public List<Received> about(String referral) {
    return received.stream().filter(got -> got.at("/referral").equals(referral)).toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    var got =
        new Received(
            exchange.getRequestHeaders().getFirst("Schakel-Event"),
            exchange.getRequestHeaders().getFirst("Schakel-Signature"),
            exchange.getRequestHeaders().getFirst("Host"),
            exchange.getRequestBody().readAllBytes(),
            (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0],
            Instant.now());
    try (exchange) {
      if (elsewhere != null) {
        exchange.getResponseHeaders().set("Location", elsewhere);
        exchange.sendResponseHeaders(302, -1);
        return;
      }
      switch (mood) {
        case FAILS -> exchange.sendResponseHeaders(500, -1);
        case DROPS -> exchange.close();
        case HANGS -> waited(60);
        case SLOW -> {
          waited(SLOW_SECONDS);
          well(exchange, got);
        }
        case WELL -> well(exchange, got);
      }
    }
  }

  private void well(HttpExchange exchange, Received got) throws IOException {
    received.add(got);
    var body = answer.apply(got).getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(body.length == 0 ? 204 : 200, body.length == 0 ? -1 : body.length);
    if (body.length > 0) {
      exchange.getResponseBody().write(body);
    }
  }

  private void waited(int seconds) {
    try {
      if (closing.tryAcquire(seconds, TimeUnit.SECONDS)) {
        closing.release();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closing.release();
    server.stop(0);
    threads.shutdownNow();
  }
}
