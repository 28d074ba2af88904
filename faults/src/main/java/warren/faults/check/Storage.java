package warren.faults.check;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import warren.faults.history.Register;

/** The final content of the database. Not thread-safe. */
public final class Storage {
  private static final String AUDIT =
      """
      SELECT a.username || ' ' || e.operation, count(*) FROM audit_entry e
      JOIN account a ON a.id = e.account_id WHERE e.outcome = 'ok' GROUP BY 1
      """;
  private static final String STATES =
      """
      SELECT a.username, coalesce(a.first_name, 'null'),
        EXISTS (SELECT 1 FROM flag f WHERE f.account_id = a.id AND f.lifted_at IS NULL)::text,
        EXISTS (SELECT 1 FROM ban b WHERE b.account_id = a.id AND b.lifted_at IS NULL)::text
      FROM account a WHERE a.username LIKE 'account-%'
      """;

  private final Connection connection;

  public Storage(Connection connection) {
    this.connection = connection;
  }

  /** Counts the audit entries of successful requests by {@link Effects#key}. */
  public Map<String, Integer> auditEntries() throws SQLException {
    return counts(AUDIT);
  }

  /** Counts the rows of accounts by user name. */
  public Map<String, Integer> accounts() throws SQLException {
    return counts("SELECT username, count(*) FROM account WHERE username IS NOT NULL GROUP BY 1");
  }

  /** Counts the rows of bans by reason. */
  public Map<String, Integer> bans() throws SQLException {
    return counts("SELECT reason, count(*) FROM ban WHERE reason IS NOT NULL GROUP BY 1");
  }

  /** Counts the rows of flags by reason. */
  public Map<String, Integer> flags() throws SQLException {
    return counts("SELECT reason, count(*) FROM flag WHERE reason IS NOT NULL GROUP BY 1");
  }

  /** Returns the user name of each account by its id. */
  public Map<String, String> usernames() throws SQLException {
    Map<String, String> names = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT id::text, username FROM account WHERE username IS NOT NULL")) {
      while (rows.next()) {
        names.put(rows.getString(1), rows.getString(2));
      }
    }
    return names;
  }

  /** Returns the state of each account of the callers by user name. */
  public Map<String, Map<Register, String>> states() throws SQLException {
    Map<String, Map<Register, String>> states = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(STATES)) {
      while (rows.next()) {
        Map<Register, String> state = new EnumMap<>(Register.class);
        state.put(Register.USERNAME, rows.getString(1));
        state.put(Register.NAME, rows.getString(2));
        state.put(Register.FLAG, rows.getString(3));
        state.put(Register.BAN, rows.getString(4));
        states.put(rows.getString(1), state);
      }
    }
    return states;
  }

  /** Returns a single number. */
  public int number(String query) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private Map<String, Integer> counts(String query) throws SQLException {
    Map<String, Integer> counts = new HashMap<>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        counts.put(rows.getString(1), rows.getInt(2));
      }
    }
    return counts;
  }
}
