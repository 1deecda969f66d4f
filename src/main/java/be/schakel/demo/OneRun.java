package be.schakel.demo;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets one build at a time run the gateway of a folder. A second one would end the first one's
 * server when it gives up.
 *
 * <p>Runs inside the build, whose end, however it comes, ends its turn. A server that a killed
 * build left behind is stopped, and its database with it.
 */
public final class OneRun {

  private static final System.Logger LOG = System.getLogger(OneRun.class.getName());
  private static final Duration STOP = Duration.ofSeconds(60);

  private OneRun() {}

  /**
   * @param arguments the home directory, the server's installation, the server's name
   */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length != 3) {
      throw new IllegalArgumentException("three arguments: home, installation, server");
    }
    take(Files.createDirectories(Path.of(arguments[0])).resolve("running"));
    stopLeftover(Path.of(arguments[1]), arguments[2]);
  }

  private static void take(Path file) throws IOException {
    var channel = FileChannel.open(file, CREATE, READ, WRITE);
    if (channel.tryLock() == null) {
      var holder = ByteBuffer.allocate(20);
      channel.read(holder, 0);
      throw new IllegalStateException(
          "process %s runs the gateway of this folder already: stop that one first"
              .formatted(
                  new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII)));
    }
    var own = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(own.getBytes(StandardCharsets.US_ASCII)), 0);
    Runtime.getRuntime()
        .addShutdownHook(new Thread(lasting(), () -> endAfterTheServer(channel), "one-run"));
  }

  /** The build takes back the group of this thread, and then no hook at all would be started. */
  private static ThreadGroup lasting() {
    var group = Thread.currentThread().getThreadGroup();
    while (group.getParent() != null) {
      group = group.getParent();
    }
    return group;
  }

  /** A build that is told to stop tells the server so, and would end without waiting for it. */
  private static void endAfterTheServer(FileChannel channel) {
    var end = Instant.now().plus(STOP);
    try (channel) {
      for (var child = child(); child.isPresent(); child = child()) {
        var left = Duration.between(Instant.now(), end).toMillis();
        child.get().onExit().get(left, TimeUnit.MILLISECONDS);
      }
    } catch (IOException | ExecutionException | TimeoutException hasItsOwnEnd) {
      LOG.log(System.Logger.Level.WARNING, "the server has not ended yet");
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static Optional<ProcessHandle> child() {
    return ProcessHandle.current().children().findAny();
  }

  private static void stopLeftover(Path installation, String server)
      throws IOException, InterruptedException {
    var lock = installation.resolve("usr/servers").resolve(server).resolve("workarea/.sLock");
    if (!Files.exists(lock) || free(lock)) {
      return;
    }
    var stop =
        new ProcessBuilder(installation.resolve("bin/server").toString(), "stop", server)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!stop.waitFor(STOP.toSeconds(), TimeUnit.SECONDS) || !free(lock)) {
      throw new IllegalStateException("a gateway of an earlier run does not stop");
    }
  }

  private static boolean free(Path lock) throws IOException {
    try (var channel = FileChannel.open(lock, WRITE);
        var taken = channel.tryLock()) {
      return taken != null;
    }
  }
}
