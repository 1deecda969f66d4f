package be.schakel.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.sql.DriverManager;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedPostgresSqlTest {

  @TempDir Path one;
  @TempDir Path other;

  @Test
  void theDatabaseOfAnotherGatewayIsNeverTakenForOnesOwn() throws Exception {
    try (var first = EmbeddedPostgres.start(one, 0)) {
      var url = first.schema().url();
      var port = URI.create(url.substring("jdbc:".length())).getPort();

      var refused = assertThrows(IOException.class, () -> EmbeddedPostgres.start(other, port));

      assertEquals("another PostgreSQL has the port " + port, refused.getMessage());
      DriverManager.getConnection(url, first.schema().owner(), "").close();
    }
  }
}
