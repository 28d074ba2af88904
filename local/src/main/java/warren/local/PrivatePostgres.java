package warren.local;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * A PostgreSQL of our own on a free loopback port. It loses nothing that was committed, and admits
 * nobody without the generated password. The caller has the folder to itself, see {@link
 * DataFolder}.
 */
public final class PrivatePostgres implements AutoCloseable {
  /** Of the programs in our jars. Another one can't read the data: the folder is named after it. */
  private static final String MAJOR = "18";

  private static final String USER = "warren";
  private static final String NAME = "postgres";
  private static final Pattern DATABASE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  /** A database that was killed may have much to recover. */
  private static final Duration START = Duration.ofSeconds(60);

  private static final int CONNECT_SECONDS = 5;
  private static final Duration INITDB = Duration.ofSeconds(60);

  private final Path folder;
  private final PostgresPrograms programs;
  private final String password;
  private final int port;
  private final CompletableFuture<String> died = new CompletableFuture<>();
  private @Nullable OwnedProcess server;

  private PrivatePostgres(Path folder, PostgresPrograms programs, String password, int port) {
    this.folder = folder;
    this.programs = programs;
    this.password = password;
    this.port = port;
  }

  /** Starts the server on the data in the folder, which is made where it is missing. */
  public static PrivatePostgres start(Path folder) throws InterruptedException {
    try {
      PrivateFiles.folder(folder);
      stopLeftOvers(folder);
      PrivatePostgres postgres =
          new PrivatePostgres(
              folder,
              PostgresPrograms.in(folder),
              PrivateFiles.secret(folder.resolve("password")),
              FreePort.pick());
      postgres.initialize();
      postgres.restart();
      return postgres;
    } catch (IOException e) {
      throw new LocalException("PostgreSQL can't be started in " + folder + ": " + e, e);
    }
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, "initdb", OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, NAME, OwnedProcess.Signal.INT);
  }

  public int port() {
    return port;
  }

  /** The process of the server that runs, whose children do its work. */
  public synchronized long pid() {
    return requireNonNull(server).pid();
  }

  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database;
  }

  /** The superuser. */
  public String user() {
    return USER;
  }

  public String password() {
    return password;
  }

  /** Opens a new connection each time. */
  public DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    source.setUser(USER);
    source.setPassword(password);
    source.setConnectTimeout(CONNECT_SECONDS);
    return source;
  }

  /** Creates an empty database; one that exists stays as it is. */
  public void createDatabase(String name) {
    try (Connection connection = connect()) {
      if (!exists(connection, name)) {
        create(connection, name, "template0");
      }
    } catch (SQLException e) {
      throw new LocalException("The database " + name + " can't be created: " + e.getMessage(), e);
    }
  }

  /** Creates a copy of a database to which nobody is connected. */
  public void createDatabase(String name, String template) {
    try (Connection connection = connect()) {
      create(connection, name, template);
    } catch (SQLException e) {
      throw new LocalException("The database " + name + " can't be created: " + e.getMessage(), e);
    }
  }

  /** Stops the server and starts it again, or just starts it after {@link #stop}; same port. */
  public synchronized void restart() throws InterruptedException {
    stop();
    try {
      server = OwnedProcess.start(program());
    } catch (IOException e) {
      throw new LocalException("PostgreSQL can't be started in " + folder + ": " + e, e);
    }
    try {
      server.awaitReady(START, this::answers);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
    server.onDeath(died::complete);
  }

  /** Stops the server; sessions that are open are cut off. */
  public synchronized void stop() {
    if (server != null) {
      server.close();
      server = null;
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Completes with a sentence for people if the server ends without having been told to. */
  CompletableFuture<String> died() {
    return died;
  }

  private Path data() {
    return folder.resolve(MAJOR);
  }

  /** Makes the data folder, which appears as a whole and with the password set. */
  private void initialize() throws IOException, InterruptedException {
    if (Files.exists(data())) {
      return;
    }
    refuseOtherMajor();
    Path fresh = folder.resolve("data.new");
    PrivateFiles.delete(fresh);
    List<String> command =
        programs.command(
            "initdb",
            "--pgdata=" + fresh,
            "--username=" + USER,
            "--pwfile=" + folder.resolve("password"),
            "--auth=scram-sha-256",
            "--encoding=UTF8",
            // sorts and folds case alike on every machine
            "--locale=C",
            "--lc-ctype=" + LetterLocale.name(),
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--no-instructions");
    var program =
        new OwnedProcess.Program(
            "initdb", folder, command, environment(), OwnedProcess.Signal.TERM);
    try (OwnedProcess initdb = OwnedProcess.start(program)) {
      if (!initdb.succeeds(INITDB)) {
        throw new LocalException(
            "PostgreSQL's data folder could not be made; initdb said:\n" + initdb.lastLines());
      }
    }
    Files.move(fresh, data(), ATOMIC_MOVE);
  }

  private void refuseOtherMajor() throws IOException {
    try (DirectoryStream<Path> others = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path other : others) {
        throw new LocalException(
            "%s holds the data of PostgreSQL %s, and this is PostgreSQL %s: dump it with the former first."
                .formatted(folder, other.getFileName(), MAJOR));
      }
    }
  }

  private OwnedProcess.Program program() {
    List<String> command =
        programs.command(
            "postgres",
            "-D",
            data().toString(),
            "-p",
            Integer.toString(port),
            "-h",
            "127.0.0.1",
            // TCP alone: the path of a socket has a limit that a data folder can exceed
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
    return new OwnedProcess.Program(NAME, folder, command, environment(), OwnedProcess.Signal.INT);
  }

  private static Map<String, String> environment() {
    return Map.of("PATH", Programs.path(), "LC_ALL", "C");
  }

  private boolean answers() {
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
