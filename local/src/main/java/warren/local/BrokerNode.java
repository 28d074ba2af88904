package warren.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ node with a port mapper of its own, in a folder that contains its configuration. The
 * caller can stop, kill and suspend it. Thread-safe.
 */
public final class BrokerNode implements AutoCloseable {
  private static final String NODE = "broker";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** The protocol header of AMQP 0-9-1; a broker that is ready replies with a method frame. */
  private static final byte[] PROTOCOL_HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

  private static final int METHOD_FRAME = 1;

  private static final String LOOPBACK_ONLY = "-kernel inet_dist_use_interface {127,0,0,1}";

  /** Nodes notice within this time that another one is suspended or unreachable. */
  static final int TICK_SECONDS = 8;

  private final Path folder;
  private final String name;
  private final int port;
  private final int distributionPort = FreePort.pick();
  private final RabbitMqPrograms programs;
  private final PortMapper portMapper;
  private final CompletableFuture<String> died = new CompletableFuture<>();
  private @Nullable OwnedProcess node;

  /**
   * Describes a node without starting it.
   *
   * @param name the part of the node's name before {@code @localhost}
   * @param peers the names of other nodes, with the ports at which this node connects to them
   */
  BrokerNode(
      Path folder, RabbitMqPrograms programs, String name, int port, Map<String, Integer> peers) {
    this.folder = folder;
    this.name = name;
    this.port = port;
    this.programs = programs;
    this.portMapper = new PortMapper(folder, programs.epmd(), peers);
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, NODE, OwnedProcess.Signal.TERM);
    PortMapper.stopLeftOver(folder);
  }

  /** Returns the name by which other nodes know this one. */
  public String name() {
    return name + "@localhost";
  }

  public int port() {
    return port;
  }

  /** Returns the port on which the node accepts connections of other nodes. */
  int distributionPort() {
    return distributionPort;
  }

  /** Returns the process id of the running node. */
  public synchronized long pid() {
    return requireNonNull(node).pid();
  }

  /** Returns the URI of the vhost {@code /} with the credentials of {@code guest}. */
  public String uri() {
    return "amqp://guest:guest@127.0.0.1:" + port;
  }

  /** Starts the node and waits until it accepts clients; does nothing if it is running. */
  public void start() throws InterruptedException {
    launch();
    awaitReady();
  }

  /** Starts the node without waiting: a node of a cluster may wait for others. */
  public synchronized void launch() throws InterruptedException {
    if (node != null) {
      return;
    }
    try {
      portMapper.start();
      node = OwnedProcess.start(node());
    } catch (IOException e) {
      stop();
      throw new LocalException("RabbitMQ cannot be started in " + folder + ": " + e, e);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
  }

  /** Waits until the started node accepts clients. */
  public void awaitReady() throws InterruptedException {
    OwnedProcess started = started();
    try {
      started.awaitReady(START, this::isReady);
      started.onDeath(died::complete);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
  }

  private synchronized OwnedProcess started() {
    return requireNonNull(node);
  }

  /** Stops the node, which closes open connections. */
  public synchronized void stop() {
    try {
      if (node != null) {
        node.close();
      }
    } finally {
      node = null;
      portMapper.close();
    }
  }

  /** Kills the node; a repeated call has no effect. */
  public synchronized void kill() throws InterruptedException {
    if (node != null) {
      node.kill();
      node.close();
      node = null;
    }
  }

  /** Suspends the node: its sockets remain open, and it does nothing. */
  public synchronized void freeze() {
    requireNonNull(node).freeze();
  }

  /** Continues after {@link #freeze}. */
  public synchronized void resume() {
    requireNonNull(node).resume();
  }

  /** Stops the node, also if it is suspended. */
  @Override
  public synchronized void close() {
    if (node != null) {
      node.resume();
    }
    stop();
  }

  /** Returns the file to which the node writes its log. */
  Path log() {
    return node().log();
  }

  /** Runs {@code rabbitmqctl} for this node and returns its output. */
  public String control(String... arguments) throws InterruptedException {
    Map<String, String> environment = environment();
    environment.put("RABBITMQ_CTL_ERL_ARGS", LOOPBACK_ONLY);
    return RabbitMqControl.run(command(arguments), folder, environment);
  }

  /** Returns the number of nodes of the cluster that run, as this node sees it. */
  public int runningNodes() throws InterruptedException {
    return Integer.parseInt(control("eval", "length(rabbit_nodes:all_running())."));
  }

  /** Returns a command line that runs {@code rabbitmqctl} for this node in any environment. */
  List<String> rabbitmqctl() {
    List<String> words = new ArrayList<>(List.of("env", "--ignore-environment"));
    environment().forEach((name, value) -> words.add(name + "=" + value));
    words.addAll(command());
    return words;
  }

  private List<String> command(String... arguments) {
    String program = programs.manager().toString();
    return Stream.concat(Stream.of(program, "--quiet", "--node", name()), Stream.of(arguments))
        .toList();
  }

  /** Completes with a message for the user if the node ends without being stopped. */
  CompletableFuture<String> died() {
    return died;
  }

  private OwnedProcess.Program node() {
    Map<String, String> environment = environment();
    // with this the script executes the node in its own process, so that the recorded pid is the
    // node's; -noinput reverts the other effects
    environment.put("RABBITMQ_ALLOW_INPUT", "true");
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
        "-noinput +B i " + LOOPBACK_ONLY + " -kernel net_ticktime " + TICK_SECONDS);
    return new OwnedProcess.Program(
        NODE, folder, List.of(programs.server().toString()), environment, OwnedProcess.Signal.TERM);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", Programs.path());
    environment.put("HOME", folder.resolve("home").toString());
    environment.put("LANG", "C.UTF-8");
    environment.put("ERL_EPMD_ADDRESS", "127.0.0.1");
    environment.put("ERL_EPMD_PORT", Integer.toString(portMapper.port()));
    environment.put("ERL_CRASH_DUMP", folder.resolve("crash.dump").toString());
    environment.put("RABBITMQ_NODENAME", name());
    environment.put("RABBITMQ_DIST_PORT", Integer.toString(distributionPort));
    environment.put("RABBITMQ_CONF_ENV_FILE", "/dev/null");
    environment.put("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq.conf").toString());
    // without these two, the settings of a system broker in /etc/rabbitmq would apply
    environment.put("RABBITMQ_CONFIG_FILES", folder.resolve("conf.d").toString());
    environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("advanced.config").toString());
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.toString());
    return environment;
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
