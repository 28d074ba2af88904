package warren.local;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the databases of an earlier major version into new data, by dump and restore. The server
 * and the programs of the earlier version must be installed: Warren contains only the server of its
 * own version. The earlier data is not changed.
 */
final class PostgresUpgrade {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresUpgrade.class);

  private static final String SOURCE = "postgres-earlier";
  private static final String TARGET = "postgres-new";
  private static final String DUMP = "pg_dump";
  private static final String DUMP_ROLES = "pg_dumpall";
  private static final String RESTORE = "psql";

  /** Millions of accounts take minutes. */
  private static final Duration TIMEOUT = Duration.ofHours(2);

  private static final String DATABASES =
      "SELECT datname FROM pg_database WHERE NOT datistemplate AND datname <> 'postgres'";

  private final Path folder;
  private final PostgresData source;
  private final PostgresData target;

  PostgresUpgrade(Path folder, PostgresData source, PostgresData target) {
    this.folder = folder;
    this.source = source;
    this.target = target;
  }

  /**
   * Finds the data of the latest other version in the folder, if any.
   *
   * @throws LocalException if it cannot be copied
   */
  static Optional<PostgresData> source(Path folder, String password) throws IOException {
    OptionalInt major = latest(folder);
    if (major.isEmpty()) {
      return Optional.empty();
    }
    int version = major.getAsInt();
    if (version > PostgresData.MAJOR) {
      throw new LocalException(
          "%s contains data of PostgreSQL %d, which PostgreSQL %d cannot read: use the version of Warren that created it."
              .formatted(folder, version, PostgresData.MAJOR));
    }
    PostgresPrograms programs =
        PostgresPrograms.installed(version)
            .orElseThrow(
                () ->
                    new LocalException(
                        "%s contains data of PostgreSQL %d: install PostgreSQL %2$d so that the data can be copied to version %d, on Debian and Ubuntu with apt-get install postgresql-%2$d."
                            .formatted(folder, version, PostgresData.MAJOR)));
    Path path = folder.resolve(Integer.toString(version));
    return Optional.of(new PostgresData(path, programs, password));
  }

  private static OptionalInt latest(Path folder) throws IOException {
    List<Integer> versions = new ArrayList<>();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "[0-9]*")) {
      for (Path data : found) {
        if (data.getFileName().toString().matches("\\d{1,4}")) {
          versions.add(Integer.valueOf(data.getFileName().toString()));
        }
      }
    }
    return versions.stream().mapToInt(Integer::intValue).max();
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, RESTORE, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, DUMP, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, DUMP_ROLES, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, TARGET, OwnedProcess.Signal.INT);
    OwnedProcess.stopLeftOver(folder, SOURCE, OwnedProcess.Signal.INT);
  }

  void run() throws IOException, InterruptedException {
    LOG.info("copying {} to PostgreSQL {}", source.path(), PostgresData.MAJOR);
    try (PrivatePostgres from = new PrivatePostgres(SOURCE, folder, source);
        PrivatePostgres to = new PrivatePostgres(TARGET, folder, target)) {
      from.restart();
      to.restart();
      copyRoles(from, to);
      for (String database : databases(from)) {
        copy(database, from, to);
      }
    } catch (SQLException e) {
      throw new LocalException(
          "The databases in " + source.path() + " cannot be listed: " + e.getMessage(), e);
    }
    LOG.info("the data is copied; that of the earlier version is retained in {}", source.path());
  }

  private static List<String> databases(PrivatePostgres server) throws SQLException {
    List<String> names = new ArrayList<>();
    try (Connection connection = server.dataSource("postgres").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(DATABASES)) {
      while (rows.next()) {
        names.add(rows.getString(1));
      }
    }
    return names;
  }

  /** Copies the roles. The new server has only the superuser. */
  private void copyRoles(PrivatePostgres from, PrivatePostgres to)
      throws IOException, InterruptedException {
    Path dump = folder.resolve("roles.sql");
    try {
      run(DUMP_ROLES, from, Map.of(), "--roles-only", "--file=" + dump);
      List<String> statements = new ArrayList<>(Files.readAllLines(dump));
      statements.remove("CREATE ROLE " + PostgresData.USER + ";");
      Files.write(dump, statements);
      restore(dump, to);
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  /** Copies a database with its settings, owners and grants. */
  private void copy(String database, PrivatePostgres from, PrivatePostgres to)
      throws IOException, InterruptedException {
    Path dump = folder.resolve("dump.sql");
    try {
      // as an argument, a name with an equals sign would be understood as several parameters
      run(DUMP, from, Map.of("PGDATABASE", database), "--create", "--file=" + dump);
      restore(dump, to);
    } finally {
      Files.deleteIfExists(dump);
    }
  }

  private void restore(Path dump, PrivatePostgres to) throws IOException, InterruptedException {
    run(
        RESTORE,
        to,
        // a database may be read-only by its settings
        Map.of("PGDATABASE", "postgres", "PGOPTIONS", "-c default_transaction_read_only=off"),
        "--no-psqlrc",
        "--quiet",
        "--set=ON_ERROR_STOP=1",
        "--file=" + dump);
  }

  /** Runs a program of the earlier version, because each understands its own dumps. */
  private void run(
      String program, PrivatePostgres server, Map<String, String> variables, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(source.programs().command(program));
    command.addAll(
        List.of("--host=127.0.0.1", "--port=" + server.port(), "--username=" + server.user()));
    command.addAll(List.of(arguments));
    Map<String, String> environment = new HashMap<>(PostgresPrograms.environment());
    environment.put("PGPASSWORD", server.password());
    environment.putAll(variables);
    var owned =
        new OwnedProcess.Program(program, folder, command, environment, OwnedProcess.Signal.TERM);
    try (OwnedProcess process = OwnedProcess.start(owned)) {
      if (!process.succeeds(TIMEOUT)) {
        throw new LocalException(
            "%s cannot be copied to PostgreSQL %d; %s reported:%n%s"
                .formatted(source.path(), PostgresData.MAJOR, program, process.lastLines()));
      }
    }
  }
}
