package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A private PostgreSQL on the data of an earlier major version, whose programs are installed. */
final class PostgresUpgradeIT {
  private static final String DATABASE = "warren";

  /** The latest installed version. */
  private static final int EARLIER =
      IntStream.range(10, PostgresData.MAJOR)
          .filter(major -> PostgresPrograms.installed(major).isPresent())
          .max()
          .orElseThrow(() -> new AssertionError("no earlier PostgreSQL is installed"));

  @TempDir private Path folder;

  @Test
  void databasesAreCopiedAndTheEarlierDataIsRetained() throws Exception {
    createEarlier(EARLIER);
    // of a copy that was interrupted
    Files.writeString(Files.createDirectory(folder.resolve("data.new")).resolve("rest"), "");

    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      assertEquals(PostgresData.MAJOR + ", ada", read(postgres));
      change(postgres);
    }
    // from now on, only the new data is used
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      assertEquals(PostgresData.MAJOR + ", grace", read(postgres));
    }
    try (PrivatePostgres earlier = earlier(EARLIER)) {
      earlier.restart();
      assertEquals(EARLIER + ", ada", read(earlier));
    }
    assertFalse(Files.exists(folder.resolve("dump.sql")));
  }

  @Test
  void rolesGrantsAndSettingsOfDatabasesAreCopied() throws Exception {
    createEarlier(EARLIER);
    try (PrivatePostgres earlier = earlier(EARLIER)) {
      earlier.restart();
      execute(
          earlier,
          "CREATE ROLE reporting LOGIN PASSWORD 'secret'; GRANT SELECT ON account TO reporting;"
              + " CREATE ROLE owner; ALTER TABLE account OWNER TO owner");
      execute(earlier, "CREATE DATABASE \"a=b C\"");
      execute(earlier, "ALTER DATABASE warren SET default_transaction_read_only = on");
    }

    try (PrivatePostgres postgres = PrivatePostgres.start(folder);
        Connection reporting = connectAs("reporting", "secret", postgres)) {
      assertEquals(PostgresData.MAJOR + ", ada", read(reporting));
      assertEquals(
          "a=b C, owner, on",
          text(
              postgres,
              "SELECT (SELECT datname FROM pg_database WHERE datname LIKE 'a%') || ', '"
                  + " || (SELECT tableowner FROM pg_tables WHERE tablename = 'account') || ', '"
                  + " || current_setting('default_transaction_read_only')"));
    }
  }

  private static Connection connectAs(String user, String password, PrivatePostgres postgres)
      throws SQLException {
    return DriverManager.getConnection(postgres.jdbcUrl(DATABASE), user, password);
  }

  @Test
  void dataThatCannotBeCopiedDoesNotReplaceAnything() throws Exception {
    createEarlier(EARLIER);
    Path control = folder.resolve(Integer.toString(EARLIER)).resolve("global/pg_control");
    Files.move(control, folder.resolve("pg_control"));
    assertStartFails("postgres-earlier has ended by itself");

    Files.move(folder.resolve("pg_control"), control);
    try (PrivatePostgres postgres = PrivatePostgres.start(folder)) {
      assertEquals(PostgresData.MAJOR + ", ada", read(postgres));
    }
  }

  @Test
  void theMessageNamesThePackageOfTheMissingPrograms() throws Exception {
    Files.createDirectory(folder.resolve("9"));
    assertStartFails(
        folder
            + " contains data of PostgreSQL 9: install PostgreSQL 9 so that the data can be copied to version 18, on Debian and Ubuntu with apt-get install postgresql-9.");
  }

  @Test
  void dataOfALaterVersionIsRefused() throws Exception {
    Files.createDirectory(folder.resolve("99"));
    assertStartFails(
        folder
            + " contains data of PostgreSQL 99, which PostgreSQL 18 cannot read: use the version of Warren that created it.");
  }

  private void assertStartFails(String message) {
    LocalException refusal =
        assertThrows(LocalException.class, () -> PrivatePostgres.start(folder).close());
    assertTrue(refusal.getMessage().startsWith(message), refusal::getMessage);
    assertFalse(Files.exists(folder.resolve(Integer.toString(PostgresData.MAJOR))));
  }

  private PrivatePostgres earlier(int major) throws IOException {
    Path path = folder.resolve(Integer.toString(major));
    PostgresPrograms programs = PostgresPrograms.installed(major).orElseThrow();
    String password = PrivateFiles.secret(folder.resolve("password"));
    return new PrivatePostgres("earlier", folder, new PostgresData(path, programs, password));
  }

  private void createEarlier(int major) throws Exception {
    PrivateFiles.secret(folder.resolve("password"));
    var initdb =
        new OwnedProcess.Program(
            "initdb",
            folder,
            PostgresPrograms.installed(major)
                .orElseThrow()
                .command(
                    "initdb",
                    "--pgdata=" + folder.resolve(Integer.toString(major)),
                    "--username=" + PostgresData.USER,
                    "--pwfile=" + folder.resolve("password"),
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale=C"),
            PostgresPrograms.environment(),
            OwnedProcess.Signal.TERM);
    try (OwnedProcess process = OwnedProcess.start(initdb)) {
      assertTrue(process.succeeds(Duration.ofSeconds(60)), process::lastLines);
    }
    try (PrivatePostgres postgres = earlier(major)) {
      postgres.restart();
      postgres.createDatabase(DATABASE);
      execute(
          postgres,
          "CREATE EXTENSION pg_trgm;"
              + " CREATE TABLE account (id int PRIMARY KEY, name text COLLATE \"C\");"
              + " CREATE INDEX ON account USING gin (name gin_trgm_ops);"
              + " INSERT INTO account VALUES (1, 'ada')");
    }
  }

  private static void change(PrivatePostgres postgres) throws SQLException {
    execute(postgres, "UPDATE account SET name = 'grace'");
  }

  private static void execute(PrivatePostgres postgres, String sql) throws SQLException {
    try (Connection connection = postgres.dataSource(DATABASE).getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String read(PrivatePostgres postgres) throws SQLException {
    try (Connection connection = postgres.dataSource(DATABASE).getConnection()) {
      return read(connection);
    }
  }

  private static String read(Connection connection) throws SQLException {
    return text(
        connection,
        "SELECT current_setting('server_version_num')::int / 10000 || ', ' || name FROM account");
  }

  private static String text(PrivatePostgres postgres, String query) throws SQLException {
    try (Connection connection = postgres.dataSource(DATABASE).getConnection()) {
      return text(connection, query);
    }
  }

  private static String text(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(query)) {
      assertTrue(row.next());
      return row.getString(1);
    }
  }
}
