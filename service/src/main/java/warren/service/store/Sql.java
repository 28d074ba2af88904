package warren.service.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A statement of a frequent request, parsed once: the work that Jdbi repeats for every execution
 * takes longer than such a statement takes in the database. Thread-safe.
 */
public final class Sql {
  /** A name after one colon; two colons are a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

  private final String text;
  private final String[] names;

  private Sql(String text, List<String> names) {
    this.text = text;
    this.names = names.toArray(String[]::new);
  }

  /** Parses a statement with parameters such as {@code :id}. */
  public static Sql of(String statement) {
    List<String> names = new ArrayList<>();
    var text =
        PARAMETER
            .matcher(statement)
            .replaceAll(
                parameter -> {
                  names.add(parameter.group(1).intern());
                  return "?";
                });
    return new Sql(text, names);
  }

  /** Binds the statement to a connection. */
  public Bound on(Handle handle) {
    return new Bound(handle);
  }

  /**
   * Executes this statement once for each of these values, which belong to one connection, in one
   * round trip; returns the number of affected rows of each execution.
   */
  public int[] executeAll(List<Bound> executions) {
    if (executions.isEmpty()) {
      return new int[0];
    }
    var connection = executions.get(0).handle.getConnection();
    try (var statement = connection.prepareStatement(text)) {
      for (var execution : executions) {
        execution.bindTo(statement, 0);
        statement.addBatch();
      }
      return statement.executeBatch();
    } catch (SQLException e) {
      throw failed(e);
    }
  }

  /** Reads a row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** A statement with values for its parameters. For one execution, by one thread. */
  public final class Bound {
    private final Handle handle;
    private final @Nullable Object[] values = new Object[names.length];

    private Bound(Handle handle) {
      this.handle = handle;
    }

    /**
     * Sets the value of a parameter at each of its occurrences.
     *
     * @throws IllegalArgumentException if the statement has no parameter of that name
     */
    public Bound bind(String name, @Nullable Object value) {
      var sqlValue = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
      var exists = false;
      for (var i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          values[i] = sqlValue;
          exists = true;
        }
      }
      if (!exists) {
        throw new IllegalArgumentException("the statement has no parameter :" + name);
      }
      return this;
    }

    /** The first row, if there is one. */
    public <T> Optional<T> findOne(Row<T> reader) {
      try (var statement = prepared();
          var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(reader.read(rows)) : Optional.empty();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /** All rows, for queries with small results. */
    public <T> List<T> list(Row<T> reader) {
      try (var statement = prepared();
          var rows = statement.executeQuery()) {
        List<T> result = new ArrayList<>();
        while (rows.next()) {
          result.add(reader.read(rows));
        }
        return result;
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /** Whether the query returns a row. */
    public boolean exists() {
      return findOne(row -> true).isPresent();
    }

    /** Executes the statement; returns the number of affected rows. */
    public int execute() {
      try (var statement = prepared()) {
        return statement.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /**
     * Executes the statement at the end of the transaction that {@link Store#write} runs. The
     * transaction's other statements must not depend on its effect.
     *
     * @throws IllegalStateException outside such a transaction
     */
    public void executeAtCommit() {
      DeferredStatements.add(handle, this);
    }

    String text() {
      return text;
    }

    /**
     * Appends these values to the parameters of a statement.
     *
     * @param bound the number of parameters that are set already
     * @return the number of parameters that are set now
     */
    int bindTo(PreparedStatement statement, int bound) throws SQLException {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(bound + i + 1, values[i]);
      }
      return bound + values.length;
    }

    private PreparedStatement prepared() throws SQLException {
      var statement = handle.getConnection().prepareStatement(text);
      try {
        bindTo(statement, 0);
        return statement;
      } catch (SQLException e) {
        statement.close();
        throw e;
      }
    }
  }

  /** The message contains no parameter value, because values may be personal data. */
  static IllegalStateException failed(SQLException cause) {
    return new IllegalStateException("an SQL statement failed", cause);
  }
}
