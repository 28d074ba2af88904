package warren.service.amqp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static warren.service.support.Bodies.assertRefused;
import static warren.service.support.Bodies.assertUnauthenticated;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import warren.contracts.catalogue.Access;
import warren.contracts.catalogue.Operation;
import warren.service.support.ConcurrentCaller;
import warren.service.support.SampleRequests;
import warren.service.support.TcpProxy;
import warren.service.support.TestClient.Reply;
import warren.service.support.TestServers;
import warren.service.support.TestService;

/**
 * Properties that the broker accepts and the service's AMQP client cannot read. They must not close
 * the connection: otherwise one message, redelivered again and again, would stop the service.
 */
class UnreadablePropertiesIT {
  private static final String ALL = "warren.contracts.catalogue.Catalogue#OPERATIONS";

  private static TcpProxy proxy;
  private static TestService service;
  private static SampleRequests samples;
  private static ConcurrentCaller caller;

  @BeforeAll
  static void start() throws Exception {
    var place = TestServers.take();
    proxy = new TcpProxy(place.amqpUri());
    service = TestService.start(place, Map.of("WARREN_AMQP_URI", proxy.uri()));
    samples = new SampleRequests(service);
    caller = ConcurrentCaller.byQueue(service.connection());
  }

  @AfterAll
  static void stop() throws Exception {
    try {
      service.assertAllSettled();
      assertEquals(1, proxy.accepted("warren requests"));
    } finally {
      service.close();
      proxy.close();
    }
  }

  private static Reply send(Operation<?, ?> operation, UnaryOperator<BasicProperties> properties)
      throws Exception {
    var body = samples.of(operation).toString().getBytes(StandardCharsets.UTF_8);
    return caller.only(caller.send(operation.name(), body, properties));
  }

  /** An administrator's properties, with one more header. */
  private static UnaryOperator<BasicProperties> with(String header, Object value) throws Exception {
    Map<String, Object> headers = new HashMap<>();
    headers.put("jwt", service.adminToken());
    headers.put(header, value);
    return properties -> properties.builder().headers(headers).build();
  }

  private static void assertAnswered(Reply reply) {
    assertEquals(200, reply.status(), reply.body().toString());
  }

  private static Object nested(int depth) {
    return depth == 0 ? 1 : List.of(nested(depth - 1));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void headersOfTheMaximumDepthAreAccepted(Operation<?, ?> operation) throws Exception {
    assertAnswered(send(operation, with("x", nested(32))));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void deeperHeadersContainAnInvalidToken(Operation<?, ?> operation) throws Exception {
    assertTokenIsInvalid(operation, with("x", nested(33)));
    assertTokenIsInvalid(operation, with("x", nested(100)));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void headersAbove20KiBAreTooLarge(Operation<?, ?> operation) throws Exception {
    for (var large : List.of("y".repeat(20 * 1024), Collections.nCopies(20 * 1024, true))) {
      var reply = send(operation, with("x", large));
      assertRefused(413, "too_large", "Properties and headers are larger than 20 KiB.", reply);
      assertAnswered(send(operation, with("x", 1)));
    }
  }

  /** RabbitMQ 4 writes the type as {@code l}, which the client knows. */
  @ParameterizedTest
  @FieldSource(ALL)
  void headersOfATypeThatTheClientDoesNotKnowContainAnInvalidToken(Operation<?, ?> operation)
      throws Exception {
    var properties = with("number", 5L);
    UnaryOperator<BasicProperties> unknownType =
        plain ->
            WireProperties.replacing(
                "numberl", "numberL".getBytes(StandardCharsets.US_ASCII), properties.apply(plain));
    if (brokerVersion() >= 4) {
      assertAnswered(send(operation, unknownType));
    } else {
      assertTokenIsInvalid(operation, unknownType);
    }
  }

  /** The broker's major version. */
  private static int brokerVersion() {
    var version = String.valueOf(service.connection().getServerProperties().get("version"));
    return Integer.parseInt(version.substring(0, version.indexOf('.')));
  }

  private static void assertTokenIsInvalid(
      Operation<?, ?> operation, UnaryOperator<BasicProperties> properties) throws Exception {
    var reply = send(operation, properties);
    if (operation.access().token() == Access.Token.IGNORED) {
      assertAnswered(reply);
    } else {
      assertUnauthenticated(reply);
    }
    assertAnswered(send(operation, with("x", 1)));
  }

  @ParameterizedTest
  @FieldSource(ALL)
  void aFlagThatAnnouncesMoreFlagsDoesNoHarm(Operation<?, ?> operation) throws Exception {
    var properties = with("x", 1);
    assertAnswered(send(operation, plain -> WireProperties.withFlag(1, properties.apply(plain))));
  }
}
