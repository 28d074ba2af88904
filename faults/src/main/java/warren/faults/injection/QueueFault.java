package warren.faults.injection;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.Operation;
import warren.local.PrivateCluster;

/** An operator purges or deletes request queues. The services recover without a cure. */
final class QueueFault implements Fault {
  interface Change {
    void of(Channel channel, String queue) throws IOException;
  }

  private final String name;
  private final PrivateCluster cluster;
  private final Change change;

  QueueFault(String name, PrivateCluster cluster, Change change) {
    this.name = name;
    this.cluster = cluster;
    this.change = change;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(cluster.nodes().get(0).uri());
    factory.setAutomaticRecoveryEnabled(false);
    try (var connection = factory.newConnection();
        var channel = connection.createChannel()) {
      for (var queue : selected(random)) {
        change.of(channel, queue);
      }
    }
  }

  private static List<String> selected(Random random) {
    var queues = new ArrayList<>(Catalogue.OPERATIONS.stream().map(Operation::name).toList());
    Collections.shuffle(queues, random);
    return random.nextBoolean() ? queues : queues.subList(0, queues.size() / 2);
  }

  @Override
  public void cure() {}

  @Override
  public int milliseconds(Random random) {
    return 0;
  }
}
