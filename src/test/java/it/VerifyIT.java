package it;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar as a partner or a court gets it: a process of its own, with a JDK and nothing else. */
class VerifyIT {

  private static final Path JAR = Path.of("target/schakel-verify.jar").toAbsolutePath();
  private static final String KEY =
      "gateway.vk.example/disclosures+e7c1b2c1+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
  private static final String EMPTY =
      "gateway.vk.example/disclosures\n0\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n";
  private static final String SEVEN =
      "gateway.vk.example/disclosures\n7\nkTlgHMHKirKnoMLBNMBIRfKxulSag9bIRc/NpDnMWF0=\n\n"
          + "\u2014 gateway.vk.example/disclosures"
          + " 58GywXnqnag98UjgThTacqbk+l4Mr0OUks2kXjlmbQ9QaPtbiminhoVn1+lCLa6/6fDemo3yvhJps6GcKtGhCi"
          + "UFsQ8=\n";

  private record Ran(int code, String said) {}

  @TempDir Path folder;

  private List<String> command(String... words) {
    var command =
        new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin/java").toString()));
    command.addAll(List.of("-jar", JAR.toString()));
    command.addAll(List.of(words));
    return command;
  }

  /** In a folder without anything of the project. */
  private Process start(String... words) throws Exception {
    var builder = new ProcessBuilder(command(words)).directory(folder.toFile());
    builder.environment().keySet().retainAll(List.of("PATH"));
    var process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  private Ran run(String... words) throws Exception {
    var process = start(words);
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ran(process.waitFor(), said);
  }

  @Test
  void theJarHoldsTheProgramAndNothingElse() throws Exception {
    try (var jar = new JarFile(JAR.toFile())) {
      assertEquals(
          "be.schakel.verify.Main", jar.getManifest().getMainAttributes().getValue("Main-Class"));
      for (var entry : jar.stream().toList()) {
        var name = entry.getName();
        assertTrue(
            name.startsWith("META-INF")
                || "be/schakel/verify/".startsWith(name)
                || name.startsWith("be/schakel/verify/"),
            name);
        assertEquals(LocalDate.of(2026, 11, 21), entry.getTimeLocal().toLocalDate(), name);
      }
    }
    try (var war = new JarFile(war().toFile())) {
      assertFalse(war.stream().anyMatch(entry -> entry.getName().contains("be/schakel/verify/")));
    }
  }

  private static Path war() throws Exception {
    try (var built = Files.list(JAR.getParent())) {
      return built.filter(file -> file.toString().endsWith(".war")).findFirst().orElseThrow();
    }
  }

  @Test
  void itEndsWithWhatItSays() throws Exception {
    var tiles = Files.createDirectories(folder.resolve("log"));
    Files.writeString(tiles.resolve("checkpoint"), SEVEN);
    assertEquals(0, run("help").code());
    assertEquals(2, run().code());
    var missing = run("log", "--dir", "log", "--key", KEY, "--lang", "nl");
    assertEquals(2, missing.code(), missing.said());
    assertTrue(missing.said().contains("NIETS BEWEZEN"), missing.said());
    Files.writeString(tiles.resolve("checkpoint"), SEVEN.replace("\n7\n", "\n8\n"));
    var changed = run("log", "--dir", "log", "--key", KEY, "--lang", "fr");
    assertEquals(1, changed.code(), changed.said());
    assertTrue(changed.said().contains("RÉFUTÉ"), changed.said());
    assertFalse(changed.said().contains("\tat "), changed.said());
  }

  @Test
  void theWitnessAnswersAsTheSpecificationSays() throws Exception {
    var made = run("witness", "init", "--dir", "w", "--name", "auditor.example/w1", "--log", KEY);
    assertEquals(0, made.code(), made.said());
    assertTrue(made.said().contains("auditor.example/w1+"), made.said());
    var server = start("witness", "serve", "--dir", "w", "--listen", "127.0.0.1:0", "--lang", "en");
    try (var said =
        new BufferedReader(
            new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8))) {
      var line = Pattern.compile("127\\.0\\.0\\.1:(\\d+)").matcher(said.readLine());
      assertTrue(line.find());
      var url = "http://127.0.0.1:" + line.group(1);

      var unknown = post(url + "/add-checkpoint", "old 0\n\n" + SEVEN.replace("vk.", "other."));
      assertEquals(404, unknown.statusCode());
      assertEquals(403, post(url + "/add-checkpoint", forged()).statusCode());
      assertEquals(400, post(url + "/add-checkpoint", "old 8\n\n" + SEVEN).statusCode());
      var stale = post(url + "/add-checkpoint", "old 3\n\n" + SEVEN);
      assertEquals(409, stale.statusCode());
      assertEquals("0\n", stale.body());
      assertEquals(
          List.of("text/x.tlog.size"), stale.headers().map().get("content-type"), stale.body());
      assertEquals(422, post(url + "/add-checkpoint", tooLong()).statusCode());
      var cosigned = post(url + "/add-checkpoint", "old 0\n\n" + SEVEN);
      assertEquals(200, cosigned.statusCode());
      assertTrue(cosigned.body().startsWith("\u2014 auditor.example/w1 "), cosigned.body());
      assertEquals("7\n", post(url + "/add-checkpoint", "old 0\n\n" + SEVEN).body());
      assertEquals(404, post(url + "/", "").statusCode());
      var read = HttpRequest.newBuilder(URI.create(url + "/add-checkpoint")).GET().build();
      assertEquals(405, send(read).statusCode());
      assertEquals(413, post(url + "/add-checkpoint", "x".repeat(2 << 20)).statusCode());

      var second = run("witness", "serve", "--dir", "w", "--listen", "127.0.0.1:0");
      assertEquals(2, second.code(), second.said());
    } finally {
      server.destroy();
      server.waitFor();
    }
  }

  private static String forged() {
    return "old 0\n\n" + EMPTY + SEVEN.substring(SEVEN.indexOf('\u2014'));
  }

  private static String tooLong() {
    return "old 0\nBJ19zbVrz+vTEzBMmDnxlqPUtu873AsIKY+TrIGR8Kg=\n\n" + SEVEN;
  }

  private static HttpResponse<String> post(String url, String body) throws Exception {
    var request = HttpRequest.newBuilder(URI.create(url));
    return send(request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  private static HttpResponse<String> send(HttpRequest request) throws Exception {
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
  }
}
