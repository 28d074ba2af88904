package warren.service.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import warren.client.Caller;
import warren.client.NoReplyException;
import warren.client.NoReplyException.Reason;
import warren.client.WarrenClient;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.local.BrokerNode;
import warren.local.DataFolder;
import warren.local.PrivateCluster;
import warren.local.PrivatePostgres;
import warren.schema.Migrations;
import warren.service.support.Await;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;

/** The readiness of services of a cluster with quorum queues, during failures of its nodes. */
class ClusterReadinessIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String DATABASE = "warren";

  /** The limit is 10 s; a slow machine needs longer to start the commands of the broker. */
  private static final Duration NOTICED = Duration.ofSeconds(20);

  private static DataFolder folder;
  private static PrivateCluster cluster;
  private static PrivatePostgres postgres;
  private static List<BrokerNode> nodes;

  @BeforeAll
  static void start() throws Exception {
    folder = DataFolder.open(Files.createTempDirectory(Path.of("target"), "servers"));
    postgres = PrivatePostgres.start(folder.path().resolve("postgres"));
    postgres.createDatabase(DATABASE);
    Migrations.migrate(postgres.dataSource(DATABASE));
    cluster = PrivateCluster.start(folder.path().resolve("cluster"));
    nodes = cluster.nodes();
  }

  @AfterAll
  @SuppressWarnings("try") // the resources are only closed
  static void stop() {
    try (var last = folder;
        var second = postgres;
        var first = cluster) {
      // the cluster first
    }
  }

  /** A service of these nodes, in a complete cluster. */
  private static TestService service(List<BrokerNode> used) throws Exception {
    var place =
        new Place(
            nodes.get(2).uri(), postgres.jdbcUrl(DATABASE), postgres.user(), postgres.password());
    var service =
        TestService.start(
            place, Map.of("WARREN_AMQP_URI", uris(used), "WARREN_QUEUE_TYPE", "quorum"));
    awaitReady(service);
    return service;
  }

  private static String uris(List<BrokerNode> used) {
    return used.stream().map(BrokerNode::uri).collect(Collectors.joining(","));
  }

  private static void awaitReady(TestService service) throws Exception {
    Await.until("it is ready", () -> service.get("/health/ready").statusCode() == 200);
  }

  /** The reason for which the service is not ready, which it must notice in time. */
  private static String awaitReason(TestService service) throws Exception {
    var start = System.nanoTime();
    Await.until("it is not ready", () -> service.get("/health/ready").statusCode() == 503);
    var noticed = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(noticed.compareTo(NOTICED) < 0, "noticed after " + noticed);
    return status(service).get("reason").textValue();
  }

  private static JsonNode status(TestService service) throws Exception {
    var status = JSON.readTree(service.get("/health/ready").body());
    assertEquals(true, status.get("database").booleanValue());
    assertEquals(false, status.get("broker").booleanValue());
    return status;
  }

  @Test
  void anAlarmIsReportedUntilItEnds() throws Exception {
    var node = nodes.get(0);
    try (var service = service(List.of(node))) {
      for (var resource : List.of("memory", "disk")) {
        alarm(node, "set_alarm({{resource_limit, %s, node()}, []})", resource);

        assertEquals(
            "The broker at 127.0.0.1:%d has an alarm and accepts no messages: it is low on %s."
                .formatted(node.port(), resource),
            awaitReason(service));

        alarm(node, "clear_alarm({resource_limit, %s, node()})", resource);
        awaitReady(service);
      }
    }
  }

  private static void alarm(BrokerNode node, String function, String resource) throws Exception {
    node.control("eval", "rabbit_alarm:" + function.formatted(resource) + ".");
  }

  @Test
  void aSuspendedNodeIsReportedUntilItContinues() throws Exception {
    var node = nodes.get(1);
    try (var service = service(List.of(node))) {
      node.freeze();

      var reason = awaitReason(service);

      assertTrue(
          reason.matches(
              "No connection to the broker at 127.0.0.1:%d: it (sent no heartbeat in time|accepted the connection but did not answer)\\."
                  .formatted(node.port())),
          reason);
      node.resume();
      awaitReady(service);
    } finally {
      node.resume();
      cluster.awaitRejoined(node);
    }
  }

  @Test
  void aServiceOfAllNodesContinuesWithoutTheSuspendedOne() throws Exception {
    var node = nodes.get(0);
    try (var service = service(nodes);
        var client = WarrenClient.connect(uris(nodes))) {
      node.freeze();
      Await.until("it has left the cluster", () -> nodes.get(1).runningNodes() == 2);
      Await.until("requests get their replies", () -> isReady(client));
      awaitReady(service);
    } finally {
      node.resume();
      cluster.awaitRejoined(node);
    }
  }

  private static boolean isReady(Caller client) {
    try {
      return client.service().status().ready();
    } catch (RuntimeException e) {
      return false;
    }
  }

  /** The first requests on the client's channel arrive while the queue has no leader. */
  @Test
  void requestsGetTheirRepliesAfterTheLossOfTheLeader() throws Exception {
    service(nodes).close();
    var leader = leader(ServiceCatalogue.SERVICE_STATUS.name());
    var others = nodes.stream().filter(node -> node != leader).toList();
    try (var service = service(others)) {
      leader.kill();
      try (var client = WarrenClient.connect(uris(others))) {
        var hurried = client.withTimeout(Duration.ofSeconds(1));
        Await.until(
            "requests get their replies",
            () -> {
              // the connection itself is in use
              assertEquals(Reason.NO_SUCH_QUEUE, noReply(client));
              return isReady(hurried);
            });
      }
      awaitReady(service);
    } finally {
      cluster.start();
    }
  }

  private static BrokerNode leader(String queue) throws Exception {
    var leader =
        nodes
            .get(0)
            .control(
                "eval",
                "{ok, Q} = rabbit_amqqueue:lookup(rabbit_misc:r(<<\"/\">>, queue, <<\"%s\">>)), amqqueue:get_pid(Q)."
                    .formatted(queue));
    return nodes.stream().filter(node -> leader.contains(node.name())).findFirst().orElseThrow();
  }

  private static Reason noReply(WarrenClient client) {
    return assertThrows(
            NoReplyException.class, () -> client.exchange("RequestNothing", new byte[0]))
        .reason();
  }

  @Test
  void theLossOfTheMajorityIsReportedUntilItReturns() throws Exception {
    var rest = nodes.get(0);
    try (var service = service(List.of(rest))) {
      // its connections remain open
      onPartition(rest, "ignore");
      nodes.get(1).kill();
      nodes.get(2).kill();

      var reason = awaitReason(service);

      assertTrue(reason.matches(unavailable(rest)), reason);
      cluster.start();
      awaitReady(service);
    } finally {
      cluster.start();
      onPartition(rest, "pause_minority");
    }
  }

  private static void onPartition(BrokerNode node, String handling) throws Exception {
    node.control(
        "eval", "application:set_env(rabbit, cluster_partition_handling, %s).".formatted(handling));
  }

  private static String unavailable(BrokerNode node) {
    return ("The broker at 127.0.0.1:%d (has not confirmed a message to the queue RequestServiceStatus"
            + " for more than 6 s|cannot use the queue \\w+: .*|has no consumer of the queue \\w+, or"
            + " has lost its leader)\\.")
        .formatted(node.port());
  }
}
