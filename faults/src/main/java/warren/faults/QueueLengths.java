package warren.faults;

import com.rabbitmq.client.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import warren.contracts.catalogue.Catalogue;
import warren.faults.deployment.Deployment;
import warren.faults.load.EventConsumer;

/** Reads the numbers of waiting requests and events. */
final class QueueLengths {
  private QueueLengths() {}

  /** Returns the queues that contain messages, with the number of them. */
  static List<String> nonEmpty(Deployment deployment) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(deployment.cluster().nodes().get(0).uri());
    factory.setAutomaticRecoveryEnabled(false);
    List<String> found = new ArrayList<>();
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      for (var queue : queues()) {
        var length = channel.messageCount(queue);
        if (length > 0) {
          found.add(queue + " " + length);
        }
      }
    }
    return found;
  }

  private static List<String> queues() {
    return Stream.concat(Catalogue.names().stream(), Stream.of(EventConsumer.QUEUE)).toList();
  }
}
