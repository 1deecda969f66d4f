package testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** A time without database. Closing starts the same one again, with the same settings. */
public final class DatabaseOutage implements AutoCloseable {

  private static final Duration LONGEST = Duration.ofSeconds(60);

  private final List<String> command;
  private final BooleanSupplier answers;

  private DatabaseOutage(List<String> command, BooleanSupplier answers) {
    this.command = command;
    this.answers = answers;
  }

  static DatabaseOutage of(ProcessHandle database, BooleanSupplier answers) {
    var command = new ArrayList<String>();
    if (System.getProperty("user.name").equals("root")) {
      // PostgreSQL refuses to run as root
      command.addAll(List.of("unshare", "-U"));
    }
    command.add(database.info().command().orElseThrow());
    Collections.addAll(command, database.info().arguments().orElseThrow());
    try {
      // Its fast shutdown: connections are cut, what was committed stays
      new ProcessBuilder("kill", "-INT", Long.toString(database.pid())).start().waitFor();
      database.onExit().get(LONGEST.toSeconds(), TimeUnit.SECONDS);
    } catch (IOException unstopped) {
      throw new UncheckedIOException(unstopped);
    } catch (InterruptedException | ExecutionException | TimeoutException unstopped) {
      throw new IllegalStateException(unstopped);
    }
    return new DatabaseOutage(command, answers);
  }

  @Override
  public void close() {
    try {
      var said = Files.createTempFile(Path.of("target"), "postgres", ".txt").toFile();
      new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
    } catch (IOException unstarted) {
      throw new UncheckedIOException(unstarted);
    }
    Eventually.holds(LONGEST, "the database answers again", answers);
  }
}
