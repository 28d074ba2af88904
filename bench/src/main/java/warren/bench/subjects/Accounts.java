package warren.bench.subjects;

import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import warren.bench.load.Load;

/**
 * Accounts, each with a session and a token. All their data is derived from their number, so that
 * requests for any of them can be generated without a list.
 */
public final class Accounts {
  /** The password of every account. */
  public static final String PASSWORD = "correct horse battery";

  private static final int MEMORY_KIB = 19_456;
  private static final int PASSES = 2;
  private static final int PARALLELISM = 1;

  /** The length of a token that the service issues. */
  private static final int TOKEN_LENGTH = 560;

  private static final String ROLES =
      """
      insert into account_role
      select account.id, role.id from account, role where role.name_key = 'user'
      """;

  /** Permits account 0 to read the others. */
  private static final String MODERATOR =
      """
      insert into account_role
      select account.id, role.id from account, role
      where account.username_key = 'bench0' and role.name_key = 'moderator'
      """;

  private static final String SESSIONS =
      """
      insert into session (id, account_id, created_at, expires_at)
      select id, id, now(), now() + interval '14 days' from account
      """;

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

  /** Returns the number of accounts that have a second session with a refresh token. */
  static int refreshable(int accounts) {
    return Math.min(accounts, Load.MAX_SLOTS);
  }

  /** Returns a hash with the service's default parameters. */
  public static String passwordHash() {
    return Argon2Factory.create(Argon2Types.ARGON2id)
        .hash(PASSES, MEMORY_KIB, PARALLELISM, PASSWORD.getBytes(StandardCharsets.UTF_8));
  }

  /** Fills a database that has the tables but no accounts. */
  public static void fill(Connection connection, int count)
      throws SQLException, InterruptedException {
    var hash = passwordHash();
    try (var statement = connection.createStatement()) {
      execute(
          statement,
          List.of(
              "drop index account_search",
              accounts(hash, count),
              "create index account_search on account using gin (search_text gin_trgm_ops)",
              ROLES,
              MODERATOR,
              SESSIONS,
              refreshableSessions(refreshable(count)),
              tokens(count),
              refreshTokens(refreshable(count)),
              "vacuum analyze",
              "checkpoint"));
    }
  }

  /** Executes long-running commands; an interrupt cancels them. */
  private static void execute(Statement statement, List<String> commands)
      throws SQLException, InterruptedException {
    var thread = Executors.newSingleThreadExecutor();
    var done =
        thread.submit(
            () -> {
              for (var command : commands) {
                statement.execute(command);
              }
              return true;
            });
    try {
      done.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The accounts cannot be created.", e);
    } catch (InterruptedException e) {
      statement.cancel();
      throw e;
    } finally {
      thread.shutdown();
    }
  }

  /** Whether the database contains accounts; its tables may be missing. */
  public static boolean exist(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      return isTrue(statement, "select to_regclass('account') is not null")
          && isTrue(statement, "select exists (select from account)");
    }
  }

  private static boolean isTrue(Statement statement, String query) throws SQLException {
    try (var row = statement.executeQuery(query)) {
      return row.next() && row.getBoolean(1);
    }
  }

  private static String accounts(String hash, int count) {
    return """
        insert into account (
          id, username, username_key, username_skeleton, email, email_key, email_text_key,
          password_hash, enabled, created_at, updated_at)
        select ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
               name, name, name, email, email, email, '%s', true, now(), now()
        from (
          select n, 'bench' || n as name, 'bench' || n || '@example.org' as email
          from generate_series(0, %d) as n) as account
        """
        .formatted(hash, count - 1);
  }

  private static String refreshableSessions(int count) {
    return """
        insert into session (id, account_id, created_at, expires_at, token_ttl_ms)
        select ('019449c5-6f00-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid,
               ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
               now(), now() + interval '14 days', 900000
        from generate_series(0, %d) as n
        """
        .formatted(count - 1);
  }

  private static String tokens(int count) {
    return """
        insert into session_token (hash, session_id, kid, issued_at, expires_at)
        select sha256(convert_to(rpad('token-' || n || '-', %d, 'x'), 'UTF8')),
               ('019449c5-6f00-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid,
               '019449c5-6f00-7000-a000-000000000000',
               now(), now() + interval '14 days'
        from generate_series(0, %d) as n
        """
        .formatted(TOKEN_LENGTH, count - 1);
  }

  private static String refreshTokens(int count) {
    return """
        insert into refresh_token (hash, session_id)
        select sha256(convert_to('refresh-' || n, 'UTF8')),
               ('019449c5-6f00-7000-9000-' || lpad(to_hex(n), 12, '0'))::uuid
        from generate_series(0, %d) as n
        """
        .formatted(count - 1);
  }
}
