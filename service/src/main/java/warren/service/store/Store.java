package warren.service.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
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
import warren.service.config.ServiceSetting;
import warren.service.config.Settings;
import warren.settings.Durations;
import warren.settings.StartException;

/** The database: a bounded connection pool, reads and transactions. Thread-safe. */
public final class Store implements AutoCloseable {
  private static final Duration VALIDATION = Duration.ofSeconds(2);
  private static final Duration RETRY_INTERVAL = Duration.ofMillis(100);

  /** The class of SQL states after a wrong user name or password. */
  private static final String REJECTED_LOGIN = "28";

  /** The driver's SQL state if the database requires a password and none is set. */
  private static final String MISSING_PASSWORD = "08004";

  private static final String UNKNOWN_DATABASE = "3D000";

  private final String location;
  private final PrimarySource source;
  private final HikariDataSource pool;
  private final PGSimpleDataSource direct;
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consumer<Handle> beforeTransaction;
  private final DatabaseCheck check;

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
    this.location = settings.url().replaceFirst("\\?.*", "");
    this.source = new PrimarySource(settings);
    this.pool = new HikariDataSource(config(settings, source));
    this.check = new DatabaseCheck(pool, source, location);
    this.direct = direct(settings);
    direct.setSocketTimeout(PrimarySource.LOGIN_SECONDS);
    this.jdbi = Jdbi.create(pool);
    // otherwise the exception of a failed statement quotes its arguments: names, addresses, hashes
    jdbi.getConfig(StatementExceptions.class).setMessageRendering(MessageRendering.NONE);
    this.clock = clock;
    this.beforeTransaction = beforeTransaction;
  }

  private static HikariConfig config(Settings.Database settings, PrimarySource source) {
    var config = new HikariConfig();
    config.setPoolName("database");
    config.setDataSource(source);
    config.setMaximumPoolSize(settings.pool());
    config.setConnectionTimeout(settings.timeout().toMillis());
    config.setInitializationFailTimeout(-1);
    config.setConnectionInitSql(
        "set statement_timeout = '10s'; set lock_timeout = '5s';"
            + " set idle_in_transaction_session_timeout = '30s'; set time zone 'UTC'");
    // a transaction that has waited for a lock must see the commits made in the meantime
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.setValidationTimeout(VALIDATION.toMillis());
    config.setExceptionOverride(new ReadOnlyEviction());
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
   * @throws StartException with the cause in its message: after the timeout, or at once if a
   *     setting must be corrected
   */
  public void awaitAvailable(Duration timeout) {
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var failure = startFailure(); failure.isPresent(); failure = startFailure()) {
      throwIfRejected(failure.get());
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new StartException(
            "No connection to the database at %s within %s: %s."
                .formatted(location, Durations.text(timeout), DatabaseCheck.reason(failure.get())),
            failure.get());
      }
      LockSupport.parkNanos(RETRY_INTERVAL.toNanos());
    }
  }

  /** Connects directly until the pool has a connection: the pool reports failures only late. */
  private Optional<SQLException> startFailure() {
    if (pool.getHikariPoolMXBean().getTotalConnections() > 0) {
      return check.failure();
    }
    try {
      direct.getConnection().close();
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private void throwIfRejected(SQLException failure) {
    var settings = settingsToCorrect(String.valueOf(failure.getSQLState()));
    if (settings.isPresent()) {
      throw new StartException(
          "The database at %s rejected the connection: %s; check %s."
              .formatted(location, DatabaseCheck.reason(failure), settings.get()),
          failure);
    }
  }

  /** The settings to correct after a failure with this SQL state; empty if a retry may succeed. */
  private static Optional<String> settingsToCorrect(String state) {
    if (state.equals(UNKNOWN_DATABASE)) {
      return Optional.of(ServiceSetting.DB_URL.variable());
    }
    return state.startsWith(REJECTED_LOGIN) || state.equals(MISSING_PASSWORD)
        ? Optional.of(ServiceSetting.DB_USER + " and " + ServiceSetting.DB_PASSWORD)
        : Optional.empty();
  }

  /** Why the database cannot be used, for the operator; empty if it can. Takes a second at most. */
  public Optional<String> problem() {
    return check.problem();
  }

  /** Whether the database has this version's schema. */
  public boolean isMigrated() {
    return read(handle -> Migrations.areApplied(handle.getConnection()));
  }

  /** Opens a new connection each time, without the time limits of requests: for migrations. */
  public static DataSource unlimitedDataSource(Settings.Database settings) {
    return direct(settings);
  }

  private static PGSimpleDataSource direct(Settings.Database settings) {
    var source = new PGSimpleDataSource();
    DatabaseSource.configure(source, settings);
    return source;
  }

  @Override
  public void close() {
    source.end();
    pool.close();
  }
}
