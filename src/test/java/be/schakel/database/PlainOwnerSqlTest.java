package be.schakel.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On an external server the owner is no superuser: it owns its database and may create roles. */
class PlainOwnerSqlTest {

  private static final String OWNER = "plain_owner";
  private static final String PASSWORD = "plain owner's secret";

  @Test
  void migratesAtEveryStartAndMakesARoleWithoutRights(@TempDir Path home) throws Exception {
    try (var server = EmbeddedPostgres.start(home, 0)) {
      var schema = new Schema(database(server.schema()), OWNER, PASSWORD);

      schema.migrate();
      schema.migrate();

      assertEquals(List.of("f", "f", "f"), rightsOfTheApplication(schema));
    }
  }

  private static String database(Schema administrator) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                administrator.url(), administrator.owner(), administrator.password());
        var statement = connection.createStatement()) {
      statement.execute(
          "create role %s login createrole password '%s'"
              .formatted(OWNER, PASSWORD.replace("'", "''")));
      statement.execute("create database elsewhere owner " + OWNER);
    }
    return administrator.url().replaceFirst("/schakel$", "/elsewhere");
  }

  /** Asked as the application's role itself, so that its password is proven too. */
  private static List<String> rightsOfTheApplication(Schema schema) throws SQLException {
    try (var connection =
            DriverManager.getConnection(
                schema.url(), Schema.APPLICATION_ROLE, schema.applicationPassword());
        var statement = connection.createStatement();
        var role =
            statement.executeQuery(
                "select rolsuper, rolcreatedb, rolcreaterole from pg_roles"
                    + " where rolname = current_user")) {
      role.next();
      return List.of(role.getString(1), role.getString(2), role.getString(3));
    }
  }
}
