package testkit;

import be.schakel.database.Database;
import be.schakel.database.EmbeddedPostgres;
import be.schakel.database.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import javax.sql.ConnectionEvent;
import javax.sql.ConnectionEventListener;
import javax.sql.PooledConnection;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * A real PostgreSQL with the real schema, one for the test run; it stops with the process, and what
 * it holds need not outlive the machine: it waits for no disk. The gateway's own does ({@code
 * StorageIT}).
 */
public final class TestDatabase {

  private static final int SECONDS = 5;
  private static final Deque<PooledConnection> IDLE = new ConcurrentLinkedDeque<>();

  private static Schema schema;

  private TestDatabase() {}

  /** Jdbi as the application's role, as the gateway has it. */
  public static Jdbi asApplication() {
    return Database.jdbi(TestDatabase::connection);
  }

  /**
   * A connection as the application's role, used again after it was closed, as the gateway does.
   */
  static Connection connection() throws SQLException {
    for (var idle = IDLE.poll(); idle != null; idle = IDLE.poll()) {
      var connection = idle.getConnection();
      if (connection.isValid(SECONDS)) {
        return connection;
      }
      idle.close();
    }
    return connected().getConnection();
  }

  private static PooledConnection connected() throws SQLException {
    var schema = schema();
    var source = new PGConnectionPoolDataSource();
    source.setUrl(schema.url());
    var made = source.getPooledConnection(Schema.APPLICATION_ROLE, schema.applicationPassword());
    made.addConnectionEventListener(
        new ConnectionEventListener() {
          @Override
          public void connectionClosed(ConnectionEvent event) {
            IDLE.push(made);
          }

          @Override
          public void connectionErrorOccurred(ConnectionEvent event) {
            // Whether it is still there is asked before it is used again
          }
        });
    return made;
  }

  /** Jdbi as the owner of the tables. */
  public static Jdbi asOwner() {
    var schema = schema();
    return Database.jdbi(
        () -> DriverManager.getConnection(schema.url(), schema.owner(), schema.password()));
  }

  static synchronized Schema schema() {
    if (schema == null) {
      try {
        var server =
            EmbeddedPostgres.start(Files.createTempDirectory(Path.of("target"), "database"), 0);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(server)));
        schema = server.schema();
        waitForNoDisk(schema);
        schema.migrate();
      } catch (Exception unstarted) {
        throw new IllegalStateException(unstarted);
      }
    }
    return schema;
  }

  private static void waitForNoDisk(Schema schema) throws SQLException {
    try (var connection =
            DriverManager.getConnection(schema.url(), schema.owner(), schema.password());
        var statement = connection.createStatement()) {
      for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        statement.execute("alter system set " + setting + " = off");
      }
      statement.execute("select pg_reload_conf()");
    }
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
