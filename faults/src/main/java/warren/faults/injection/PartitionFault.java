package warren.faults.injection;

import static java.util.Objects.requireNonNull;

import java.util.Random;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import warren.local.BrokerNode;
import warren.local.PrivateCluster;

/** One broker node does not reach the two others; clients reach all of them. */
final class PartitionFault implements Fault {
  private final String name;
  private final PrivateCluster cluster;
  private final BiConsumer<PrivateCluster, BrokerNode> interruption;
  private @Nullable BrokerNode selected;

  PartitionFault(
      String name, PrivateCluster cluster, BiConsumer<PrivateCluster, BrokerNode> interruption) {
    this.name = name;
    this.cluster = cluster;
    this.interruption = interruption;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public void inject(Random random) {
    var nodes = cluster.nodes();
    selected = nodes.get(random.nextInt(nodes.size()));
    interruption.accept(cluster, selected);
  }

  /** A paused node starts again by itself, within seconds. */
  @Override
  public void cure() throws Exception {
    cluster.restoreLinks();
    for (var node : cluster.nodes()) {
      node.awaitReady();
    }
  }

  @Override
  public void restore() throws Exception {
    cluster.awaitRejoined(requireNonNull(selected));
  }

  @Override
  public int milliseconds(Random random) {
    return random.nextInt(2000, 12_000);
  }
}
