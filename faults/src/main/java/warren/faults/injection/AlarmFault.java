package warren.faults.injection;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import warren.local.BrokerNode;
import warren.local.PrivateCluster;

/** A broker node is short of memory or disk, so that the cluster accepts no messages. */
final class AlarmFault implements Fault {
  private final String name;
  private final PrivateCluster cluster;
  private final String command;
  private final String alarming;
  private final String normal;
  private @Nullable BrokerNode node;

  /**
   * Creates a fault.
   *
   * @param command the command of rabbitmqctl that sets the limit
   * @param alarming a limit that is violated
   * @param normal the usual limit
   */
  AlarmFault(String name, PrivateCluster cluster, String command, String alarming, String normal) {
    this.name = name;
    this.cluster = cluster;
    this.command = command;
    this.alarming = alarming;
    this.normal = normal;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) throws Exception {
    var nodes = cluster.nodes();
    node = nodes.get(random.nextInt(nodes.size()));
    node.control(command, alarming);
  }

  @Override
  public void cure() throws Exception {
    if (node != null) {
      node.control(command, normal);
    }
  }
}
