package be.schakel.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.flywaydb.core.Flyway;

/**
 * The schema and its two roles: the owner migrates, the application's role only works with the
 * rows.
 *
 * @param url JDBC address of the database
 * @param owner the role that owns the tables and may create roles
 * @param password the owner's password; may be empty where the server asks for none
 */
public record Schema(String url, String owner, String password) {

  /** The role the gateway works with; it may not update or delete what is append-only. */
  public static final String APPLICATION_ROLE = "schakel_app";

  /**
   * Makes the application's role and brings every table to the newest version; several nodes may
   * call it at once.
   */
  public void migrate() throws SQLException {
    try (var connection = DriverManager.getConnection(url, owner, password);
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      // Two nodes that start together must not both create the role
      statement.execute("select pg_advisory_xact_lock(7231)");
      statement.execute(applicationRole(connection));
      statement.execute("grant usage on schema public to " + APPLICATION_ROLE);
      // Who waits for a lock holds a thread and a connection: better a 503 than everybody waiting
      statement.execute("alter role " + APPLICATION_ROLE + " set lock_timeout = '10s'");
      connection.commit();
    }
    Flyway.configure(Schema.class.getClassLoader())
        .dataSource(url, owner, password)
        .locations(new String[0])
        .callbackLocations(new String[0])
        .resourceProvider(new Migrations())
        .load()
        .migrate();
  }

  /**
   * The password of the application's role: derived from the owner's (HMAC-SHA256), so that every
   * node knows it and no file holds it.
   */
  public String applicationPassword() {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(
          new SecretKeySpec(("owner:" + password).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      var bytes = mac.doFinal(APPLICATION_ROLE.getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    } catch (GeneralSecurityException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  private String applicationRole(Connection connection) throws SQLException {
    try (var known = connection.prepareStatement("select 1 from pg_roles where rolname = ?")) {
      known.setString(1, APPLICATION_ROLE);
      // A new role has no rights; only a superuser may say so of one that exists
      var verb = known.executeQuery().next() ? "alter" : "create";
      return "%s role %s login password '%s'"
          .formatted(verb, APPLICATION_ROLE, applicationPassword());
    }
  }
}
