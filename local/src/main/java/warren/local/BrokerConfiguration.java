package warren.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration files of a private RabbitMQ node. */
final class BrokerConfiguration {
  private static final String CONFIG =
      """
      listeners.tcp.1 = 127.0.0.1:%d
      max_message_size = 4194304
      log.file = false
      log.console = true
      log.console.level = warning
      log.console.use_colors = off
      """;

  /** A node without a majority pauses, so that no two parts of the cluster diverge. */
  private static final String CLUSTER =
      """
      cluster_partition_handling = pause_minority
      cluster_formation.peer_discovery_backend = classic_config
      """;

  private static final Pattern VHOST = Pattern.compile("[A-Za-z0-9._-]+");

  private BrokerConfiguration() {}

  /** Writes the files; {@code guest} has all permissions in {@code /} and in each vhost. */
  static void write(Path folder, int port, List<String> vhosts) throws IOException {
    PrivateFiles.secret(cookie(folder));
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

  /**
   * Writes the files of a node that forms a cluster with others.
   *
   * @param names the names of all nodes
   * @param cookie the secret by which the nodes authenticate to each other
   */
  static void writeClustered(Path folder, int port, List<String> names, String cookie)
      throws IOException {
    PrivateFiles.write(cookie(folder), cookie);
    write(folder, port, List.of());
    StringBuilder config = new StringBuilder(CONFIG.formatted(port)).append(CLUSTER);
    for (int i = 1; i <= names.size(); i++) {
      config.append(
          "cluster_formation.classic_config.nodes.%d = %s@localhost\n"
              .formatted(i, names.get(i - 1)));
    }
    PrivateFiles.write(folder.resolve("rabbitmq.conf"), config.toString());
  }

  /** Returns the file with the secret that authenticates Erlang nodes and tools to each other. */
  private static Path cookie(Path folder) throws IOException {
    return PrivateFiles.folder(folder.resolve("home")).resolve(".erlang.cookie");
  }

  private static String definitions(List<String> vhosts) {
    List<String> names =
        Stream.concat(Stream.of("/"), vhosts.stream().map(BrokerConfiguration::checked)).toList();
    return """
        {"users": [{"name": "guest", "tags": "administrator",
          "hashing_algorithm": "rabbit_password_hashing_sha256", "password_hash": "%s"}],
         "vhosts": [%s],
         "permissions": [%s]}
        """
        .formatted(
            BrokerPassword.hash("guest"),
            jsonForEach(names, "{\"name\": \"%s\"}"),
            jsonForEach(
                names,
                "{\"user\": \"guest\", \"vhost\": \"%s\", \"configure\": \".*\", \"write\": \".*\", \"read\": \".*\"}"));
  }

  private static String jsonForEach(List<String> names, String json) {
    return names.stream().map(json::formatted).collect(Collectors.joining(",\n  "));
  }

  private static String checked(String vhost) {
    if (!VHOST.matcher(vhost).matches()) {
      throw new IllegalArgumentException("a vhost name may contain only [A-Za-z0-9._-]: " + vhost);
    }
    return vhost;
  }
}
