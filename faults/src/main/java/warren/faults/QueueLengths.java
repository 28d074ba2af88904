package warren.faults;

import com.rabbitmq.client.ConnectionFactory;
import java.util.ArrayList;
import java.util.List;
import warren.contracts.catalogue.Catalogue;
import warren.faults.deployment.Deployment;

/** Reads the numbers of waiting requests. */
final class QueueLengths {
  private QueueLengths() {}

  /** Returns the request queues that contain messages, with the number of them. */
  static List<String> nonEmpty(Deployment deployment) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(deployment.cluster().nodes().get(0).uri());
    factory.setAutomaticRecoveryEnabled(false);
    List<String> found = new ArrayList<>();
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      for (var operation : Catalogue.OPERATIONS) {
        var length = channel.messageCount(operation.name());
        if (length > 0) {
          found.add(operation.name() + " " + length);
        }
      }
    }
    return found;
  }
}
