package testkit;

import be.schakel.database.Database;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Jdbi;

/**
 * The transactions of the gateway without a container: what a thread does inside {@link #commit} is
 * one transaction as the application's role, whatever repositories it goes through; outside, each
 * statement is one.
 */
public final class TestTransactions {

  private final ThreadLocal<Connection> running = new ThreadLocal<>();

  /** For every repository. */
  public Jdbi jdbi() {
    return Database.jdbi(
        new ConnectionFactory() {
          @Override
          public Connection openConnection() throws SQLException {
            var shared = running.get();
            return shared == null ? TestDatabase.connection() : shared;
          }

          @Override
          public void closeConnection(Connection connection) throws SQLException {
            if (connection != running.get()) {
              connection.close();
            }
          }
        });
  }

  /** One transaction: committed, or rolled back with the exception. */
  public <T> T commit(Callable<T> work) {
    try (var connection = TestDatabase.connection()) {
      connection.setAutoCommit(false);
      running.set(connection);
      try {
        var result = work.call();
        connection.commit();
        return result;
      } catch (Exception failed) {
        connection.rollback();
        throw failed;
      } finally {
        running.remove();
      }
    } catch (RuntimeException told) {
      throw told;
    } catch (Exception failed) {
      throw new IllegalStateException(failed);
    }
  }
}
