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
 * A statement on the way of frequent requests, taken apart once: what Jdbi does for every statement
 * anew takes longer than these take in the database. Thread-safe.
 */
public final class Sql {
  /** A name behind a colon, unless there are two, which stand for a cast. */
  private static final Pattern PARAMETER = Pattern.compile("(?<!:):([a-zA-Z]+)");

  private final String text;
  private final String[] names;

  private Sql(String text, List<String> names) {
    this.text = text;
    this.names = names.toArray(String[]::new);
  }

  /** A statement with parameters such as {@code :id}. */
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

  /** To be carried out on this connection. */
  public Bound on(Handle handle) {
    return new Bound(handle);
  }

  /** Reads a row. */
  public interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The statement with values for its parameters. For one use, by one thread. */
  public final class Bound {
    private final Handle handle;
    private final @Nullable Object[] values = new Object[names.length];

    private Bound(Handle handle) {
      this.handle = handle;
    }

    /** Gives a parameter its value, wherever it stands. */
    public Bound bind(String name, @Nullable Object value) {
      var as = value instanceof Instant instant ? instant.atOffset(ZoneOffset.UTC) : value;
      var known = false;
      for (var i = 0; i < names.length; i++) {
        if (names[i].equals(name)) {
          values[i] = as;
          known = true;
        }
      }
      if (!known) {
        throw new IllegalArgumentException(name);
      }
      return this;
    }

    /** The one row, if there is one. */
    public <T> Optional<T> one(Row<T> result) {
      try (var statement = prepared();
          var rows = statement.executeQuery()) {
        return rows.next() ? Optional.of(result.read(rows)) : Optional.empty();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /** All rows, of a query that finds but few. */
    public <T> List<T> all(Row<T> result) {
      try (var statement = prepared();
          var rows = statement.executeQuery()) {
        List<T> all = new ArrayList<>();
        while (rows.next()) {
          all.add(result.read(rows));
        }
        return all;
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /** Whether there is any row. */
    public boolean any() {
      return one(row -> true).isPresent();
    }

    /** Carries it out; how many rows it has touched. */
    public int run() {
      try (var statement = prepared()) {
        return statement.executeUpdate();
      } catch (SQLException e) {
        throw failed(e);
      }
    }

    /**
     * Carries it out at the end of the transaction that {@link Store#write} runs; nothing that the
     * transaction still does may go by it.
     */
    public void atCommit() {
      AtCommit.add(handle, this);
    }

    String text() {
      return text;
    }

    /** Gives a statement these values, behind those that it has; how many it then has. */
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

  /** Quotes no value, which may be anybody's name. */
  static IllegalStateException failed(SQLException cause) {
    return new IllegalStateException("a statement failed", cause);
  }
}
