package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The settings in {@code deploy/rabbitmq} are those of the nodes that the fault suite tests. */
class DeployedConfigurationTest {
  private static final Path DEPLOYED = Path.of("../deploy/rabbitmq");

  private static final List<String> KEYS =
      List.of("cluster_partition_handling", "max_message_size");

  @Test
  void theSettingsOfTheClusterAreDeployed(@TempDir Path folder) throws Exception {
    BrokerConfiguration.writeClustered(folder, 5672, List.of("a", "b", "c"), "cookie");

    assertEquals(
        lines(folder.resolve("rabbitmq.conf"), "#").stream()
            .filter(line -> KEYS.stream().anyMatch(key -> line.startsWith(key + " = ")))
            .sorted()
            .toList(),
        lines(DEPLOYED.resolve("rabbitmq.conf"), "#").stream().sorted().toList());
  }

  @Test
  void theTickTimeOfTheClusterIsDeployed() throws Exception {
    assertEquals(
        List.of("[{kernel, [{net_ticktime, %d}]}].".formatted(BrokerNode.TICK_SECONDS)),
        lines(DEPLOYED.resolve("advanced.config"), "%"));
  }

  /** The lines of a file without comments. */
  private static List<String> lines(Path file, String comment) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith(comment))
        .toList();
  }
}
