package be.schakel.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A real PostgreSQL that the project starts itself, for the demo and for tests: durable, on the
 * loopback address, its data kept.
 *
 * <p>A postmaster that a killed server left behind on the same directory is stopped first. Closing
 * stops the server cleanly.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final Duration STOP = Duration.ofSeconds(20);
  private static final String OWNER = "postgres";

  private final io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;

  private EmbeddedPostgres(io.zonky.test.db.postgres.embedded.EmbeddedPostgres server) {
    this.server = server;
  }

  /**
   * Starts a server with a database {@code schakel}.
   *
   * @param directory where its files are kept; made when absent
   * @param port a TCP port of the loopback address; 0 takes a free one
   * @throws IOException when it does not start, or another server has the port
   */
  public static EmbeddedPostgres start(Path directory, int port) throws IOException, SQLException {
    Files.createDirectories(directory);
    var data = directory.resolve("data");
    stopLeftover(data);
    // Durable: the library's own defaults give up what was committed when the machine fails
    var server =
        io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
            .setCleanDataDirectory(false)
            .setPort(port)
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("full_page_writes", "on")
            .setServerConfig("shared_buffers", "64MB")
            .setServerConfig("max_connections", "60")
            .setServerConfig("log_min_error_statement", "panic")
            .setServerConfig("log_parameter_max_length_on_error", "0")
            .setPGStartupWait(Duration.ofSeconds(60))
            .start();
    var started = new EmbeddedPostgres(server);
    try {
      started.refuseStranger(data);
      started.createDatabase();
      return started;
    } catch (IOException | SQLException unusable) {
      started.close();
      throw unusable;
    }
  }

  /**
   * The schema of its database, owned by its administrator, who needs no password on the loopback
   * address.
   */
  public Schema schema() {
    return new Schema(url("schakel"), OWNER, "");
  }

  @Override
  public void close() throws IOException {
    server.close();
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/" + database;
  }

  /**
   * A port that is taken looks like a server that started: whoever answers there must have our
   * files.
   */
  private void refuseStranger(Path data) throws IOException, SQLException {
    try (var connection = DriverManager.getConnection(url(OWNER), OWNER, "");
        var statement = connection.createStatement()) {
      var answer = statement.executeQuery("select current_setting('data_directory')");
      answer.next();
      if (!data.toRealPath().equals(Path.of(answer.getString(1)).toRealPath())) {
        throw new IOException("another PostgreSQL has the port " + server.getPort());
      }
    }
  }

  private void createDatabase() throws SQLException {
    try (var connection = DriverManager.getConnection(url(OWNER), OWNER, "");
        var statement = connection.createStatement()) {
      var known = statement.executeQuery("select 1 from pg_database where datname = 'schakel'");
      if (!known.next()) {
        statement.execute("create database schakel template template0 encoding 'UTF8'");
      }
    }
  }

  private static void stopLeftover(Path data) throws IOException {
    var pidFile = data.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return;
    }
    var leftover =
        Files.readAllLines(pidFile).stream().findFirst().flatMap(EmbeddedPostgres::process);
    if (leftover.isPresent()) {
      stop(leftover.get());
    }
    Files.deleteIfExists(pidFile);
  }

  /** The number may long belong to another process: only a postgres is ours to stop. */
  private static Optional<ProcessHandle> process(String number) {
    return ProcessHandle.of(Long.parseLong(number.trim()))
        .filter(
            process -> process.info().command().filter(c -> c.contains("postgres")).isPresent());
  }

  private static void stop(ProcessHandle process) throws IOException {
    process.destroy();
    try {
      process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException | ExecutionException slow) {
      throw new IOException(
          "a PostgreSQL of an earlier run does not stop: process " + process.pid(), slow);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while an earlier PostgreSQL stops", stopped);
    }
  }
}
