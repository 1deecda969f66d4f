package testkit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Runs {@code schakel-verify} as who gets the jar does: a process of its own. */
public final class Auditor {

  private static final Path JAR = Path.of("target/schakel-verify.jar").toAbsolutePath();
  private static final Pattern PORT = Pattern.compile("127\\.0\\.0\\.1:(\\d+)");

  private Auditor() {}

  /** What it said, when it ended with 0. */
  public static String proves(Object... words) throws Exception {
    var process = start(words);
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(said);
    }
    return said;
  }

  private static Process start(Object... words) throws IOException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin/java").toString());
    command.addAll(List.of("-Xmx64m", "-jar", JAR.toString()));
    for (var word : words) {
      command.add(word.toString());
    }
    command.addAll(List.of("--lang", "en"));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  /** A witness: its folder, and its process while it serves. */
  public static final class Witness implements AutoCloseable {

    private final Path folder;
    private final String line;
    private Process process;
    private int port;

    /**
     * @param vkey of the log that it watches
     */
    public Witness(Path folder, String name, String vkey) throws Exception {
      this.folder = folder;
      var said = proves("witness", "init", "--dir", folder, "--name", name, "--log", vkey);
      line = said.lines().filter(each -> each.startsWith(name + "+")).findFirst().orElseThrow();
    }

    public Path folder() {
      return folder;
    }

    /** Its key, as it is given to who runs the log. */
    public String vkey() {
      return line;
    }

    public String url() {
      return "http://127.0.0.1:" + port;
    }

    /** Starts it; again at the same place when it was stopped. */
    public Witness serve() throws IOException {
      process = start("witness", "serve", "--dir", folder, "--listen", "127.0.0.1:" + port);
      var out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      var said = String.valueOf(out.readLine());
      var at = PORT.matcher(said);
      if (!at.find()) {
        throw new AssertionError(said);
      }
      port = Integer.parseInt(at.group(1));
      // It tells of every request, and must never wait for somebody to read that
      var reading = new Thread(() -> out.lines().forEach(each -> {}), "witness");
      reading.setDaemon(true);
      reading.start();
      return this;
    }

    @Override
    public void close() throws InterruptedException {
      if (process != null) {
        process.destroyForcibly().waitFor();
      }
    }
  }
}
