package be.schakel.fhir.in;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

/**
 * What a report costs on its way in at the FHIR door: parsing, checks and mapping together, in CPU of its thread, for the example of
 * the contract with a 16 KiB attachment. Aim: at most 6 ms once warm.
 *
 * <p>After a build, with the libraries of the WAR: {@code javac -cp target/classes -d target/bench src/bench/java/WayInBench.java},
 * then {@code java -cp 'target/bench:target/classes:target/schakel-0.1.0/WEB-INF/lib/*' be.schakel.fhir.in.WayInBench}.
 */
public final class WayInBench {

  private static final int WARM_UP = 3_000;
  private static final int MEASURED = 2_000;

  private WayInBench() {}

  public static void main(String[] arguments) throws Exception {
    var body = body();
    var threads = ManagementFactory.getThreadMXBean();
    for (var i = 0; i < WARM_UP; i++) {
      BundleToSubmission.map(body);
    }
    var spent = new long[MEASURED];
    for (var i = 0; i < MEASURED; i++) {
      var before = threads.getCurrentThreadCpuTime();
      BundleToSubmission.map(body);
      spent[i] = threads.getCurrentThreadCpuTime() - before;
    }
    Arrays.sort(spent);
    System.out.printf(
        "%d bytes: CPU median %.2f ms, p95 %.2f ms, mean %.2f ms%n",
        body.length,
        spent[MEASURED / 2] / 1e6,
        spent[MEASURED * 95 / 100] / 1e6,
        Arrays.stream(spent).average().orElseThrow() / 1e6);
  }

  private static byte[] body() throws Exception {
    var bytes = new byte[16 * 1024];
    new Random(1).nextBytes(bytes);
    var document =
        """
        {"fullUrl": "urn:uuid:0a6f3c1e-52d7-4b8e-9c41-7d20f5e6a0ff", "resource": {"resourceType": "DocumentReference",
          "status": "current", "content": [{"attachment": {"contentType": "application/pdf", "data": "%s"}}]},
          "request": {"method": "POST", "url": "DocumentReference"}}"""
            .formatted(Base64.getEncoder().encodeToString(bytes));
    var example = Files.readString(Path.of("openapi/examples/fhir-submission.json"));
    return example
        .replaceFirst("\"entry\": \\[", "\"entry\": [" + document + ",")
        .getBytes(StandardCharsets.UTF_8);
  }
}
