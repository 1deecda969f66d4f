package be.schakel.database;

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
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The folder of an embedded PostgreSQL, held by one process at a time: the lock ends with its
 * process, however that ends, so whoever holds it may stop a PostgreSQL that an earlier holder left
 * behind, and never one that is in use.
 */
final class DataFolder implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration STOP_AT_ONCE = Duration.ofSeconds(10);

  /**
   * Closing a second channel would end the lock of the first, so this process asks itself first.
   */
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private DataFolder(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /**
   * Takes the folder, which is made when absent, and clears it of what an earlier holder left.
   *
   * @throws IOException naming the other process, when another one holds it
   */
  static DataFolder take(Path directory) throws IOException {
    Files.createDirectories(directory);
    var folder = directory.toAbsolutePath().normalize();
    if (!HELD.add(folder)) {
      throw inUse(folder, Long.toString(ProcessHandle.current().pid()));
    }
    try {
      var channel = FileChannel.open(folder.resolve("in-use"), CREATE, READ, WRITE);
      try {
        return taken(folder, channel);
      } catch (IOException | RuntimeException failed) {
        channel.close();
        throw failed;
      }
    } catch (IOException | RuntimeException failed) {
      HELD.remove(folder);
      throw failed;
    }
  }

  private static DataFolder taken(Path folder, FileChannel channel) throws IOException {
    if (channel.tryLock() == null) {
      throw inUse(folder, holder(channel));
    }
    sign(channel);
    var taken = new DataFolder(folder, channel);
    var leftover = taken.postmaster();
    if (leftover.isPresent()) {
      stop(leftover.get());
    }
    Files.deleteIfExists(taken.pidFile());
    if (Files.exists(taken.beginning())) {
      delete(taken.data());
    }
    return taken;
  }

  /** Where PostgreSQL keeps its files. */
  Path data() {
    return folder.resolve("data");
  }

  /** Where PostgreSQL's programs are. */
  Path binaries() {
    return folder.resolve("binaries");
  }

  /**
   * Says that the first start begins, when there is no database yet: one that is killed before
   * {@link #begun} holds nothing, may be broken, and is made again.
   */
  void begin() throws IOException {
    if (!Files.exists(data())) {
      Files.writeString(beginning(), "");
    }
  }

  void begun() throws IOException {
    Files.deleteIfExists(beginning());
  }

  /** The PostgreSQL that runs on this folder. */
  Optional<ProcessHandle> postmaster() throws IOException {
    if (!Files.exists(pidFile())) {
      return Optional.empty();
    }
    return Files.readAllLines(pidFile()).stream()
        .findFirst()
        .flatMap(number -> ProcessHandle.of(Long.parseLong(number.trim())))
        .filter(this::ours);
  }

  /** Waits until a PostgreSQL that was told to stop is gone. */
  static void awaitEnd(ProcessHandle process) throws IOException {
    if (!gone(process, STOP)) {
      throw new IOException("PostgreSQL does not stop: process " + process.pid());
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
    HELD.remove(folder);
  }

  private static IOException inUse(Path folder, String holder) {
    return new IOException(
        "the database in %s is in use by process %s: stop that one first, or take another schakel.home"
            .formatted(folder, holder));
  }

  private static void sign(FileChannel channel) throws IOException {
    var name = Long.toString(ProcessHandle.current().pid());
    channel.truncate(0);
    channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.US_ASCII)), 0);
  }

  private static String holder(FileChannel channel) throws IOException {
    var name = ByteBuffer.allocate(20);
    channel.read(name, 0);
    return new String(name.array(), 0, name.position(), StandardCharsets.US_ASCII);
  }

  /** The number may long belong to another process, even to another folder's PostgreSQL. */
  private boolean ours(ProcessHandle process) {
    var info = process.info();
    return info.command().filter(command -> command.contains("postgres")).isPresent()
        && info.commandLine().filter(line -> !line.contains(data().toString())).isEmpty();
  }

  /** At once for its clients (SIGINT), cleanly for its data. */
  private static void stop(ProcessHandle process) throws IOException {
    signal(process, "INT");
    if (!gone(process, STOP)) {
      signal(process, "QUIT");
    }
    if (!gone(process, STOP_AT_ONCE)) {
      throw new IOException(
          "a PostgreSQL of an earlier run does not stop: process " + process.pid());
    }
  }

  /** Java sends SIGTERM alone, at which PostgreSQL waits for its last client to leave. */
  private static void signal(ProcessHandle process, String signal) throws IOException {
    var sent =
        new ProcessBuilder("sh", "-c", "kill -" + signal + " " + process.pid())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    gone(sent.toHandle(), STOP_AT_ONCE);
  }

  private static boolean gone(ProcessHandle process, Duration longest) throws IOException {
    try {
      process.onExit().get(longest.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException slow) {
      return false;
    } catch (ExecutionException unknown) {
      throw new IOException(unknown);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while PostgreSQL stops", stopped);
    }
  }

  private static void delete(Path tree) throws IOException {
    if (!Files.exists(tree)) {
      return;
    }
    try (var all = Files.walk(tree)) {
      for (var each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }

  private Path pidFile() {
    return data().resolve("postmaster.pid");
  }

  private Path beginning() {
    return folder.resolve("beginning");
  }
}
