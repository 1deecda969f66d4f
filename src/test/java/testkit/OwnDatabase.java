package testkit;

import be.schakel.database.Database;
import be.schakel.database.Schema;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.Jdbi;

/** A database with the real schema that one test has for itself, to do with as it likes. */
public final class OwnDatabase {

  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Schema schema;

  private OwnDatabase(Schema schema) {
    this.schema = schema;
  }

  /** On the server of the test run; it goes with the server. */
  public static synchronized OwnDatabase create() throws SQLException {
    if (COUNT.getAndIncrement() == 0) {
      TestDatabase.asOwner().useHandle(handle -> handle.execute("create database own"));
      schema("own").migrate();
    }
    var name = "own_" + COUNT.get();
    TestDatabase.asOwner()
        .useHandle(handle -> handle.execute("create database " + name + " template own"));
    return new OwnDatabase(schema(name));
  }

  private static Schema schema(String name) {
    var shared = TestDatabase.schema();
    var url = shared.url().substring(0, shared.url().lastIndexOf('/') + 1) + name;
    return new Schema(url, shared.owner(), shared.password());
  }

  /** Jdbi as the application's role, as the gateway has it. */
  public Jdbi asApplication() {
    return Database.jdbi(this::connection);
  }

  /** Jdbi as the owner of the tables, who is also the superuser. */
  public Jdbi asOwner() {
    return Database.jdbi(
        () -> DriverManager.getConnection(schema.url(), schema.owner(), schema.password()));
  }

  /** A transaction as the application's role. */
  public TestTransaction begin() throws SQLException {
    return TestTransaction.on(connection());
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        schema.url(), Schema.APPLICATION_ROLE, schema.applicationPassword());
  }
}
