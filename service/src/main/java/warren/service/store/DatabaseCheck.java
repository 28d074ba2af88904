package warren.service.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import javax.sql.DataSource;
import warren.settings.Durations;

/** Whether the database can be used; if not, the reason for the operator. Thread-safe. */
final class DatabaseCheck {
  /** Less than the limit of the gateway for its request of the status. */
  private static final Duration LIMIT = Duration.ofSeconds(1);

  private static final int VALIDATION_SECONDS = 2;

  /** Commits of this user are visible to it without further rights. */
  private static final String WAITING_COMMITS =
      """
      select exists (
        select from pg_stat_activity
        where usename = current_user
          and wait_event = 'SyncRep'
          and state_change < clock_timestamp() - interval '5 seconds')
      """;

  private static final String WAITING =
      "The database has waited for a synchronous standby for more than 5 s: attach one, or correct"
          + " synchronous_standby_names.";

  private final DataSource pool;
  private final PrimarySource source;
  private final String location;
  private final LimitedCheck check = new LimitedCheck(this::unlimitedProblem);

  DatabaseCheck(DataSource pool, PrimarySource source, String location) {
    this.pool = pool;
    this.source = source;
    this.location = location;
  }

  /** Why the database cannot be used; empty if it can. Takes a second at most. */
  Optional<String> problem() {
    return check.result(
        LIMIT, () -> noConnection(source.lastFailure().orElseGet(DatabaseCheck::noAnswer)));
  }

  private static SQLException noAnswer() {
    return new SQLException("it does not answer within " + Durations.text(LIMIT));
  }

  private Optional<String> unlimitedProblem() {
    try (var connection = workingConnection()) {
      return commitsWait(connection) ? Optional.of(WAITING) : Optional.empty();
    } catch (SQLException e) {
      return Optional.of(noConnection(e));
    }
  }

  /** The reason why the pool has no working connection; empty if it has one. */
  Optional<SQLException> failure() {
    try {
      workingConnection().close();
      return Optional.empty();
    } catch (SQLException e) {
      return Optional.of(e);
    }
  }

  private Connection workingConnection() throws SQLException {
    var connection = pooledConnection();
    if (!connection.isValid(VALIDATION_SECONDS)) {
      connection.close();
      throw new SQLException("the connection is broken");
    }
    return connection;
  }

  private Connection pooledConnection() throws SQLException {
    try {
      return pool.getConnection();
    } catch (SQLException e) {
      // it contains only the timeout of the pool
      throw source
          .lastFailure()
          .orElseGet(() -> new SQLException("no connection became available in time", e));
    }
  }

  private String noConnection(SQLException why) {
    return "No connection to the database at %s: %s.".formatted(location, reason(why));
  }

  private static boolean commitsWait(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(WAITING_COMMITS)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The message without its full stop, within a sentence. */
  static String reason(SQLException failure) {
    return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
  }
}
