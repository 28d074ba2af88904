package warren.local;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A RabbitMQ node of our own on a loopback port: the installed {@code rabbitmq-server} with its
 * data in our folder. Durable queues and persistent messages outlive a stop. The caller has the
 * folder to itself, see {@link DataFolder}.
 */
public final class PrivateBroker implements AutoCloseable {
  private static final String NODE = "broker";
  private static final String EPMD = "epmd";
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration PROBE = Duration.ofSeconds(2);

  /** What a client of AMQP 0-9-1 says first; a broker at work answers with a method frame. */
  private static final byte[] HEADER = {'A', 'M', 'Q', 'P', 0, 0, 9, 1};

  private static final int METHOD_FRAME = 1;

  private static final String CONFIG =
      """
      listeners.tcp.1 = 127.0.0.1:%d
      max_message_size = 4194304
      log.file = false
      log.console = true
      log.console.level = warning
      log.console.use_colors = off
      """;

  private static final Pattern VHOST = Pattern.compile("[A-Za-z0-9._-]+");

  private final Path folder;
  private final int port;
  private final Path server;
  private final Path portMapper;
  private final CompletableFuture<String> died = new CompletableFuture<>();
  private @Nullable OwnedProcess epmd;
  private @Nullable OwnedProcess node;

  private PrivateBroker(Path folder, int port, Path server, Path portMapper) {
    this.folder = folder;
    this.port = port;
    this.server = server;
    this.portMapper = portMapper;
  }

  /**
   * Starts a node on the data in the folder, which is made where it is missing.
   *
   * @param port the AMQP port, 0 for any that is free
   * @param vhosts made beside {@code /}, and open to guest
   * @throws LocalException if RabbitMQ is not installed, the port is taken or the node doesn't
   *     start
   */
  public static PrivateBroker start(Path folder, int port, List<String> vhosts)
      throws InterruptedException {
    try {
      PrivateFiles.folder(folder);
      stopLeftOvers(folder);
      if (port != 0 && !FreePort.isFree(port)) {
        throw new LocalException("Port " + port + " on 127.0.0.1 is taken by another program.");
      }
      PrivateBroker broker =
          new PrivateBroker(
              folder, port == 0 ? FreePort.pick() : port, installedServer(), installedEpmd());
      broker.configure(vhosts);
      broker.restart();
      return broker;
    } catch (IOException e) {
      throw new LocalException("RabbitMQ can't be started in " + folder + ": " + e, e);
    }
  }

  static void stopLeftOvers(Path folder) {
    OwnedProcess.stopLeftOver(folder, NODE, OwnedProcess.Signal.TERM);
    OwnedProcess.stopLeftOver(folder, EPMD, OwnedProcess.Signal.TERM);
  }

  public int port() {
    return port;
  }

  /** The process of the node that runs. */
  public synchronized long pid() {
    return requireNonNull(node).pid();
  }

  /** The address of the vhost {@code /}, for guest. */
  public String uri() {
    return "amqp://guest:guest@127.0.0.1:" + port;
  }

  /** The address of one of the vhosts. */
  public String uri(String vhost) {
    return uri() + "/" + vhost;
  }

  /** Stops the node and starts it again, or just starts it after {@link #stop}; same port. */
  public synchronized void restart() throws InterruptedException {
    stop();
    try {
      int epmdPort = FreePort.pick();
      epmd = OwnedProcess.start(epmd(epmdPort));
      // a node that finds none starts one of its own, which nobody would stop
      epmd.awaitReady(START, () -> accepts(epmdPort));
      node = OwnedProcess.start(node(epmdPort));
      node.awaitReady(START, this::answers);
      node.onDeath(died::complete);
    } catch (IOException e) {
      stop();
      throw new LocalException("RabbitMQ can't be started in " + folder + ": " + e, e);
    } catch (RuntimeException | InterruptedException e) {
      stop();
      throw e;
    }
  }

  /** Stops the node; connections that are open are closed. */
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

  /** Completes with a sentence for people if the node ends without having been told to. */
  CompletableFuture<String> died() {
    return died;
  }

