package be.schakel.database;

import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.ConnectionFactory;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.postgres.PostgresPlugin;

/**
 * The database of this node: an external PostgreSQL where {@code SCHAKEL_DB_URL} names one, else an
 * embedded one.
 *
 * <p>Connections come from Liberty's pool as the application's role and join the running JTA
 * transaction.
 */
@ApplicationScoped
public class Database {

  @Resource(lookup = "jdbc/schakel")
  DataSource pool;

  /** The same pool: what is taken from here goes back when it is closed. */
  @Resource(name = "jdbc/unshared", lookup = "jdbc/schakel", shareable = false)
  DataSource unshared;

  @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
  TransactionSynchronizationRegistry transactions;

  @Inject
  @ConfigProperty(name = "SCHAKEL_DB_URL")
  Optional<String> url;

  @Inject
  @ConfigProperty(name = "SCHAKEL_DB_USER", defaultValue = "postgres")
  String owner;

  @Inject
  @ConfigProperty(name = "SCHAKEL_DB_PASSWORD")
  Optional<String> password;

  @Inject
  @ConfigProperty(name = "schakel.home")
  String home;

  @Inject
  @ConfigProperty(name = "schakel.db.port")
  int port;

  private Optional<EmbeddedPostgres> embedded = Optional.empty();
  private String applicationPassword;

  /**
   * Starts what is to be started and brings the schema up to date; called once, before the first
   * request.
   */
  public void open() throws IOException, SQLException {
    if (url.isEmpty()) {
      embedded = Optional.of(EmbeddedPostgres.start(Path.of(home, "database"), port));
    }
    var schema = embedded.map(EmbeddedPostgres::schema).orElseGet(this::external);
    schema.migrate();
    applicationPassword = schema.applicationPassword();
  }

  /** Jdbi on the pool: inside a transaction its statements commit or roll back with it. */
  @Produces
  @Singleton
  public Jdbi jdbi() {
    return jdbi(this::connection);
  }

  /** Jdbi as the owner of the tables: for what an operator orders, never for a request. */
  public Jdbi asOwner() {
    var schema = embedded.map(EmbeddedPostgres::schema).orElseGet(this::external);
    return jdbi(() -> DriverManager.getConnection(schema.url(), schema.owner(), schema.password()));
  }

  /** Jdbi as the rooms expect it: with PostgreSQL's types. */
  public static Jdbi jdbi(ConnectionFactory connections) {
    return Jdbi.create(connections).installPlugin(new PooledPostgres());
  }

  /**
   * Within a transaction all share one. Without one Liberty would keep what is shared until the
   * request ends, however long somebody takes to read the answer.
   */
  private Connection connection() throws SQLException {
    var without = transactions.getTransactionStatus() == Status.STATUS_NO_TRANSACTION;
    return (without ? unshared : pool).getConnection(Schema.APPLICATION_ROLE, applicationPassword);
  }

  private Schema external() {
    return new Schema(url.orElseThrow(), owner, password.orElse(""));
  }

  /**
   * Stops what was started. Whoever has something left to write does it when the application scope
   * is about to be destroyed ({@code @BeforeDestroyed}), which comes first.
   */
  @PreDestroy
  public void close() {
    var started = embedded;
    embedded = Optional.empty();
    started.ifPresent(
        server -> {
          try {
            server.close();
          } catch (IOException unstopped) {
            throw new UncheckedIOException(unstopped);
          }
        });
  }

  /**
   * The plugin reaches through to the driver's own connection to teach it types of ours. We have
   * none, and Liberty's pool does not let anybody through.
   */
  private static final class PooledPostgres extends PostgresPlugin {
    @Override
    public void customizeJdbi(Jdbi jdbi) {
      super.customizeJdbi(jdbi);
      jdbi.registerArgument(new Moments());
    }

    @Override
    public Handle customizeHandle(Handle handle) {
      return handle;
    }
  }

  /** PostgreSQL takes no offset beyond 15:59, and stores none: 18:00 is one too (RFC 3339 5.6). */
  private static final class Moments extends AbstractArgumentFactory<OffsetDateTime> {

    Moments() {
      super(Types.TIMESTAMP_WITH_TIMEZONE);
    }

    @Override
    protected Argument build(OffsetDateTime moment, ConfigRegistry config) {
      // The first and the last of all are infinities to the driver
      var told =
          moment.equals(OffsetDateTime.MIN) || moment.equals(OffsetDateTime.MAX)
              ? moment
              : moment.withOffsetSameInstant(ZoneOffset.UTC);
      return (position, statement, context) -> statement.setObject(position, told);
    }
  }
}
