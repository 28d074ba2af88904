package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.ConnectionFactory;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import warren.client.NoReplyException;
import warren.client.WarrenClient;
import warren.local.FreePort;
import warren.service.Service;
import warren.service.config.Settings;
import warren.service.support.Await;
import warren.service.support.LogCapture;
import warren.service.support.Program;
import warren.service.support.TcpProxy;
import warren.service.support.TestServers;
import warren.service.support.TestServers.Place;
import warren.service.support.TestService;
import warren.settings.StartException;

/** Programs with the addresses of several nodes; proxies in front of one broker are the nodes. */
class SeveralNodesIT {
  /** The service has one connection for requests and two for direct replies. */
  private static final int CONNECTIONS = 3;

  /** The limit for a lost node is 5 s; the other part is for the new connection. */
  private static final Duration ABANDONED = Duration.ofSeconds(10);

  private final Place place = TestServers.take();
  private final URI broker = URI.create(place.amqpUri());
  private final int deadPort = FreePort.pick();
  private TcpProxy first;
  private TcpProxy second;

  @BeforeEach
  void openProxies() throws IOException {
    first = new TcpProxy(place.amqpUri());
    second = new TcpProxy(place.amqpUri());
  }

  @AfterEach
  void closeProxies() throws IOException {
    first.close();
    second.close();
  }

  private String uri(String... nodes) {
    return place.amqpUri().replace("127.0.0.1:" + broker.getPort(), String.join(",", nodes));
  }

  private static String at(int port) {
    return "127.0.0.1:" + port;
  }

  private TestService start(String uri) throws Exception {
    return TestService.start(place, Map.of("WARREN_AMQP_URI", uri));
  }

  @Test
  void aServiceUsesTheNodeThatIsAvailable() throws Exception {
    try (var log = new LogCapture();
        var service = start(uri(at(deadPort), at(first.port())));
        var client = WarrenClient.connect(uri(at(deadPort), at(first.port())))) {
      assertTrue(client.service().status().ready());
      assertEquals(CONNECTIONS + 1, first.accepted());
      var connected = "requests: connected to the broker at 127.0.0.1:%d (RabbitMQ ";
      assertEquals(
          1,
          log.written(Level.INFO).stream()
              .filter(line -> line.contains(connected.formatted(first.port())))
              .count());
      assertEquals(200, service.get("/health/ready").statusCode());
    }
  }

  @Test
  void connectionsAreSpreadOverTheNodes() throws Exception {
    List<WarrenClient> clients = new ArrayList<>();
    try {
      for (var i = 0; i < 24; i++) {
        clients.add(WarrenClient.connect(uri(at(first.port()), at(second.port()))));
      }
      assertEquals(24, first.accepted() + second.accepted());
      // by chance, one run in 28 000 has fewer than three on a node
      assertTrue(Math.min(first.accepted(), second.accepted()) >= 3, "all on one node");
    } finally {
      clients.forEach(WarrenClient::close);
    }
  }

  @Test
  void aNodeThatStopsRespondingIsReplacedByAnother() throws Exception {
    second.refuse(true);
    var uri = uri(at(first.port()), at(second.port()));
    try (var log = new LogCapture();
        var service = start(uri);
        var client = WarrenClient.connect(uri)) {
      assertTrue(client.service().status().ready());
      second.refuse(false);
      first.stall();
      var stalled = System.nanoTime();

      Await.until("all are on the other node", () -> second.accepted() >= CONNECTIONS + 1);

      var took = Duration.ofNanos(System.nanoTime() - stalled);
      Await.until("a request gets its reply", () -> isReady(client));
      assertEquals(200, service.get("/health/ready").statusCode());
      assertTrue(took.compareTo(ABANDONED) < 0, "abandoned after " + took);
      var lost =
          "requests: the connection to the broker at 127.0.0.1:%d was lost: it sent no heartbeat in time"
              .formatted(first.port());
      assertEquals(1, log.written(Level.WARN).stream().filter(line -> line.contains(lost)).count());
    }
  }

  private static boolean isReady(WarrenClient client) {
    try {
      return client.service().status().ready();
    } catch (RuntimeException e) {
      return false;
    }
  }

  @Test
  void aClientWithoutRepliesConnectsAgain() throws Exception {
    try (var connection = TestService.connect(place.amqpUri());
        var channel = connection.createChannel();
        var client = WarrenClient.connect(uri(at(first.port())))) {
      channel.queueDeclare("RequestServiceStatus", true, false, false, null);
      var impatient = client.withTimeout(Duration.ofMillis(500));
      Await.until(
          "it has connected again",
          () -> {
            assertThrows(NoReplyException.class, () -> impatient.service().status());
            return first.accepted() == 2;
          });
    }
  }

  @Test
  void allAddressesOfAHostNameAreTried() throws Exception {
    // localhost can also be ::1, where nothing listens
    var port = broker.getPort();
    try (var service = start(uri("localhost:" + port, "127.0.0.1:" + port));
        var client =
            WarrenClient.builder(factory(), List.of(new Address("localhost", port))).connect()) {
      assertEquals(200, service.get("/health/ready").statusCode());
      assertTrue(client.service().status().ready());
    }
  }

  private ConnectionFactory factory() throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(place.amqpUri());
    factory.setPort(deadPort);
    return factory;
  }

  @Test
  void allUnavailableNodesAreReported() throws Exception {
    first.refuse(true);
    var uri = uri(at(deadPort), at(first.port()));
    var nodes = at(deadPort) + ", " + at(first.port());
    var reasons =
        Set.of(
            at(deadPort) + ": ConnectException: Connection refused",
            at(first.port()) + ": it closed the connection");
    var settings =
        TestService.settings(
            place, Map.of("WARREN_AMQP_URI", uri, "WARREN_START_TIMEOUT", "500ms"));

    var failure =
        assertThrows(StartException.class, () -> Service.start(Settings.of(settings)).close());
    assertReported(
        "No connection to the broker at " + nodes + " within 500 ms: ", reasons, failure);

    var unreachable = assertThrows(IOException.class, () -> WarrenClient.connect(uri));
    assertReported("No connection to the broker at " + nodes + ": ", reasons, unreachable);
    try (var program = Program.start(settings, "call", "RequestPublicKeys")) {
      assertEquals(2, program.exit());
      assertTrue(
          program.err().startsWith("No connection to the broker at " + nodes + ": "),
          program.err());
    }
  }

  /** The order of the reasons is random. */
  private static void assertReported(String start, Set<String> reasons, Exception failure) {
    var message = String.valueOf(failure.getMessage());
    assertTrue(message.startsWith(start), message);
    var rest = message.substring(start.length()).replaceFirst("\\.$", "");
    assertEquals(reasons, Set.of(rest.split("; ")));
  }

  @Test
  void aStalledNodeIsReportedAsSuch() throws Exception {
    first.stall();
    var unreachable =
        assertThrows(IOException.class, () -> WarrenClient.connect(uri(at(first.port()))));
    assertEquals(
        "No connection to the broker at %s: it accepted the connection but did not answer"
            .formatted(at(first.port())),
        unreachable.getMessage());
  }

  @Test
  void aRejectedLoginNamesTheNode() {
    var uri = uri(at(first.port())).replace("guest:guest", "guest:p%40ss%2Cw");
    var rejected = assertThrows(IOException.class, () -> WarrenClient.connect(uri));
    assertEquals(
        "The broker at %s rejected the login of guest".formatted(at(first.port())),
        rejected.getMessage());
  }
}
