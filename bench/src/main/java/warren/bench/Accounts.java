package warren.bench;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Accounts of which everything follows from their number, each with a session and a token, so that
 * any of them can be asked for without keeping a list.
 */
final class Accounts {
  static final String PASSWORD = "correct horse battery";

  static final int MEMORY_KIB = 19_456;
  static final int PASSES = 2;
  static final int LANES = 1;

  private static final int MAX_REFRESHABLE = 50_000;

  /** As long as a token that the service issues. */
  private static final int TOKEN_LENGTH = 560;

  private static final String TOKEN = "rpad('token-' || n || '-', %d, 'x')".formatted(TOKEN_LENGTH);

  private Accounts() {}

  static String username(int n) {
    return "bench" + n;
  }

  static String id(int n) {
    return "019449c5-6f00-7000-8000-%012x".formatted(n);
  }

  static String token(int n) {
    var beginning = "token-" + n + "-";
    return beginning + "x".repeat(TOKEN_LENGTH - beginning.length());
  }

  static String refreshToken(int n) {
    return "refresh-" + n;
  }

  /** How many of so many have a second session, which can be refreshed. */
  static int refreshable(int count) {
    return Math.min(count, MAX_REFRESHABLE);
  }

  static String passwordHash() {
    return Argon2Factory.create(Argon2Types.ARGON2id)
        .hash(PASSES, MEMORY_KIB, LANES, PASSWORD.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Fills a database in which there are none.
   *
   * @throws IllegalStateException if there are, for they may be anybody's
   */
  static void fill(Connection connection, int count) throws SQLException {
    try (var statement = connection.createStatement()) {
      requireEmpty(statement);
      statement.execute("drop index account_search");
      statement.execute(
          """
          insert into account (
            id, username, username_key, email, email_key, password_hash, enabled,
            created_at, updated_at)
          select ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                 'bench' || n, 'bench' || n, 'bench' || n || '@example.org',
                 'bench' || n || '@example.org', '%s', true, now(), now()
          from generate_series(0, %d) as n
          """
              .formatted(passwordHash(), count - 1));
      statement.execute(
          "create index account_search on account using gin (search_text gin_trgm_ops)");
      statement.execute(
          "insert into account_role select account.id, role.id from account, role"
              + " where role.name_key = 'user'");
      statement.execute(
          """
          insert into session (id, account_id, created_at, expires_at)
          select id, id, now(), now() + interval '14 days' from account
          """);
      statement.execute(
          """
          insert into session (id, account_id, created_at, expires_at, token_ttl_ms)
          select ('019449c5-6f00-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
                 ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                 now(), now() + interval '14 days', 900000
          from generate_series(0, %d) as n
          """
              .formatted(refreshable(count) - 1));
      statement.execute(
          """
          insert into session_token (hash, session_id, issued_at, expires_at)
          select sha256(convert_to(%s, 'UTF8')),
                 ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
                 now(), now() + interval '14 days'
          from generate_series(0, %d) as n
          """
              .formatted(TOKEN, count - 1));
      statement.execute(
          """
          insert into refresh_token (hash, session_id)
          select sha256(convert_to('refresh-' || n, 'UTF8')),
                 ('019449c5-6f00-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid
          from generate_series(0, %d) as n
          """
              .formatted(refreshable(count) - 1));
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  private static void requireEmpty(Statement statement) throws SQLException {
    try (var row = statement.executeQuery("select exists (select from account)")) {
      row.next();
      if (row.getBoolean(1)) {
        throw new IllegalStateException("There are accounts in this database: give an empty one.");
      }
    }
  }
}
