package warren.faults.deployment;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import warren.local.BrokerNode;
import warren.local.FreePort;
import warren.local.PrivateCluster;
import warren.local.TcpLink;

/**
 * The programs as they are released: two services and a gateway, with three brokers and a database
 * with a standby. Each program reaches the brokers through links of its own.
 */
public final class Deployment implements AutoCloseable {
  /** The password of the administrator. */
  public static final String PASSWORD = "correct horse battery";

  /** The exchange of the domain events. */
  public static final String EVENTS = "accounts.events";

  private static final String SECRET = "ZmF1bHRzIGZhdWx0cyBmYXVsdHMgZmF1bHRzIGZhdWx0cw==";

  private final Disk disk;
  private final Database database;
  private final PrivateCluster cluster;
  private final int httpPort = FreePort.pick();
  private final Map<String, List<TcpLink>> links = new HashMap<>();
  private final Map<Program, Clock> clocks = new HashMap<>();
  private final List<Program> services = new ArrayList<>();
  private final Program migration;
  private final Program gateway;

  private Deployment(Path folder) throws IOException, InterruptedException {
    var logs = Files.createDirectories(folder.resolve("logs"));
    disk = Disk.mount(folder.resolve("database"));
    database = Database.start(disk.folder());
    cluster = PrivateCluster.start(folder.resolve("brokers"));
    for (var name : List.of("service-1", "service-2")) {
      var clock = new Clock(folder.resolve(name + ".clock"));
      var service = new Program(name, "serve", service(name, clock), logs);
      clocks.put(service, clock);
      services.add(service);
    }
    migration = new Program("migration", "migrate", migrationSettings(), logs);
    gateway = new Program("gateway", "gateway", gatewaySettings(), logs);
  }

  /**
   * Starts everything.
   *
   * @param folder for data and logs; must not exist
   * @param previous the launcher of the version with which all programs start, before this version
   *     migrates the database; null for this version
   */
  public static Deployment start(Path folder, @Nullable Path previous)
      throws IOException, InterruptedException {
    var deployment = new Deployment(folder);
    // Ctrl-C must not leave the file system mounted
    Runtime.getRuntime().addShutdownHook(new Thread(deployment::close));
    try {
      deployment.migrate(previous);
      for (var program : deployment.programs()) {
        program.use(previous);
        program.launch();
        program.awaitReady();
      }
      if (previous != null) {
        deployment.migrate(null);
      }
      return deployment;
    } catch (IOException | InterruptedException | RuntimeException e) {
      deployment.close();
      throw e;
    }
  }

  private void migrate(@Nullable Path launcher) throws IOException, InterruptedException {
    migration.use(launcher);
    migration.run();
  }

  private Map<String, String> service(String name, Clock clock) throws IOException {
    var settings = new HashMap<>(database.settings());
    settings.putAll(clock.settings());
    settings.putAll(common(name));
    settings.put("WARREN_SECRET", SECRET);
    settings.put("WARREN_ADMIN_PASSWORD", PASSWORD);
    settings.put("WARREN_QUEUE_TYPE", "quorum");
    settings.put("WARREN_EVENTS_EXCHANGE", EVENTS);
    settings.put("WARREN_CREATION_LIMIT", "off");
    settings.put("WARREN_HEALTH_PORT", "0");
    // logins are frequent here, and their cost is not tested
    settings.put("WARREN_ARGON2_MEMORY_KIB", "1024");
    settings.put("WARREN_ARGON2_ITERATIONS", "1");
    return settings;
  }

  private Map<String, String> migrationSettings() {
    var settings = new HashMap<>(database.settings());
    settings.putAll(common("migration"));
    settings.put("WARREN_SECRET", SECRET);
    return settings;
  }

  private Map<String, String> gatewaySettings() {
    var settings = new HashMap<>(common("gateway"));
    settings.put("WARREN_HTTP_PORT", Integer.toString(httpPort));
    settings.put("WARREN_HTTP_TIMEOUT", "3s");
    return settings;
  }

  private Map<String, String> common(String program) {
    return Map.of(
        "WARREN_AMQP_URI",
        amqpUri(program),
        "WARREN_SKIP_BUILD",
        "1",
        "WARREN_JAVA_OPTS",
        "-Xmx256m");
  }

  /** Returns the address of all brokers through the links of this program, created if missing. */
  public String amqpUri(String program) {
    var ports = brokerLinks(program).stream().map(link -> "127.0.0.1:" + link.port());
    return "amqp://guest:guest@" + ports.collect(Collectors.joining(","));
  }

  /** Returns the links between a program and the brokers. */
  public List<TcpLink> brokerLinks(String program) {
    return links.computeIfAbsent(
        program,
        created -> cluster.nodes().stream().map(BrokerNode::port).map(TcpLink::to).toList());
  }

  public Database database() {
    return database;
  }

  public Disk disk() {
    return disk;
  }

  public PrivateCluster cluster() {
    return cluster;
  }

  public List<Program> services() {
    return services;
  }

  public Clock clock(Program service) {
    return requireNonNull(clocks.get(service));
  }

  public Program gateway() {
    return gateway;
  }

  public List<Program> programs() {
    return Stream.concat(services.stream(), Stream.of(gateway)).toList();
  }

  public int httpPort() {
    return httpPort;
  }

  @Override
  public void close() {
    try (disk;
        database;
        cluster) {
      programs().forEach(Program::close);
    } finally {
      links.values().forEach(ofProgram -> ofProgram.forEach(TcpLink::close));
    }
  }
}
