package warren.service.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import warren.service.config.Settings;

/**
 * Opens the connections of the pool, each to the host that is the primary at that moment. Without
 * one, it tries again several times a second; the pool by itself would pause for up to 5 seconds
 * after the primary has returned. Thread-safe.
 */
final class PrimarySource extends PGSimpleDataSource {
  private static final long serialVersionUID = 1;

  /** A host that accepts connections and does not answer is abandoned after this time. */
  static final int LOGIN_SECONDS = 3;

  /** Longer than the limit of statements. */
  private static final Duration STATEMENT = Duration.ofSeconds(15);

  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** The classes of SQL states after which another attempt may succeed: connection, operator. */
  private static final Set<String> RETRIED = Set.of("08", "57");

  private transient volatile @Nullable SQLException lastFailure;
  private volatile boolean ended;
  private final boolean limitsStatements;

  PrimarySource(Settings.Database settings) {
    DatabaseSource.configure(this, settings);
    this.limitsStatements = !DatabaseSource.contains(settings.url(), "socketTimeout");
    if (limitsStatements) {
      setSocketTimeout(LOGIN_SECONDS);
    }
  }

  @Override
  public Connection getConnection(@Nullable String user, @Nullable String password)
      throws SQLException {
    var deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        var connection = super.getConnection(user, password);
        lastFailure = null;
        if (limitsStatements) {
          connection.setNetworkTimeout(Runnable::run, Math.toIntExact(STATEMENT.toMillis()));
        }
        return connection;
      } catch (SQLException e) {
        lastFailure = e;
        var interrupted = Thread.currentThread().isInterrupted();
        if (!isRetried(e) || ended || interrupted || System.nanoTime() > deadline) {
          throw e;
        }
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  /** Ends the attempts, for which the pool would otherwise wait when it is closed. */
  void end() {
    ended = true;
  }

  private static boolean isRetried(SQLException failure) {
    return RETRIED.stream().anyMatch(String.valueOf(failure.getSQLState())::startsWith);
  }

  /** The pool limits the time of all hosts together by this; here, each host has its own limit. */
  @Override
  public void setLoginTimeout(int seconds) {}

  /** The pool waits this long at its end for the thread that opens connections. */
  @Override
  public int getLoginTimeout() {
    return LOGIN_SECONDS;
  }

  /** Why the latest attempt failed; empty if it succeeded. */
  Optional<SQLException> lastFailure() {
    return Optional.ofNullable(lastFailure);
  }
}
