package warren.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Three private RabbitMQ nodes on loopback ports, which form a cluster. Each connects to the others
 * through links that can be interrupted. A node without a majority pauses. The caller must have
 * exclusive use of the folder, see {@link DataFolder}. Thread-safe.
 */
public final class PrivateCluster implements AutoCloseable {
  private static final int SIZE = 3;
  private static final Duration REJOIN = Duration.ofSeconds(20);

  private final List<BrokerNode> nodes = new ArrayList<>();

  /** The links from the node of the first index to that of the second. */
  private final TcpLink[][] links = new TcpLink[SIZE][SIZE];

  private PrivateCluster() {}

  /**
   * Starts three nodes on the data in the folder, which is created if it is missing.
   *
   * @throws LocalException if RabbitMQ is not installed or a node does not start
   */
  public static PrivateCluster start(Path folder) throws InterruptedException {
    PrivateCluster cluster = new PrivateCluster();
    try {
      cluster.configure(folder);
      cluster.start();
      return cluster;
    } catch (IOException e) {
      cluster.close();
      throw new LocalException("RabbitMQ cannot be started in " + folder + ": " + e, e);
    } catch (RuntimeException | InterruptedException e) {
      cluster.close();
      throw e;
    }
  }

  private void configure(Path folder) throws IOException {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < SIZE; i++) {
      names.add("warren" + (i + 1));
    }
    RabbitMqPrograms programs = RabbitMqPrograms.find();
    String cookie = PrivateFiles.secret(PrivateFiles.folder(folder).resolve("cookie"));
    for (int i = 0; i < SIZE; i++) {
      Path own = PrivateFiles.folder(folder.resolve(names.get(i)));
      BrokerNode.stopLeftOvers(own);
      int port = FreePort.pick();
      BrokerConfiguration.writeClustered(own, port, names, cookie);
      nodes.add(new BrokerNode(own, programs, names.get(i), port, linksOf(i, names)));
    }
    for (int i = 0; i < SIZE; i++) {
      for (int j = 0; j < SIZE; j++) {
        if (i != j) {
          links[i][j].redirect(nodes.get(j).distributionPort());
        }
      }
    }
  }

  /** Opens the links of a node, which lead nowhere until all nodes have their ports. */
  private Map<String, Integer> linksOf(int node, List<String> names) {
    Map<String, Integer> ports = new HashMap<>();
    for (int other = 0; other < SIZE; other++) {
      if (other != node) {
        links[node][other] = TcpLink.to(0);
        ports.put(names.get(other), links[node][other].port());
      }
    }
    return ports;
  }

  /** Starts all nodes that are not running, and waits until they accept clients. */
  public void start() throws InterruptedException {
    for (BrokerNode node : nodes) {
      node.launch();
    }
    for (BrokerNode node : nodes) {
      node.awaitReady();
    }
  }

  public List<BrokerNode> nodes() {
    return List.copyOf(nodes);
  }

  /** Cuts the links between this node and the two others. */
  public void isolate(BrokerNode node) {
    forLinksOf(node, TcpLink::cut);
  }

  /** Stalls the links between this node and the two others: they notice it only by silence. */
  public void stall(BrokerNode node) {
    forLinksOf(node, TcpLink::stall);
  }

  /** Restores all links. */
  public void restoreLinks() {
    nodes.forEach(node -> forLinksOf(node, TcpLink::restore));
  }

  /**
   * Waits until a node that was suspended or isolated has joined the others again. RabbitMQ does
   * not repair every partition by itself: a node that has not rejoined after 20 s is restarted, as
   * an operator would.
   *
   * @throws LocalException if it does not rejoin after its restart either
   */
  public void awaitRejoined(BrokerNode node) throws InterruptedException {
    if (isCompleteWithin(REJOIN)) {
      return;
    }
    node.stop();
    node.start();
    if (!isCompleteWithin(REJOIN)) {
      throw new LocalException(node.name() + " has not joined the other nodes again.");
    }
  }

  private boolean isCompleteWithin(Duration limit) throws InterruptedException {
    Deadline deadline = Deadline.in(limit);
    for (BrokerNode node : nodes) {
      while (node.runningNodes() != SIZE) {
        if (!deadline.pause()) {
          return false;
        }
      }
    }
    return true;
  }

  private void forLinksOf(BrokerNode node, Consumer<TcpLink> change) {
    int index = nodes.indexOf(node);
    for (int other = 0; other < SIZE; other++) {
      if (other != index) {
        change.accept(links[index][other]);
        change.accept(links[other][index]);
      }
    }
  }

  /** Stops all nodes. */
  @Override
  public void close() {
    nodes.forEach(BrokerNode::close);
    for (TcpLink[] ofNode : links) {
      for (TcpLink link : ofNode) {
        if (link != null) {
          link.close();
        }
      }
    }
  }
}
