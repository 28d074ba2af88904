package warren.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A private PostgreSQL server on a free loopback port. It loses no committed data, and every
 * connection requires the generated password. The caller must have exclusive use of the folder, see
 * {@link DataFolder}. Thread-safe.
 */
public final class PrivatePostgres implements AutoCloseable {
  private static final String NAME = "postgres";
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** Recovery after a kill may take long. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final int CONNECT_SECONDS = 5;

  private final String name;
  private final Path folder;
  private final PostgresData data;
  private final int port;
  private final CompletableFuture<String> died = new CompletableFuture<>();
  private @Nullable OwnedProcess server;

  /** Creates a stopped server, whose log and pid file in the folder have this name. */
  PrivatePostgres(String name, Path folder, PostgresData data) {
    this.name = name;
    this.folder = folder;
    this.data = data;
    this.port = FreePort.pick();
  }

  /** Starts the server on the data in the folder, which is created if it is missing. */
  public static PrivatePostgres start(Path folder) throws InterruptedException {
    try {
      PrivateFiles.folder(folder);
      stopLeftOvers(folder);
      return start(folder, PostgresData.open(folder));
    } catch (IOException e) {
      throw new LocalException("PostgreSQL cannot be started in " + folder + ": " + e, e);
    }
  }

  static PrivatePostgres start(Path folder, PostgresData data) throws InterruptedException {
    PrivatePostgres postgres = new PrivatePostgres(NAME, folder, data);
    postgres.restart();
    return postgres;
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, PostgresData.INITDB, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, NAME, OwnedProcess.Signal.INT);
    PostgresUpgrade.stopLeftOvers(folder);
  }

  public int port() {
    return port;
  }

  /** Returns the process id of the running server, the parent of all its processes. */
  public synchronized long pid() {
    return requireNonNull(server).pid();
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** Returns the name of the superuser. */
  public String user() {
    return PostgresData.USER;
  }

  public String password() {
    return data.password();
  }

  /** Returns a source without a pool, which opens a new connection for each call. */
  public DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(PostgresData.USER);
    source.setPassword(data.password());
    source.setConnectTimeout(CONNECT_SECONDS);
    return source;
  }

  /** Creates an empty database; does nothing if it exists. */
  public void createDatabase(String name) {
    try (Connection connection = connect()) {
      if (!exists(connection, name)) {
        create(connection, name, "template0");
      }
    } catch (SQLException e) {
      throw new LocalException("The database " + name + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** Creates a copy of a database, to which no client may be connected. */
  public void createDatabase(String name, String template) {
    try (Connection connection = connect()) {
      create(connection, name, template);
    } catch (SQLException e) {
      throw new LocalException("The database " + name + " cannot be created: " + e.getMessage(), e);
    }
  }

  /** Restarts the server, or starts it after {@link #stop}, on the same port. */
  public synchronized void restart() throws InterruptedException {
    stop();
    try {
      server = OwnedProcess.start(program());
    } catch (IOException e) {
      throw new LocalException("PostgreSQL cannot be started in " + folder + ": " + e, e);
    }
    try {
      server.awaitReady(START, this::isReady);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
    server.onDeath(died::complete);
  }

  /** Stops the server, which ends open database sessions. */
  public synchronized void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  /** Kills all processes of the server, as a loss of power does. */
  public synchronized void kill() throws InterruptedException {
    if (server != null) {
      server.kill();
      server.close();
      server = null;
    }
  }

  /** Suspends all processes of the server: connections remain open without replies. */
  public synchronized void freeze() {
    requireNonNull(server).freeze();
  }

  /** Continues after {@link #freeze}. */
  public synchronized void resume() {
    requireNonNull(server).resume();
  }

  /** Stops the server, also if it is suspended. */
  @Override
  public synchronized void close() {
    if (server != null) {
      server.resume();
    }
    stop();
  }

  PostgresData data() {
    return data;
  }

  /** Completes with a message for the user if the server ends without being stopped. */
  CompletableFuture<String> died() {
    return died;
  }

  private OwnedProcess.Program program() {
    List<String> command =
        data.programs()
            .command(
                "postgres",
                "-D",
                data.path().toString(),
                "-p",
                Integer.toString(port),
                "-h",
                "127.0.0.1",
                // TCP only: the path of a data folder can exceed the length limit of a Unix
                // socket's path
                "-c",
                "unix_socket_directories=",
                "-c",
                "max_connections=100",
                "-c",
                "shared_buffers=64MB",
                "-c",
                "log_checkpoints=off",
                "-c",
                "timezone=UTC");
    return new OwnedProcess.Program(
        name, folder, command, PostgresPrograms.environment(), OwnedProcess.Signal.INT);
  }

  private boolean isReady() {
    try (Connection connection = connect()) {
      return connection.isValid(CONNECT_SECONDS);
    } catch (SQLException notYet) {
      return false;
    }
  }

  private Connection connect() throws SQLException {
    return dataSource("postgres").getConnection();
  }

  private static boolean exists(Connection connection, String database) throws SQLException {
    try (PreparedStatement query =
        connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?")) {
      query.setString(1, database);
      try (ResultSet found = query.executeQuery()) {
        return found.next();
      }
    }
  }

  private static void create(Connection connection, String name, String template)
      throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE %s TEMPLATE %s".formatted(quoted(name), quoted(template)));
    }
  }

  private static String quoted(String database) {
    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException("not a database name: " + database);
    }
    return '"' + database + '"';
  }
}
