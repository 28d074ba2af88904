package warren.service.support;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.testcontainers.images.builder.Transferable;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;
import warren.contracts.json.Json;

/**
 * A broker in a container, for those who have Docker: WARREN_TEST_BROKER=testcontainers.
 * WARREN_TEST_IMAGE selects another image of RabbitMQ.
 */
public final class ContainerBroker implements TestBroker {
  private static final DockerImageName IMAGE =
      DockerImageName.parse(System.getenv().getOrDefault("WARREN_TEST_IMAGE", "rabbitmq:4-alpine"))
          .asCompatibleSubstituteFor("rabbitmq");

  private static final String DEFINITIONS = "/definitions.json";

  private final RabbitMQContainer container = new RabbitMQContainer(IMAGE);

  public ContainerBroker(List<String> vhosts) {
    container.withCopyToContainer(Transferable.of(definitions(vhosts)), DEFINITIONS).start();
    try {
      var result = container.execInContainer("rabbitmqctl", "import_definitions", DEFINITIONS);
      if (result.getExitCode() != 0) {
        throw new IllegalStateException(result.getStderr());
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** The vhosts, each open to guest. */
  private static byte[] definitions(List<String> vhosts) {
    return Json.write(
        Map.of(
            "vhosts",
            vhosts.stream().map(name -> Map.of("name", name)).toList(),
            "permissions",
            vhosts.stream().map(ContainerBroker::permission).toList()));
  }

  private static Map<String, String> permission(String vhost) {
    var all = ".*";
    return Map.of("user", "guest", "vhost", vhost, "configure", all, "write", all, "read", all);
  }

  @Override
  public String uri(String vhost) {
    return "amqp://guest:guest@%s:%d/%s"
        .formatted(container.getHost(), container.getAmqpPort(), vhost);
  }

  @Override
  public void close() {
    container.stop();
  }
}
