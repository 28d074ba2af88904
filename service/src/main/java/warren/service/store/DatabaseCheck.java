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
    try (var connection = pool.getConnection()) {
      if (!connection.isValid(VALIDATION_SECONDS)) {
        return Optional.of(noConnection(broken()));
      }
      return commitsWait(connection) ? Optional.of(WAITING) : Optional.empty();
    } catch (SQLException e) {
      return Optional.of(noConnection(cause(e)));
    }
  }

  private String noConnection(SQLException why) {
    return "No connection to the database at %s: %s.".formatted(location, reason(why));
  }

  private static SQLException broken() {
    return new SQLException("the connection is broken");
  }

  private static boolean commitsWait(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(WAITING_COMMITS)) {
      return row.next() && row.getBoolean(1);
    }
  }

  /** The reason why the pool has no working connection; empty if it has one. */
  Optional<SQLException> failure() {
    try (var connection = pool.getConnection()) {
      return connection.isValid(VALIDATION_SECONDS) ? Optional.empty() : Optional.of(broken());
    } catch (SQLException e) {
      return Optional.of(cause(e));
    }
  }

  /** The pool reports only its timeout. */
  private SQLException cause(SQLException e) {
    return source
        .lastFailure()
        .orElseGet(() -> new SQLException("no connection became available in time", e));
  }

  /** The message without its full stop, within a sentence. */
  static String reason(SQLException failure) {
    return String.valueOf(failure.getMessage()).replaceFirst("\\.$", "");
  }
}
