package testkit;

import be.schakel.database.Database;
import be.schakel.database.EmbeddedPostgres;
import be.schakel.database.Schema;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.jdbi.v3.core.Jdbi;

/** A real PostgreSQL with the real schema, one for the test run; it stops with the process. */
public final class TestDatabase {

  private static Schema schema;

  private TestDatabase() {}

  /** Jdbi as the application's role, as the gateway has it. */
  public static Jdbi asApplication() {
    return Database.jdbi(TestDatabase::connection);
  }

  /** A connection as the application's role. */
  static Connection connection() throws SQLException {
    var schema = schema();
    return DriverManager.getConnection(
        schema.url(), Schema.APPLICATION_ROLE, schema.applicationPassword());
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
        schema.migrate();
      } catch (Exception unstarted) {
        throw new IllegalStateException(unstarted);
      }
    }
    return schema;
  }

  private static void close(EmbeddedPostgres server) {
    try {
      server.close();
    } catch (java.io.IOException gone) {
      throw new java.io.UncheckedIOException(gone);
    }
  }
}
