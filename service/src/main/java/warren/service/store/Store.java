package warren.service.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.jdbi.v3.core.statement.StatementExceptions.MessageRendering;
import org.postgresql.ds.PGSimpleDataSource;
import warren.schema.Migrations;
import warren.service.config.Settings;
import warren.settings.Durations;
import warren.settings.StartException;

/** The database: a bounded connection pool, reads and transactions. Thread-safe. */
public final class Store implements AutoCloseable {
  private static final Duration PROBE_TIMEOUT = Duration.ofSeconds(2);
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consumer<Handle> beforeTransaction;

  /** Creates the pool; an unreachable database causes an error only at the first use. */
  public Store(Settings.Database settings, Clock clock) {
    this(settings, clock, handle -> {});
  }

  /**
   * Creates the pool.
   *
   * @param beforeTransaction runs on the connection of each transaction, before it begins
   */
  public Store(Settings.Database settings, Clock clock, Consumer<Handle> beforeTransaction) {
    this.pool = new HikariDataSource(config(settings));
    this.jdbi = Jdbi.create(pool);
    // otherwise the exception of a failed statement quotes its arguments: names, addresses, hashes
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    this.clock = clock;
    this.beforeTransaction = beforeTransaction;
  }

  private static HikariConfig config(Settings.Database settings) {
    var config = new HikariConfig();
    config.setPoolName("database");
    config.setJdbcUrl(settings.url());
    config.setUsername(settings.user());
    config.setPassword(settings.password().reveal());
    config.setMaximumPoolSize(settings.pool());
    config.setConnectionTimeout(settings.timeout().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(
        "set statement_timeout = '10s'; set lock_timeout = '5s';"
            + " set idle_in_transaction_session_timeout = '30s'; set time zone 'UTC'");
    // a transaction that has waited for a lock must see the commits made in the meantime
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("ApplicationName", "warren");
    config.addDataSourceProperty(
        "connectTimeout", Long.toString(Math.max(1, settings.timeout().toSeconds())));
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // the detail of an error contains the row: names and addresses, which must not be logged
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  /** Runs statements on one connection, each in its own transaction. */
  public <T> T read(Function<Handle, T> work) {
    return jdbi.withHandle(work::apply);
  }

  /** Like {@link #read}, without a result. */
  public void run(Consumer<Handle> work) {
    jdbi.useHandle(work::accept);
  }

  /** Runs the work in one transaction; an exception rolls it back. */
  public <T> T write(Function<Handle, T> work) {
    return jdbi.withHandle(
        handle -> {
          beforeTransaction.accept(handle);
          return handle.inTransaction(transaction -> execute(transaction, work));
        });
  }

  private static <T> T execute(Handle transaction, Function<Handle, T> work) {
    DeferredStatements.begin(transaction);
    var result = work.apply(transaction);
    DeferredStatements.commit(transaction);
    return result;
  }

  /** The current time in microseconds, the precision of the database. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Returns as soon as the database accepts connections.
   *
   * @throws StartException after the timeout, with the cause in its message
   */
  public void awaitAvailable(Duration timeout) {
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var failure = failure(PROBE_TIMEOUT);
        failure.isPresent();
        failure = failure(PROBE_TIMEOUT)) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new StartException(
            "No connection to the database at %s within %s: %s."
                .formatted(
                    pool.getJdbcUrl().replaceFirst("\\?.*", ""),
                    Durations.text(timeout),
                    failure.get()),
            null);
      }
      LockSupport.parkNanos(RETRY_INTERVAL.toNanos());
    }
  }

  /**
   * Whether a connection to the database works.
   *
   * @param timeout the limit for the check, in addition to the pool's timeout
   */
  public boolean isAvailable(Duration timeout) {
    return failure(timeout).isEmpty();
  }

  /** Whether the database has this version's schema. */
  public boolean isMigrated() {
    return read(handle -> Migrations.areApplied(handle.getConnection()));
  }

  /** The reason why the database is not available, to be shown to a person; empty if it is. */
  private Optional<String> failure(Duration timeout) {
    try (Connection connection = pool.getConnection()) {
      var valid = connection.isValid(Math.toIntExact(Math.max(1, timeout.toSeconds())));
      return valid ? Optional.empty() : Optional.of("the connection is broken");
    } catch (SQLException e) {
      // the pool reports only its timeout; the database's error is the cause
      var cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  /** Opens a new connection each time, without the time limits of requests: for migrations. */
  public static DataSource unlimitedDataSource(Settings.Database settings) {
    var source = new PGSimpleDataSource();
    source.setURL(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password().reveal());
    source.setApplicationName("warren");
    source.setTcpKeepAlive(true);
    source.setLogServerErrorDetail(false);
    return source;
  }

  @Override
  public void close() {
    pool.close();
  }
}
