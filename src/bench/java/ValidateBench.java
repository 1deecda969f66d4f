import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whether validations delay reads: reads at a steady rate, in turns alone and beside ten who send the contract's example to
 * {@code $validate} one after another. Aim: the p99 of reads is not a quarter higher, and a validation, of ten
 * at once, takes less than 5 s.
 *
 * <p>Run it against the running gateway: {@code java src/bench/java/ValidateBench.java [turns of each] [base URL] [PKI folder] [reads
 * a second]}. A read's time counts from the moment it was due, so that one which waits for the read before it is no quick one. The
 * turns alternate, because a machine is not the same for long; the first two of each warm up and do not count.
 */
public final class ValidateBench {

  private static final int READERS = 8;
  private static final int VALIDATING = 10;
  private static final int WARM_UP = 2;
  private static final Duration TURN = Duration.ofSeconds(3);
  private static final Pattern ID = Pattern.compile("\"id\":\"([0-9a-f-]{36})\"");
  private static final Pattern TOKEN = Pattern.compile("\"access_token\":\"([^\"]+)\"");

  private final URI base;
  private final HttpClient client;
  private final int perSecond;
  private final ExecutorService pool = Executors.newFixedThreadPool(READERS + VALIDATING);
  private final List<Double> alone = new ArrayList<>();
  private final List<Double> beside = new ArrayList<>();
  private final List<Double> validations = new ArrayList<>();
  private final AtomicInteger sentAway = new AtomicInteger();
  private String token;

  private ValidateBench(URI base, Path pki, int perSecond) throws Exception {
    this.base = base;
    this.perSecond = perSecond;
    var keys = KeyStore.getInstance(pki.resolve("uz-voorbeeld.p12").toFile(), "changeit".toCharArray());
    var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keyManagers.init(keys, "changeit".toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(KeyStore.getInstance(pki.resolve("trust.p12").toFile(), "changeit".toCharArray()));
    var tls = SSLContext.getInstance("TLS");
    tls.init(keyManagers.getKeyManagers(), trust.getTrustManagers(), null);
    client = HttpClient.newBuilder().sslContext(tls).version(HttpClient.Version.HTTP_1_1).build();
  }

  public static void main(String[] arguments) throws Exception {
    var turns = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
    var base = URI.create(arguments.length > 1 ? arguments[1] : "https://localhost:9443");
    var pki = Path.of(arguments.length > 2 ? arguments[2] : ".data/pki");
    new ValidateBench(base, pki, arguments.length > 3 ? Integer.parseInt(arguments[3]) : 60).run(turns);
  }

  private void run(int turns) throws Exception {
    var bundle = Files.readString(Path.of("openapi/examples/fhir-submission.json"));
    try {
      token = token("FOLLOW_UP_OWN");
      var report = first(ID, post("/api/referrals", "application/json", Files.readString(Path.of("openapi/examples/submission-minimal.json"))));
      for (int turn = -WARM_UP; turn < turns; turn++) {
        token = token("FOLLOW_UP_OWN");
        var still = new AtomicBoolean(true);
        var quiet = reads(report, still);
        LockSupport.parkNanos(TURN.toNanos());
        still.set(false);
        keep(quiet, turn < 0 ? new ArrayList<>() : alone);

        var validating = new AtomicBoolean(true);
        var reading = new AtomicBoolean(true);
        var busy = start(VALIDATING, () -> validate(bundle, validating));
        var reads = reads(report, reading);
        LockSupport.parkNanos(TURN.toNanos());
        validating.set(false);
        keep(busy, turn < 0 ? new ArrayList<>() : validations);
        // Until the last validation has its answer
        reading.set(false);
        keep(reads, turn < 0 ? new ArrayList<>() : beside);
      }
    } finally {
      pool.shutdownNow();
    }
    System.out.printf("%d reads a second, %d who validate, %d turns of %d s each%n%n", perSecond, VALIDATING, turns, TURN.toSeconds());
    System.out.printf("%-22s %8s %9s %9s %9s%n", "", "count", "p50 ms", "p95 ms", "p99 ms");
    print("reads alone", alone);
    print("reads beside $validate", beside);
    print("$validate", validations);
    System.out.printf("%n%d were sent away by VALIDATOR_BUSY; p99 of reads %+.0f %%%n", sentAway.get(), 100 * (at(beside, 0.99) / at(alone, 0.99) - 1));
  }

  private List<Future<List<Double>>> reads(String report, AtomicBoolean still) {
    var due = new AtomicInteger();
    var start = System.nanoTime();
    return start(
        READERS,
        () -> {
          var times = new ArrayList<Double>();
          while (still.get()) {
            var at = start + due.getAndIncrement() * 1_000_000_000L / perSecond;
            LockSupport.parkNanos(at - System.nanoTime());
            expect(200, send(HttpRequest.newBuilder(base.resolve("/api/referrals/" + report))));
            times.add((System.nanoTime() - at) / 1e6);
          }
          return times;
        });
  }

  private List<Double> validate(String bundle, AtomicBoolean still) throws Exception {
    var times = new ArrayList<Double>();
    while (still.get()) {
      var before = System.nanoTime();
      var answer =
          send(
              HttpRequest.newBuilder(base.resolve("/fhir/$validate"))
                  .header("Content-Type", "application/fhir+json")
                  .POST(HttpRequest.BodyPublishers.ofString(bundle)));
      if (answer.statusCode() == 503) {
        sentAway.incrementAndGet();
        LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
      } else {
        expect(200, answer);
        times.add((System.nanoTime() - before) / 1e6);
      }
    }
    return times;
  }

  private List<Future<List<Double>>> start(int count, Callable<List<Double>> work) {
    var started = new ArrayList<Future<List<Double>>>();
    for (int i = 0; i < count; i++) {
      started.add(pool.submit(work));
    }
    return started;
  }

  private static void keep(List<Future<List<Double>>> work, List<Double> times) throws Exception {
    for (var each : work) {
      times.addAll(each.get());
    }
  }

  private String token(String purpose) throws Exception {
    var form = "grant_type=client_credentials&subject_id=10000000001&subject_name=Bench&subject_role=physician&purpose_of_use=";
    token = "";
    return first(TOKEN, post("/oauth2/token", "application/x-www-form-urlencoded", form + URLEncoder.encode(purpose, StandardCharsets.UTF_8)));
  }

  private String post(String path, String type, String body) throws Exception {
    var answer = send(HttpRequest.newBuilder(base.resolve(path)).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    return expect(path.startsWith("/oauth2") ? 200 : 201, answer);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String expect(int status, HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() != status) {
      throw new IOException(answer.uri().getPath() + ": " + answer.statusCode() + " " + answer.body());
    }
    return answer.body();
  }

  private static String first(Pattern what, String text) throws IOException {
    var found = what.matcher(text);
    if (!found.find()) {
      throw new IOException("no " + what);
    }
    return found.group(1);
  }

  private static void print(String name, List<Double> times) {
    System.out.printf("%-22s %8d %9.1f %9.1f %9.1f%n", name, times.size(), at(times, 0.5), at(times, 0.95), at(times, 0.99));
  }

  private static double at(List<Double> times, double share) {
    var sorted = times.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[(int) Math.min(sorted.length - 1, Math.round(share * sorted.length))];
  }
}
