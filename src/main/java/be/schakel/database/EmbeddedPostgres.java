package be.schakel.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * A real PostgreSQL that the project starts itself, for the demo and for tests: durable, on the
 * loopback address, its data kept.
 *
 * <p>One process at a time has it: a second one is refused, and a postmaster that a killed process
 * left behind on the same directory is stopped first. One that dies and stays away is started
 * again. Closing stops the server cleanly. Thread safe.
 */
public final class EmbeddedPostgres implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(EmbeddedPostgres.class.getName());
  private static final String OWNER = "postgres";

  /** Long enough for whoever stopped it on purpose to start it again. */
  private static final Duration RESTART = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final int port;
  private final Duration restart;
  private io.zonky.test.db.postgres.embedded.EmbeddedPostgres server;
  private boolean closed;

  private EmbeddedPostgres(DataFolder folder, int port, Duration restart) throws IOException {
    this.folder = folder;
    this.restart = restart;
    this.server = launch(folder, port);
    this.port = server.getPort();
  }

  /**
   * Starts a server with a database {@code schakel}.
   *
   * @param directory where its files are kept; made when absent
   * @param port a TCP port of the loopback address; 0 takes a free one
   * @throws IOException when another process has that directory or that port, among others; says
   *     which
   */
  public static EmbeddedPostgres start(Path directory, int port) throws IOException, SQLException {
    return start(directory, port, RESTART);
  }

  static EmbeddedPostgres start(Path directory, int port, Duration restart)
      throws IOException, SQLException {
    var folder = DataFolder.take(directory);
    try {
      refuseTaken(port);
      folder.begin();
      var started = new EmbeddedPostgres(folder, port, restart);
      try {
        started.refuseStranger();
        started.createDatabase();
        folder.begun();
        started.watch();
        return started;
      } catch (IOException | SQLException | RuntimeException half) {
        started.server.close();
        throw half;
      }
    } catch (IOException | SQLException | RuntimeException failed) {
      folder.close();
      throw failed;
    }
  }

  /**
   * The schema of its database, owned by its administrator, who needs no password on the loopback
   * address.
   */
  public Schema schema() {
    return new Schema(url("schakel"), OWNER, "");
  }

  /** Ends its connections and returns when its last process is gone. */
  @Override
  public synchronized void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    var postmaster = folder.postmaster();
    server.close();
    if (postmaster.isPresent()) {
      DataFolder.awaitEnd(postmaster.get());
    }
    folder.close();
  }

  private void watch() throws IOException {
    var postmaster =
        folder.postmaster().orElseThrow(() -> new IOException("PostgreSQL is gone again"));
    postmaster.onExit().thenRunAsync(this::again, soon());
  }

  /** Whatever ended it: who keeps the gateway running wants its database to run. */
  private synchronized void again() {
    if (closed) {
      return;
    }
    try {
      if (folder.postmaster().isEmpty()) {
        server.close();
        server = launch(folder, port);
        LOG.log(System.Logger.Level.WARNING, "event=database-started-again");
      }
      watch();
    } catch (IOException | RuntimeException failed) {
      LOG.log(
          System.Logger.Level.ERROR, "event=database-away cause={0}", failed.getClass().getName());
      soon().execute(this::again);
    }
  }

  private Executor soon() {
    return CompletableFuture.delayedExecutor(restart.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static io.zonky.test.db.postgres.embedded.EmbeddedPostgres launch(
      DataFolder folder, int port) throws IOException {
    return io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
        .setDataDirectory(folder.data())
        .setOverrideWorkingDirectory(folder.binaries().toFile())
        .setCleanDataDirectory(false)
        // It would stop the database while the last requests are still being answered
        .setRegisterShutdownHook(false)
        .setPort(port)
        .setServerConfig("listen_addresses", "127.0.0.1")
        // Durable: the library's own defaults give up what was committed when the machine fails
        .setServerConfig("fsync", "on")
        .setServerConfig("synchronous_commit", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("shared_buffers", "64MB")
        .setServerConfig("max_connections", "60")
        // Its log: a file for each day of the week, in data/log, without any content of a row
        .setServerConfig("logging_collector", "on")
        .setServerConfig("log_filename", "postgresql-%a.log")
        .setServerConfig("log_truncate_on_rotation", "on")
        .setServerConfig("log_rotation_age", "1d")
        .setServerConfig("log_checkpoints", "off")
        .setServerConfig("log_error_verbosity", "terse")
        .setServerConfig("log_min_error_statement", "panic")
        .setServerConfig("log_parameter_max_length_on_error", "0")
        .setPGStartupWait(Duration.ofSeconds(60))
        .start();
  }

  private static void refuseTaken(int port) throws IOException {
    try (var free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      free.getLocalPort();
    } catch (IOException inUse) {
      throw taken(port);
    }
  }

  private static IOException taken(int port) {
    return new IOException(
        "port %d for the database is taken by another program (schakel.db.port)".formatted(port));
  }

  private String url(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /**
   * A port that was taken meanwhile looks like a server that started: whoever answers there must
   * have our files.
   */
  private void refuseStranger() throws IOException, SQLException {
    try (var connection = DriverManager.getConnection(url(OWNER), OWNER, "");
        var statement = connection.createStatement()) {
      var answer = statement.executeQuery("select current_setting('data_directory')");
      answer.next();
      if (!folder.data().toRealPath().equals(Path.of(answer.getString(1)).toRealPath())) {
        throw taken(port);
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
}
