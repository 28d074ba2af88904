package warren.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.MessageProperties;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** A queue of the cluster is available while two of three nodes reach each other. */
@TestInstance(Lifecycle.PER_CLASS)
final class PrivateClusterIT {
  private static final Duration SOON = Duration.ofSeconds(60);
  private static final String QUEUE = "stored";

  private PrivateCluster cluster;
  private BrokerNode first;
  private BrokerNode second;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    cluster = PrivateCluster.start(folder);
    first = cluster.nodes().get(0);
    second = cluster.nodes().get(1);
    try (Connection connection = connect(first);
        var channel = connection.createChannel()) {
      channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
    }
  }

  @AfterAll
  void stop() throws Exception {
    cluster.close();
    Running.awaitNone(Running.descendants());
  }

  @Test
  void aMessageSurvivesTheKillOfANodeWhichRejoins() throws Exception {
    publish(second, "killed");

    first.kill();

    assertEquals("killed", eventually(() -> take(second)));
    first.start();
    assertEquals("rejoined", eventually(() -> publish(first, "rejoined")));
    assertEquals("rejoined", eventually(() -> take(second)));
  }

  @Test
  void aSuspendedNodeContinues() throws Exception {
    first.freeze();
    try {
      assertEquals(ProcessState.SUSPENDED, ProcessState.of(first.pid()));
      eventually(() -> publish(second, "during"));
    } finally {
      first.resume();
    }
    assertEquals("during", eventually(() -> take(first)));
  }

  @Test
  void anIsolatedNodePausesAndRejoins() throws Exception {
    cluster.isolate(first);
    try {
      awaitPause(first);
      eventually(() -> publish(second, "isolated"));
    } finally {
      cluster.restoreLinks();
    }
    assertEquals("isolated", eventually(() -> take(first)));
  }

  /** Without the setting, it happens seldom: when a suspension ends while the others notice it. */
  @Test
  void aNodeThatDoesNotRejoinByItselfIsRestarted() throws Exception {
    onPartition(first, "ignore");
    cluster.isolate(first);
    try {
      awaitRunning(1, first);
      awaitRunning(2, second);
    } finally {
      cluster.restoreLinks();
    }

    cluster.awaitRejoined(first);

    // it keeps the setting if it was not restarted
    onPartition(first, "pause_minority");

    for (BrokerNode node : cluster.nodes()) {
      assertEquals(3, node.runningNodes());
    }
  }

  private static void onPartition(BrokerNode node, String handling) throws InterruptedException {
    node.control(
        "eval", "application:set_env(rabbit, cluster_partition_handling, %s).".formatted(handling));
  }

  private static void awaitRunning(int number, BrokerNode node) throws InterruptedException {
    Deadline deadline = Deadline.in(SOON);
    while (node.runningNodes() != number) {
      assertTrue(deadline.pause(), "the nodes did not notice it in time");
    }
  }

  @Test
  void aMemoryAlarmCanBeRaisedByTheControlProgram() throws Exception {
    second.control("set_vm_memory_high_watermark", "0.00001");
    try {
      assertTrue(second.control("eval", "rabbit_alarm:get_alarms().").contains("memory"));
    } finally {
      second.control("set_vm_memory_high_watermark", "0.4");
    }
  }

  private static String publish(BrokerNode node, String text) throws Exception {
    try (Connection connection = connect(node);
        var channel = connection.createChannel()) {
      channel.confirmSelect();
      channel.basicPublish(
          "", QUEUE, MessageProperties.MINIMAL_PERSISTENT_BASIC, text.getBytes(UTF_8));
      channel.waitForConfirmsOrDie(SOON.toMillis());
      return text;
    }
  }

  private static String take(BrokerNode node) throws Exception {
    try (Connection connection = connect(node);
        var channel = connection.createChannel()) {
      var message = channel.basicGet(QUEUE, true);
      return message == null ? "no message" : new String(message.getBody(), UTF_8);
    }
  }

  private static Connection connect(BrokerNode node) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setUri(node.uri());
    factory.setAutomaticRecoveryEnabled(false);
    return factory.newConnection();
  }

  private static void awaitPause(BrokerNode node) throws InterruptedException {
    Deadline deadline = Deadline.in(SOON);
    while (isOpen(node)) {
      assertTrue(deadline.pause(), "the node did not pause in time");
    }
  }

  private static boolean isOpen(BrokerNode node) {
    try (Connection open = connect(node)) {
      return open.isOpen();
    } catch (Exception refused) {
      return false;
    }
  }

  /** Repeats an action that fails while the nodes elect a leader. */
  private static String eventually(Callable<String> action) throws Exception {
    Deadline deadline = Deadline.in(SOON);
    while (true) {
      try {
        return action.call();
      } catch (Exception noLeaderYet) {
        if (!deadline.pause()) {
          throw noLeaderYet;
        }
      }
    }
  }
}
