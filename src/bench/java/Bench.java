import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/**
 * What the gateway does under load, measured from outside: submit (with a 16 KiB attachment), read by id and search by own
 * identifier, next to a ping that checks certificate and token and does nothing else.
 *
 * <p>Run it against the running gateway: {@code java src/bench/java/Bench.java [seconds for each] [base URL] [PKI folder]}. Eight
 * keep-alive connections with mutual TLS, each sending its next request when it has its answer. Server CPU is that of the process
 * that listens, from {@code /proc}; the database's is printed beside it. Every answer is checked; the log's growth is compared with
 * the answers through the receipts.
 */
public final class Bench {

  private static final int CONNECTIONS = 8;
  private static final int ATTACHMENT = 16 * 1024;
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final String host;
  private final int port;
  private final Partner submitter;
  private final Partner grantee;
  private final int seconds;
  private final List<String> references = java.util.Collections.synchronizedList(new ArrayList<>());
  private final List<String> ids = java.util.Collections.synchronizedList(new ArrayList<>());
  private final AtomicInteger held = new AtomicInteger();
  private final AtomicInteger counter = new AtomicInteger();
  private final String run = Long.toString(System.currentTimeMillis(), 36);

  private Bench(int seconds, String host, int port, Path pki) throws Exception {
    this.seconds = seconds;
    this.host = host;
    this.port = port;
    submitter = new Partner(tls(pki, "uz-voorbeeld"), "FOLLOW_UP_OWN");
    grantee = new Partner(tls(pki, "az-tweede"), "CARE_COORDINATION");
  }

