package warren.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.schema.Migrations;

/** The broker and the database: private ones, or those that the environment names. */
final class Servers implements AutoCloseable {
  static final String ECHO = "echo";

  /** The places of services: each a database, and a vhost of the same name. */
  static final String SMALL = "small";

  static final String LARGE = "large";

  private static final String SECRET = "a-secret-of-the-benchmark-and-of-nothing-else";
  private static final String PASSWORD = "a-password-of-the-benchmark";

  private final Map<String, String> given;
  private final @Nullable DataFolder folder;
  private final @Nullable LocalServers local;

  private Servers(
      Map<String, String> given, @Nullable DataFolder folder, @Nullable LocalServers local) {
    this.given = given;
    this.folder = folder;
    this.local = local;
  }

  /** Starts private ones, unless {@code WARREN_AMQP_URI} and {@code WARREN_DB_URL} name some. */
  static Servers start(Path data, Map<String, String> environment) throws InterruptedException {
    if (environment.containsKey("WARREN_AMQP_URI") && environment.containsKey("WARREN_DB_URL")) {
      return new Servers(environment, null, null);
    }
    var folder = DataFolder.open(data);
    try {
      var local = LocalServers.start(folder, 0, List.of(ECHO, SMALL, LARGE));
      return new Servers(Map.of(), folder, local);
    } catch (RuntimeException | InterruptedException e) {
      folder.close();
      throw e;
    }
  }

  /** Whether they are ours, so that there is room for more than one service. */
  boolean arePrivate() {
    return local != null;
  }

  /** The address of a vhost. */
  String amqpUri(String name) {
    return local == null
        ? Optional.ofNullable(given.get("WARREN_AMQP_URI")).orElseThrow()
        : local.broker().uri(name);
  }

  /** Makes the place's database, where it is ours to make, and its tables. */
  void prepare(String name) {
    if (local != null) {
      local.postgres().createDatabase(name);
    }
    var source = new PGSimpleDataSource();
    var environment = environment(name);
    source.setURL(environment.get("WARREN_DB_URL"));
    source.setUser(environment.get("WARREN_DB_USER"));
    source.setPassword(environment.get("WARREN_DB_PASSWORD"));
    Migrations.migrate(source);
  }

  Connection database(String name) throws SQLException {
    var environment = environment(name);
    return DriverManager.getConnection(
        environment.get("WARREN_DB_URL"),
        environment.get("WARREN_DB_USER"),
        environment.get("WARREN_DB_PASSWORD"));
  }

  /** What a service in that place is told. */
  Map<String, String> environment(String name) {
    if (local == null) {
      var environment = new HashMap<>(given);
      environment.putIfAbsent("WARREN_SECRET", SECRET);
      environment.putIfAbsent("WARREN_ADMIN_PASSWORD", PASSWORD);
      return environment;
    }
    var postgres = local.postgres();
    return Map.of(
        "WARREN_AMQP_URI", amqpUri(name),
        "WARREN_DB_URL", postgres.jdbcUrl(name),
        "WARREN_DB_USER", postgres.user(),
        "WARREN_DB_PASSWORD", postgres.password(),
        "WARREN_SECRET", SECRET,
        "WARREN_ADMIN_PASSWORD", PASSWORD);
  }

  /** Seconds of CPU that the broker has used so far; 0 if it isn't ours. */
  double brokerCpuSeconds() {
    return ofOurs("beam");
  }

  /** Seconds of CPU that the database has used so far; 0 if it isn't ours. */
  double databaseCpuSeconds() {
    return ofOurs("postgres");
  }

  private static double ofOurs(String program) {
    return ProcessHandle.current()
        .children()
        .filter(child -> runs(child, program))
        .mapToDouble(child -> Proc.cpuSeconds(child.pid()))
        .sum();
  }

  private static boolean runs(ProcessHandle child, String program) {
    return Stream.concat(Stream.of(child), child.descendants())
        .anyMatch(process -> process.info().command().orElse("").contains("/" + program));
  }

  @Override
  public void close() {
    try (folder;
        local) {
      // the servers first
    }
  }
}
