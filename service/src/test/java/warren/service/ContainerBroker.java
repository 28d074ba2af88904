package warren.service;

import java.io.IOException;
import java.util.List;
import org.testcontainers.rabbitmq.RabbitMQContainer;
import org.testcontainers.utility.DockerImageName;

/** A broker in a container, for those who have Docker: WARREN_TEST_BROKER=testcontainers. */
final class ContainerBroker implements TestBroker {
  private static final DockerImageName IMAGE = DockerImageName.parse("rabbitmq:4-alpine");

  private final RabbitMQContainer container = new RabbitMQContainer(IMAGE);

  ContainerBroker(List<String> vhosts) {
    container.start();
    for (var vhost : vhosts) {
      rabbitmqctl("add_vhost", vhost);
      rabbitmqctl("set_permissions", "-p", vhost, "guest", ".*", ".*", ".*");
    }
  }

  private void rabbitmqctl(String... arguments) {
    var command = new java.util.ArrayList<>(List.of("rabbitmqctl"));
    command.addAll(List.of(arguments));
    try {
      var result = container.execInContainer(command.toArray(String[]::new));
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
