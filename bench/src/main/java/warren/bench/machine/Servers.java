package warren.bench.machine;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import warren.local.DataFolder;
import warren.local.LocalServers;
import warren.schema.Migrations;
import warren.settings.StartException;

/** The broker and the database: private ones, or those that the environment names. */
public final class Servers implements AutoCloseable {
  /** The vhost of the echo, where they are private. */
  public static final String ECHO = "echo";

  /** A place of services: a database, and a vhost of the same name. */
  public static final String SMALL = "small";

  /** Another place, where they are private. */
  public static final String LARGE = "large";

  private static final String AMQP_URI = "WARREN_AMQP_URI";
  private static final String DB_URL = "WARREN_DB_URL";
  private static final String DB_USER = "WARREN_DB_USER";
  private static final String DB_PASSWORD = "WARREN_DB_PASSWORD";
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

  /**
   * Whether the environment names them.
   *
   * @throws StartException if it names one alone
   */
  public static boolean areGiven(Map<String, String> environment) {
    var broker = environment.containsKey(AMQP_URI);
    if (broker != environment.containsKey(DB_URL)) {
      throw new StartException(
          "%s is set without %s: set both, or neither for private servers."
              .formatted(broker ? AMQP_URI : DB_URL, broker ? DB_URL : AMQP_URI),
          null);
    }
    return broker;
  }

  /** Starts private ones in a folder, unless the environment names some. */
  public static Servers start(Path data, Map<String, String> environment)
      throws InterruptedException {
    if (areGiven(environment)) {
      return new Servers(environment, null, null);
    }
    var folder = DataFolder.open(data);
    try {
      var local = LocalServers.start(folder, 0, List.of(ECHO, SMALL, LARGE));
      return new Servers(environment, folder, local);
    } catch (RuntimeException | InterruptedException e) {
      folder.close();
      throw e;
    }
  }

  /** The address of a vhost; there is but one where it isn't ours. */
  public String amqpUri(String name) {
    return local == null
        ? Optional.ofNullable(given.get(AMQP_URI)).orElseThrow()
        : local.broker().uri(name);
  }

  /** Makes the place's database anew, where it is ours to make. */
  public void create(String name) throws SQLException {
    if (local != null) {
      drop(local, name);
      local.postgres().createDatabase(name);
    }
  }

  private static void drop(LocalServers local, String name) throws SQLException {
    try (var connection = local.postgres().dataSource("postgres").getConnection();
        var statement = connection.createStatement()) {
      statement.execute("drop database if exists " + name + " with (force)");
    }
  }

  /** Makes the place's tables. */
  public void migrate(String name) {
    var source = new PGSimpleDataSource();
    var environment = environment(name);
    source.setURL(environment.get(DB_URL));
    source.setUser(environment.get(DB_USER));
    source.setPassword(environment.get(DB_PASSWORD));
    Migrations.migrate(source);
  }

  /** A connection to the place's database. */
  public Connection database(String name) {
    var environment = environment(name);
    try {
      return DriverManager.getConnection(
          environment.get(DB_URL), environment.get(DB_USER), environment.get(DB_PASSWORD));
    } catch (SQLException e) {
      throw new StartException("No connection to the database: " + e.getMessage(), e);
    }
  }

  /** What a service in that place is told. */
  Map<String, String> environment(String name) {
    var environment = new HashMap<>(given);
    environment.putIfAbsent("WARREN_SECRET", SECRET);
    environment.putIfAbsent("WARREN_ADMIN_PASSWORD", PASSWORD);
    if (local == null) {
      environment.putIfAbsent(DB_USER, "warren");
    } else {
      var postgres = local.postgres();
      environment.put(AMQP_URI, amqpUri(name));
      environment.put(DB_URL, postgres.jdbcUrl(name));
      environment.put(DB_USER, postgres.user());
      environment.put(DB_PASSWORD, postgres.password());
    }
    return environment;
  }

  /** The broker's process, if it is ours. */
  OptionalLong brokerPid() {
    return local == null ? OptionalLong.empty() : OptionalLong.of(local.broker().pid());
  }

  /** The database's first process, if it is ours. */
  OptionalLong databasePid() {
    return local == null ? OptionalLong.empty() : OptionalLong.of(local.postgres().pid());
  }

  @Override
  public void close() {
    try (folder;
        local) {
      // the servers first
    }
  }
}
