package warren.service.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A query on the way of every request, prepared once on each connection: what Jdbi does for every
 * statement anew takes longer than these take in the database. Thread-safe.
 *
 * @param sql with a question mark for each parameter
 */
public record Select(String sql) {

  /** Reads a row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The one row, if there is one. */
  public <T> Optional<T> one(Handle handle, Row<T> result, @Nullable Object... parameters) {
    try (var statement = handle.getConnection().prepareStatement(sql)) {
      for (var i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      try (var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(result.read(rows)) : Optional.empty();
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a query failed", e);
    }
  }

  /** A moment as the driver takes it. */
  public static OffsetDateTime moment(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