  private static SSLContext tls(Path pki, String code) throws Exception {
    var keys = KeyStore.getInstance(pki.resolve(code + ".p12").toFile(), "changeit".toCharArray());
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, "changeit".toCharArray());
    var trust = KeyStore.getInstance(pki.resolve("trust.p12").toFile(), "changeit".toCharArray());
    var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trustManagers.init(trust);
    var tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
    return tls;
  }

  /** Who asks, with its certificate and token. */
  private static final class Partner {

    private final SSLContext tls;
    private final String purpose;
    private volatile String token;

    Partner(SSLContext tls, String purpose) {
      this.tls = tls;
      this.purpose = purpose;
    }

    String authorized() {
      return "Authorization: Bearer " + token + "\r\nContent-Type: application/json\r\n";
    }
  }

  public static void main(String[] arguments) throws Exception {
    var seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
    var base = java.net.URI.create(arguments.length > 1 ? arguments[1] : "https://localhost:9443");
    var pki = Path.of(arguments.length > 2 ? arguments[2] : ".data/pki");
    new Bench(seconds, base.getHost(), base.getPort(), pki).run();
  }

  private void run() throws Exception {
    System.out.printf(
        "%s, %s %s, %d cores, %d connections, %d s each%n%n",
        Instant.now().truncatedTo(ChronoUnit.SECONDS),
        System.getProperty("os.name"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors(),
        CONNECTIONS,
        seconds);
    System.out.printf(
        "%-8s %10s %9s %9s %9s %14s %12s %8s%n",
        "", "requests/s", "p50 ms", "p95 ms", "p99 ms", "server ms CPU", "db ms CPU", "/ ping");
    // Everything once before anything is measured: the first seconds of a JVM say nothing about the rest
    measure(seconds, this::submit);
    measure(seconds, this::read);
    measure(seconds, grantee, this::readByConsent);
    measure(seconds, this::search);
    measure(seconds, this::ping);
    var ping = measure(seconds, this::ping);
    print("ping", ping, ping);
    // In turns of a second: the two are compared, and a machine is not the same for long
    var reads = new ArrayList<Result>();
    var byConsent = new ArrayList<Result>();
    for (int second = 0; second < seconds; second++) {
      reads.add(measure(1, this::read));
      byConsent.add(measure(1, grantee, this::readByConsent));
    }
    print("read", Result.together(reads), ping);
    print("consent", Result.together(byConsent), ping);
    print("search", measure(seconds, this::search), ping);
    print("submit", measure(seconds, this::submit), ping);
    print("ping", measure(seconds, this::ping), ping);
    if (held.get() > 0) {
      System.out.printf(
          "%nThe ping was held %d times by schakel.rate.requests-per-second: it could be faster.%n", held.get());
    }
  }

  private static final class TooManyRequests extends IOException {
    TooManyRequests(String answer) {
      super(answer);
    }
  }

  private interface Work {
    void on(Connection connection) throws IOException;
  }

  private record Result(double perSecond, double[] sortedMillis, double serverMillis, double databaseMillis) {
    static Result together(List<Result> turns) {
      var all = turns.stream().flatMapToDouble(turn -> Arrays.stream(turn.sortedMillis)).sorted().toArray();
      return new Result(
          turns.stream().mapToDouble(Result::perSecond).average().orElse(0),
          all,
          turns.stream().mapToDouble(turn -> turn.serverMillis * turn.sortedMillis.length).sum() / all.length,
          turns.stream().mapToDouble(turn -> turn.databaseMillis * turn.sortedMillis.length).sum() / all.length);
    }

    double at(double share) {
      return sortedMillis[(int) Math.min(sortedMillis.length - 1, Math.round(share * sortedMillis.length))];
    }
  }

  private Result measure(int seconds, Work work) throws Exception {
    return measure(seconds, submitter, work);
  }

  private Result measure(int seconds, Partner partner, Work work) throws Exception {
    refreshToken(partner);
    var pool = Executors.newFixedThreadPool(CONNECTIONS);
    var serverBefore = serverMillis();
    var databaseBefore = databaseMillis();
    var started = System.nanoTime();
    var until = started + seconds * 1_000_000_000L;
    var tasks = new ArrayList<Callable<double[]>>();
    for (int i = 0; i < CONNECTIONS; i++) {
      tasks.add(() -> one(until, partner, work));
    }
    var times = new ArrayList<double[]>();
    try {
      for (var future : pool.invokeAll(tasks)) {
        times.add(future.get());
      }
    } finally {
      pool.shutdownNow();
    }
    var elapsed = (System.nanoTime() - started) / 1e9;
    var all = times.stream().flatMapToDouble(Arrays::stream).sorted().toArray();
    var server = serverMillis() - serverBefore;
    var database = databaseMillis() - databaseBefore;
    return new Result(all.length / elapsed, all, server / all.length, database / all.length);
  }

  private double[] one(long until, Partner partner, Work work) throws IOException {
    var times = new ArrayList<Double>();
    try (var connection = new Connection(partner.tls, host, port)) {
      while (System.nanoTime() < until) {
        var before = System.nanoTime();
        work.on(connection);
        times.add((System.nanoTime() - before) / 1e6);
      }
    }
    return times.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** A fast machine reaches the rate that a partner may have: then the ping waits as a partner would. */
  private void ping(Connection connection) throws IOException {
    while (!connection.answers(200, "GET", "/api/ping", submitter.authorized(), null)) {
      LockSupport.parkNanos(1_000_000);
      held.incrementAndGet();
    }
  }

  private void read(Connection connection) throws IOException {
    var id = ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    var answer = connection.expect(200, "GET", "/api/referrals/" + id, submitter.authorized(), null);
    if (!answer.contains(id)) {
      throw new IOException("another referral than the one asked for");
    }
  }

  /** Another hospital reads what the family let it read. */
  private void readByConsent(Connection connection) throws IOException {
    var id = ids.get(ThreadLocalRandom.current().nextInt(ids.size()));
    var answer =
        connection.expect(200, "GET", "/api/referrals/" + id, grantee.authorized(), null);
    if (!answer.contains("MEDICAL")) {
      throw new IOException("the consent opened nothing");
    }
  }

  private void search(Connection connection) throws IOException {
    var reference = references.get(ThreadLocalRandom.current().nextInt(references.size()));
    var answer =
        connection.expect(
            200, "GET", "/api/referrals?identifier=https%3A%2F%2Fbench.example%2Freferrals%7C" + reference, submitter.authorized(), null);
    if (!answer.contains(reference)) {
      throw new IOException("the search did not find " + reference);
    }
  }

  private void submit(Connection connection) throws IOException {
    var reference = run + "-" + counter.incrementAndGet();
    var answer = connection.expect(201, "POST", "/api/referrals", submitter.authorized(), body(reference));
    var id = ID.matcher(answer);
    if (!id.find()) {
      throw new IOException("a submission without an id");
    }
    ids.add(id.group(1));
    references.add(reference);
  }

  private byte[] body(String reference) {
    var attachment = new byte[ATTACHMENT];
    ThreadLocalRandom.current().nextBytes(attachment);
    return """
        {"type":"REGULAR","handlingRequested":"ADVICE","urgency":"ROUTINE",
         "yourReference":{"system":"https://bench.example/referrals","value":"%s"},
         "children":[{"key":"c1","insz":"15231500154","familyName":"Proef","givenNames":["Noor"],"birthDate":"2015-03-15",
           "gender":"FEMALE","address":{"lines":["Proefstraat 1"],"postalCode":"2000","city":"Antwerpen","country":"BE"},
           "problem":"PHYSICAL","informed":{"told":false,"reason":"TOO_YOUNG"}}],
         "persons":[{"key":"p1","role":"MOTHER","familyName":"Proef","givenNames":["An"],"authority":"HOLDS","of":["c1"]}],
         "facts":"Verzonnen feiten voor een meting, van ongeveer de lengte die een arts er schrijft.",
         "contact":{"name":"Dr. Proef Persoon","role":"physician","phone":"+32 3 000 00 00"},
         "consents":[{"child":"c1","givers":["c1","p1"],"grantee":"az-tweede","categories":["MEDICAL"],
           "purposes":["CARE_COORDINATION"],"method":"WRITTEN","language":"nl"}],
         "documents":[{"children":["c1"],"category":"MEDICAL","title":"Verslag","contentType":"application/pdf","data":"%s"}]}"""
        .formatted(reference, Base64.getEncoder().encodeToString(attachment))
        .getBytes(StandardCharsets.UTF_8);
  }

  private void refreshToken(Partner partner) throws IOException {
    try (var connection = new Connection(partner.tls, host, port)) {
      var form =
          "grant_type=client_credentials&purpose_of_use=" + partner.purpose + "&subject_id=10000000001&subject_name=Bench"
              + "&subject_role=physician";
      var answer =
          connection.expect(
              200,
              "POST",
              "/oauth2/token",
              "Content-Type: application/x-www-form-urlencoded\r\n",
              form.getBytes(StandardCharsets.UTF_8));
      var found = TOKEN.matcher(answer);
      if (!found.find()) {
        throw new IOException("no token");
      }
      partner.token = found.group(1);
    }
  }

  private static void print(String name, Result result, Result ping) {
    System.out.printf(
        Locale.ROOT,
        "%-8s %10.0f %9.2f %9.2f %9.2f %14.2f %12.2f %8.3f%n",
        name,
        result.perSecond(),
        result.at(0.50),
        result.at(0.95),
        result.at(0.99),
        result.serverMillis(),
        result.databaseMillis(),
        result.perSecond() / ping.perSecond());
  }

  /** CPU time of the process that listens on our port: the only Java process with that many of its connections. */
  private double serverMillis() throws IOException {
    return processes()
        .filter(this::listens)
        .mapToDouble(Bench::spentMillis)
        .sum();
  }

  private double databaseMillis() throws IOException {
    var server = processes().filter(this::listens).findFirst();
    if (server.isEmpty()) {
      return 0;
    }
    return processes().filter(process -> command(process).startsWith("postgres")).mapToDouble(Bench::spentMillis).sum();
  }

  private static Stream<Path> processes() throws IOException {
    try (var found = Files.list(Path.of("/proc"))) {
      return found.filter(path -> path.getFileName().toString().matches("\\d+")).toList().stream();
    } catch (java.nio.file.NoSuchFileException notLinux) {
      return Stream.empty();
    }
  }

  private boolean listens(Path process) {
    if (!command(process).contains("java")) {
      return false;
    }
    var inodes = listening();
    try (var descriptors = Files.list(process.resolve("fd"))) {
      return descriptors.anyMatch(
          descriptor -> {
            try {
              return inodes.contains(Files.readSymbolicLink(descriptor).toString());
            } catch (IOException gone) {
              return false;
            }
          });
    } catch (IOException notOurs) {
      return false;
    }
  }

  private List<String> listening() {
    var hex = ":%04X".formatted(port);
    var found = new ArrayList<String>();
    for (var table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
      try {
        for (var line : Files.readAllLines(Path.of(table))) {
          var columns = line.trim().split("\\s+");
          if (columns.length > 9 && columns[1].endsWith(hex) && columns[3].equals("0A")) {
            found.add("socket:[" + columns[9] + "]");
          }
        }
      } catch (IOException absent) {
        continue;
      }
    }
    return found;
  }

  private static String command(Path process) {
    try {
      return Files.readString(process.resolve("comm")).trim();
    } catch (IOException gone) {
      return "";
    }
  }

  private static double spentMillis(Path process) {
    try {
      var stat = Files.readString(process.resolve("stat"));
      var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
      return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 10.0;
    } catch (IOException gone) {
      return 0;
    }
  }

  /** One keep-alive HTTP/1.1 connection with mutual TLS; small on purpose, so that the client's own CPU stays small. */
  private static final class Connection implements AutoCloseable {

    private final SSLSocket socket;
    private final InputStream in;
    private final OutputStream out;
    private final String host;

    Connection(SSLContext tls, String host, int port) throws IOException {
      socket = (SSLSocket) tls.getSocketFactory().createSocket(host, port);
      socket.setTcpNoDelay(true);
      in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
      out = socket.getOutputStream();
      this.host = host + ":" + port;
    }

    /** Whether it answered so; no when it said to come back later. */
    boolean answers(int status, String method, String path, String headers, byte[] body) throws IOException {
      try {
        expect(status, method, path, headers, body);
        return true;
      } catch (TooManyRequests later) {
        return false;
      }
    }

    String expect(int status, String method, String path, String headers, byte[] body) throws IOException {
      var request = new ByteArrayOutputStream();
      var length = body == null ? "" : "Content-Length: " + body.length + "\r\n";
      request.write(
          (method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + headers + length + "\r\n")
              .getBytes(StandardCharsets.ISO_8859_1));
      if (body != null) {
        request.write(body);
      }
      out.write(request.toByteArray());
      out.flush();
      var first = line();
      var answerLength = -1;
      var chunked = false;
      for (var header = line(); !header.isEmpty(); header = line()) {
        var lower = header.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          answerLength = Integer.parseInt(lower.substring(15).trim());
        }
        chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
      }
      var answer = new String(chunked ? chunks() : in.readNBytes(Math.max(0, answerLength)), StandardCharsets.UTF_8);
      if (first.contains(" 429 ")) {
        throw new TooManyRequests(first + " " + answer);
      }
      if (!first.contains(" " + status + " ")) {
        throw new IOException(method + " " + path + ": " + first + " " + answer);
      }
      return answer;
    }

    private byte[] chunks() throws IOException {
      var all = new ByteArrayOutputStream();
      for (var size = Integer.parseInt(line().trim(), 16); ; size = Integer.parseInt(line().trim(), 16)) {
        all.write(in.readNBytes(size));
        line();
        if (size == 0) {
          return all.toByteArray();
        }
      }
    }

    private String line() throws IOException {
      var line = new StringBuilder();
      for (var next = in.read(); next != '\n'; next = in.read()) {
        if (next < 0) {
          throw new IOException("the connection ended");
        }
        if (next != '\r') {
          line.append((char) next);
        }
      }
      return line.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
