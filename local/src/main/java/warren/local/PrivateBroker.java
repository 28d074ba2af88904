package warren.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A private RabbitMQ node on a loopback port: the installed {@code rabbitmq-server} with its data
 * in the given folder. Durable queues and persistent messages survive a restart. The caller must
 * have exclusive use of the folder, see {@link DataFolder}. Thread-safe.
 */
public final class PrivateBroker implements AutoCloseable {
  private static final String NODE = "broker";
  private static final String EPMD = "epmd";
  private static final String MANAGER = "rabbitmqctl";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** The protocol header of AMQP 0-9-1; a broker that is ready replies with a method frame. */
  private static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

  private static final int METHOD_FRAME = 1;

  private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";

  private final Path folder;
  private final int port;
  private final RabbitMqPrograms programs;
  private final BrokerData data;
  private final int epmdPort = FreePort.pick();
  private final CompletableFuture<String> died = new CompletableFuture<>();
  private @Nullable OwnedProcess epmd;
  private @Nullable OwnedProcess node;

  private PrivateBroker(Path folder, int port, RabbitMqPrograms programs) {
    this.folder = folder;
    this.port = port;
    this.programs = programs;
    this.data = BrokerData.in(folder);
  }

  /**
   * Starts a node on the data in the folder, which is created if it is missing.
   *
   * @param port the AMQP port; 0 selects a free port
   * @param vhosts created in addition to {@code /}; {@code guest} has all permissions in them
   * @throws LocalException if RabbitMQ is not installed, the port is in use or the node does not
   *     start
   */
  public static PrivateBroker start(Path folder, int port, List<String> vhosts)
      throws InterruptedException {
    try {
      return start(folder, RabbitMqPrograms.find(), port, vhosts);
    } catch (IOException e) {
      throw new LocalException("RabbitMQ cannot be found: " + e, e);
    }
  }

  /** Does the same with this RabbitMQ. */
  static PrivateBroker start(Path folder, RabbitMqPrograms programs, int port, List<String> vhosts)
      throws InterruptedException {
    try {
      PrivateFiles.folder(folder);
      stopLeftOvers(folder);
      if (port != 0 && !FreePort.isFree(port)) {
        throw new LocalException("Port " + port + " on 127.0.0.1 is in use by another program.");
      }
      PrivateBroker broker =
          new PrivateBroker(folder, port == 0 ? FreePort.pick() : port, programs);
      BrokerConfiguration.write(folder, broker.port, vhosts);
      new BrokerUpgrade(broker, broker.data, programs.version()).start();
      return broker;
    } catch (IOException e) {
      throw new LocalException("RabbitMQ cannot be started in " + folder + ": " + e, e);
    }
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, NODE, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, MANAGER, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, EPMD, OwnedProcess.Signal.TERM);
  }

  public int port() {
    return port;
  }

  /** Returns the process id of the running node. */
  public synchronized long pid() {
    return requireNonNull(node).pid();
  }

  /** Returns the URI of the vhost {@code /} with the credentials of {@code guest}. */
  public String uri() {
    return "amqp://guest:guest@127.0.0.1:" + port;
  }

  /** Returns the URI of a vhost with the credentials of {@code guest}. */
  public String uri(String vhost) {
    return uri() + "/" + vhost;
  }

  /**
   * Records the number of unanswered requests, to be reported if a later start cannot read the
   * data.
   */
  public void recordUnanswered(long requests) {
    try {
      data.recordUnanswered(requests);
    } catch (IOException e) {
      throw new LocalException("The number of requests cannot be recorded: " + e, e);
    }
  }

  /** Restarts the node, or starts it after {@link #stop}, on the same port. */
  public synchronized void restart() throws InterruptedException {
    stop();
    try {
      epmd = OwnedProcess.start(epmd());
      // a node that finds no epmd starts its own, which would never be stopped
      epmd.awaitReady(START, () -> acceptsConnections(epmdPort));
      node = OwnedProcess.start(node());
      node.awaitReady(START, this::isReady);
      node.onDeath(died::complete);
    } catch (IOException e) {
      stop();
      throw new LocalException("RabbitMQ cannot be started in " + folder + ": " + e, e);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
  }

  /** Stops the node, which closes open connections. */
  public synchronized void stop() {
    try {
      if (node != null) {
        node.close();
      }
    } finally {
      node = null;
      if (epmd != null) {
        epmd.close();
        epmd = null;
      }
    }
  }

  @Override
  public void close() {
    stop();
  }

  /** Completes with a message for the user if the node ends without being stopped. */
  CompletableFuture<String> died() {
    return died;
  }

  private OwnedProcess.Program epmd() {
    List<String> command =
        List.of(
            programs.epmd().toString(),
            "-address",
            "127.0.0.1",
            "-port",
            Integer.toString(epmdPort));
    return new OwnedProcess.Program(
        EPMD, folder, command, Map.of("PATH", Programs.path()), OwnedProcess.Signal.TERM);
  }

  private OwnedProcess.Program node() {
    return new OwnedProcess.Program(
        NODE,
        folder,
        List.of(programs.server().toString()),
        environment(),
        OwnedProcess.Signal.TERM);
  }

  /** Enables all stable feature flags of the running node; returns whether it succeeded. */
  synchronized boolean enableFeatureFlags() throws IOException, InterruptedException {
    List<String> command = List.of(programs.manager().toString(), "enable_feature_flag", "all");
    var program =
        new OwnedProcess.Program(MANAGER, folder, command, environment(), OwnedProcess.Signal.TERM);
    try (OwnedProcess manager = OwnedProcess.start(program)) {
      return manager.succeeds(START);
    }
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", Programs.path());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    environment.put("ERL_EPMD_PORT", Integer.toString(epmdPort));
    environment.put("ERL_CRASH_DUMP", folder.resolve("crash.dump").toString());
    environment.put("RABBITMQ_NODENAME", "warren@localhost");
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(FreePort.pick()));
    environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
    environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
    // without these two, the settings of a system broker in /etc/rabbitmq would apply
    environment.put("RABBITMQ_CONFIG_FILES", folder.resolve("conf.d").toString());
    environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("advanced.config").toString());
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.toString());
    // with this the script executes the node in its own process, so that the recorded pid is the
    // node's; -noinput reverts the other effects
    environment.put("RABBITMQ_ALLOW_INPUT", "true");
    environment.put("RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS", "-noinput +B i " + LOOPBACK_ONLY);
    environment.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
    return environment;
  }

  private static boolean acceptsConnections(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(FreePort.address(port), (int) PROBE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean isReady() {
    try (Socket socket = new Socket()) {
      socket.connect(FreePort.address(port), (int) PROBE.toMillis());
      socket.setSoTimeout((int) PROBE.toMillis());
      socket.getOutputStream().write(PROTOCOL_HEADER);
      return socket.getInputStream().read() == METHOD_FRAME;
    } catch (IOException notYet) {
      return false;
    }
  }
}