  private void configure(List<String> vhosts) throws IOException {
    PrivateFiles.secret(cookie());
    PrivateFiles.write(folder.resolve("plugins"), "[].\n");
    PrivateFiles.write(folder.resolve("advanced.config"), "[].\n");
    String config = CONFIG.formatted(port);
    if (!vhosts.isEmpty()) {
      Path definitions = folder.resolve("definitions.json");
      PrivateFiles.write(definitions, definitions(vhosts));
      config += "load_definitions = " + definitions + "\n";
    }
    PrivateFiles.write(folder.resolve("rabbitmq.conf"), config);
  }

  /** What nodes and tools prove themselves with to each other. */
  private Path cookie() throws IOException {
    return PrivateFiles.folder(folder.resolve("home")).resolve(".erlang.cookie");
  }

  private static String definitions(List<String> vhosts) {
    List<String> names =
        Stream.concat(Stream.of("/"), vhosts.stream().map(PrivateBroker::checked)).toList();
    return """
        {"users": [{"name": "guest", "tags": "administrator",
          "hashing_algorithm": "rabbit_password_hashing_sha256", "password_hash": "%s"}],
         "vhosts": [%s],
         "permissions": [%s]}
        """
        .formatted(
            BrokerPassword.hash("guest"),
            each(names, "{\"name\": \"%s\"}"),
            each(
                names,
                "{\"user\": \"guest\", \"vhost\": \"%s\", \"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}"));
  }

  private static String each(List<String> names, String json) {
    return names.stream().map(json::formatted).collect(Collectors.joining(",\n  "));
  }

  private static String checked(String vhost) {
    if (!VHOST.matcher(vhost).matches()) {
      throw new IllegalArgumentException("not a plain vhost name: " + vhost);
    }
    return vhost;
  }

  private OwnedProcess.Program epmd(int epmdPort) {
    List<String> command =
        List.of(
            portMapper.toString(), "-address", "127.0.0.1", "-port", Integer.toString(epmdPort));
    return new OwnedProcess.Program(
        EPMD, folder, command, Map.of("PATH", Programs.path()), OwnedProcess.Signal.TERM);
  }

  private OwnedProcess.Program node(int epmdPort) {
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
    // without these two a system's broker in /etc/rabbitmq would configure ours
    environment.put("RABBITMQ_CONFIG_FILES", folder.resolve("conf.d").toString());
    environment.put("RABBITMQ_ADVANCED_CONFIG_FILE", folder.resolve("advanced.config").toString());
    environment.put("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString());
    environment.put("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString());
    environment.put("RABBITMQ_LOG_BASE", folder.toString());
    // makes the script become the node, so that its pid is the node's; -noinput undoes the rest
    environment.put("RABBITMQ_ALLOW_INPUT", "true");
    environment.put(
        "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
        "-noinput +B i -kernel inet_dist_use_interface {127,0,0,1}");
    return new OwnedProcess.Program(
        NODE, folder, List.of(server.toString()), environment, OwnedProcess.Signal.TERM);
  }

  private static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(FreePort.address(port), (int) PROBE.toMillis());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private boolean answers() {
    try (Socket socket = new Socket()) {
      socket.connect(FreePort.address(port), (int) PROBE.toMillis());
      socket.setSoTimeout((int) PROBE.toMillis());
      socket.getOutputStream().write(HEADER);
      return socket.getInputStream().read() == METHOD_FRAME;
    } catch (IOException notYet) {
      return false;
    }
  }

  /** The script itself: what stands in PATH is, on some systems, a wrapper that switches users. */
  private static Path installedServer() throws IOException {
    Path usual = Path.of("/usr/lib/rabbitmq/bin/rabbitmq-server");
    if (Files.isExecutable(usual)) {
      return usual;
    }
    Path inPath = Programs.find("rabbitmq-server").orElseThrow(PrivateBroker::notInstalled);
    Path script = inPath.toRealPath().resolveSibling("rabbitmq-server");
    if (!Files.isExecutable(script)) {
      throw notInstalled();
    }
    return script;
  }

  private static Path installedEpmd() {
    return Programs.find("epmd").orElseThrow(PrivateBroker::notInstalled);
  }

  private static LocalException notInstalled() {
    return new LocalException(
        "RabbitMQ is not installed: install it, on Debian and Ubuntu with apt-get install rabbitmq-server.");
  }
}
