package testkit;

import be.schakel.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * One transaction as the application's role, that several repositories share, as in the gateway: it
 * commits when told, and is rolled back when closed before.
 */
public final class TestTransaction implements AutoCloseable {

  private final Connection connection;

  private TestTransaction(Connection connection) {
    this.connection = connection;
  }

  public static TestTransaction begin() throws SQLException {
    return on(TestDatabase.connection());
  }

  static TestTransaction on(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    return new TestTransaction(connection);
  }

  /** Every handle of it works inside this transaction. */
  public Jdbi jdbi() {
    return Database.jdbi(
        new ConnectionFactory() {
          @Override
          public Connection openConnection() {
            return connection;
          }

          @Override
          public void closeConnection(Connection shared) {
            // It ends with the transaction
          }
        });
  }

  public void commit() throws SQLException {
    connection.commit();
  }

  @Override
  public void close() throws SQLException {
    if (!connection.isClosed()) {
      connection.rollback();
      connection.close();
    }
  }
}
