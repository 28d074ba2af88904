package warren.bench.machine;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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

/**
 * The broker and the database: private servers, or the external servers that the environment names.
 */
public final class Servers implements AutoCloseable {
  /** The echo's vhost on a private broker. */
  public static final String ECHO = "echo";

  /** The vhost and the database with few accounts, on private servers. */
  public static final String SMALL = "small";

  /** The vhost and the database with many accounts, on private servers. */
  public static final String LARGE = "large";

  /** The vhost and the database of a service that does not record reads, on private servers. */
  public static final String UNRECORDED = "unrecorded";

  /** The vhost and the database of a service with the default limits, on private servers. */
  public static final String LIMITED = "limited";

  private static final String AMQP_URI = "WARREN_AMQP_URI";
  private static final String DB_URL = "WARREN_DB_URL";
  private static final String DB_USER = "WARREN_DB_USER";
  private static final String DB_PASSWORD = "WARREN_DB_PASSWORD";
  private static final String SECRET = "a-secret-that-is-used-only-by-the-benchmark";
  private static final String PASSWORD = "a-password-of-the-benchmark";

  private final Map<String, String> settings;
  private final @Nullable DataFolder folder;
  private final @Nullable LocalServers local;

  private Servers(
      Map<String, String> settings, @Nullable DataFolder folder, @Nullable LocalServers local) {
    this.settings = settings;
    this.folder = folder;
    this.local = local;
  }

  /**
   * Whether the environment names external servers.
   *
   * @throws StartException if it names only one of the two
   */
  public static boolean areExternal(Map<String, String> environment) {
    var broker = environment.containsKey(AMQP_URI);
    if (broker != environment.containsKey(DB_URL)) {
      throw new StartException(
          "%s is set but %s is not: set both, or unset both to use private servers."
              .formatted(broker ? AMQP_URI : DB_URL, broker ? DB_URL : AMQP_URI),
          null);
    }
    return broker;
  }

  /** Starts private servers in the folder unless the environment names external ones. */
  public static Servers start(Path data, Map<String, String> environment)
      throws InterruptedException {
    if (areExternal(environment)) {
      return new Servers(environment, null, null);
    }
    var folder = DataFolder.open(data);
    try {
      var local = LocalServers.start(folder, 0, List.of(ECHO, SMALL, LARGE, UNRECORDED, LIMITED));
      return new Servers(environment, folder, local);
    } catch (RuntimeException | InterruptedException e) {
      folder.close();
      throw e;
    }
  }

  /** Starts private servers whose broker accepts messages of RabbitMQ's default size. */
  public static Servers startWithLargeMessages(Path data) throws InterruptedException {
    var servers = start(data, Map.of());
    try {
      var configuration = data.resolve("broker/rabbitmq.conf");
      var lines = Files.readString(configuration).replaceFirst("max_message_size = .*\n", "");
      Files.writeString(configuration, lines);
      requireNonNull(servers.local).broker().restart();
      return servers;
    } catch (IOException e) {
      servers.close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException | InterruptedException e) {
      servers.close();
      throw e;
    }
  }

  /** Returns a vhost's URI; an external broker has only one vhost. */
  public String amqpUri(String vhost) {
    return local == null
        ? Optional.ofNullable(settings.get(AMQP_URI)).orElseThrow()
        : local.broker().uri(vhost);
  }

  /** Creates an empty database, replacing an existing one; does nothing on external servers. */
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

  /** Creates the tables of a database. */
  public void migrate(String name) {
    var source = new PGSimpleDataSource();
    var environment = environment(name);
    source.setURL(environment.get(DB_URL));
    source.setUser(environment.get(DB_USER));
    source.setPassword(environment.get(DB_PASSWORD));
    Migrations.migrate(source);
  }

  /** Connects to a database. */
  public Connection database(String name) {
    var environment = environment(name);
    try {
      return DriverManager.getConnection(
          environment.get(DB_URL), environment.get(DB_USER), environment.get(DB_PASSWORD));
    } catch (SQLException e) {
      throw new StartException("Cannot connect to the database: " + e.getMessage(), e);
    }
  }

  /** Returns the settings of a service that uses this vhost and database. */
  Map<String, String> environment(String name) {
    var environment = new HashMap<>(settings);
    environment.putIfAbsent("WARREN_SECRET", SECRET);
    environment.putIfAbsent("WARREN_ADMIN_PASSWORD", PASSWORD);
    if (!name.equals(LIMITED)) {
      environment.putIfAbsent("WARREN_CREATION_LIMIT", "off");
    }
    if (name.equals(UNRECORDED)) {
      environment.put("WARREN_AUDIT_READS", "false");
    }
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

  /** Returns the process id of the private broker; empty if the broker is external. */
  OptionalLong brokerPid() {
    return local == null ? OptionalLong.empty() : OptionalLong.of(local.broker().pid());
  }

  /** Returns the main process id of the private database; empty if the database is external. */
  OptionalLong databasePid() {
    return local == null ? OptionalLong.empty() : OptionalLong.of(local.postgres().pid());
  }

  @Override
  public void close() {
    try (folder;
        local) {
      // resources close in reverse order: the servers before their folder
    }
  }
}
