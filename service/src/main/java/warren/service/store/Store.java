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

/** The database: a bounded pool, reads, and transactions. Thread-safe. */
public final class Store implements AutoCloseable {
  private static final Duration PROBE = Duration.ofSeconds(2);
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final Clock clock;
  private final Consumer<Handle> beforeTransaction;

  /** Opens the pool; whether the database can be reached shows only at the first use. */
  public Store(Settings.Database settings, Clock clock) {
    this(settings, clock, handle -> {});
  }

  /**
   * Opens the pool.
   *
   * @param beforeTransaction runs on the connection of each transaction, before it begins
   */
  public Store(Settings.Database settings, Clock clock, Consumer<Handle> beforeTransaction) {
    this.pool = new HikariDataSource(config(settings));
    this.jdbi = Jdbi.create(pool);
    // a failed statement would quote its arguments: names, addresses, hashes
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
    // whoever has waited for a lock must see what was committed meanwhile
    config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    config.addDataSourceProperty("ApplicationName", "warren");
    config.addDataSourceProperty(
        "connectTimeout", Long.toString(Math.max(1, settings.timeout().toSeconds())));
    config.addDataSourceProperty("socketTimeout", "30");
    config.addDataSourceProperty("tcpKeepAlive", "true");
    // the detail of an error quotes the row: names and addresses, which belong in no log
    config.addDataSourceProperty("logServerErrorDetail", "false");
    return config;
  }

  /** Runs single statements on one connection, each its own transaction. */
  public <T> T read(Function<Handle, T> work) {
    return jdbi.withHandle(work::apply);
  }

  /** The same, for statements that return nothing. */
  public void run(Consumer<Handle> work) {
    jdbi.useHandle(work::accept);
  }

  /** Runs everything in one transaction; an exception rolls all of it back. */
  public <T> T write(Function<Handle, T> work) {
    return jdbi.withHandle(
        handle -> {
          beforeTransaction.accept(handle);
          return handle.inTransaction(transaction -> carryOut(transaction, work));
        });
  }

  private static <T> T carryOut(Handle transaction, Function<Handle, T> work) {
    AtCommit.begin(transaction);
    var result = work.apply(transaction);
    AtCommit.commit(transaction);
    return result;
  }

  /** Now, as exact as the database keeps it. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  /**
   * Returns as soon as the database answers.
   *
   * @throws StartException saying why it doesn't within the given time
   */
  public void awaitAnswer(Duration timeout) {
    var deadline = System.nanoTime() + timeout.toNanos();
    for (var failure = failure(PROBE); failure.isPresent(); failure = failure(PROBE)) {
      if (System.nanoTime() > deadline || Thread.currentThread().isInterrupted()) {
        throw new StartException(
            "No connection to the database at %s within %s: %s."
                .formatted(
                    pool.getJdbcUrl().replaceFirst("\\?.*", ""),
                    Durations.text(timeout),
                    failure.get()),
            null);
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Whether the database answers, found out within the given time and the pool's timeout. */
  public boolean answers(Duration within) {
    return failure(within).isEmpty();
  }

  /** Whether the database has this version's schema. */
  public boolean isMigrated() {
    return read(handle -> Migrations.areApplied(handle.getConnection()));
  }

  /** For people: why the database doesn't answer; empty if it does. */
  private Optional<String> failure(Duration within) {
    try (Connection connection = pool.getConnection()) {
      var well = connection.isValid(Math.toIntExact(Math.max(1, within.toSeconds())));
      return well ? Optional.empty() : Optional.of("the connection is broken");
    } catch (SQLException e) {
      // the pool says only that it has waited in vain; what the database said is its cause
      var cause = e.getCause() == null ? e : e.getCause();
      return Optional.of(String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  /** Opens a new connection each time, under none of the limits of requests: for migrations. */
  public static DataSource withoutLimits(Settings.Database settings) {
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
