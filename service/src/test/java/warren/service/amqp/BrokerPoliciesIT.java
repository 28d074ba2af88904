package warren.service.amqp;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.GetResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.contracts.catalogue.Catalogue;
import warren.contracts.catalogue.ServiceCatalogue;
import warren.service.support.Await;
import warren.service.support.PrivateServers;
import warren.service.support.TestService;

/** The types of the request queues, and the policies in {@code deploy/rabbitmq}. */
class BrokerPoliciesIT {
  private static final Path APPLY = Path.of("../deploy/rabbitmq/apply");
  private static final String QUEUE = "RequestUsername";
  private static final String STATUS_QUEUE = ServiceCatalogue.SERVICE_STATUS.name();
  private static final int MAX_LENGTH = 10_000;
  private static final String DEAD_LETTERS = "warren-dead-letters";

  /** The number of deliveries that the policy permits in addition to the first. */
  private static final int DELIVERY_LIMIT = 20;

  private static PrivateServers servers;
  private static Connection connection;

  private Channel channel;

  @BeforeAll
  static void start() throws Exception {
    servers = PrivateServers.start();
    connection = TestService.connect(servers.place().amqpUri());
  }

  @AfterAll
  static void stop() {
    connection.abort();
    servers.close();
  }

  @BeforeEach
  void deleteQueues() throws Exception {
    channel = connection.createChannel();
    for (var operation : Catalogue.OPERATIONS) {
      channel.queueDelete(operation.name());
    }
  }

  /** Declares the queues by starting a service, and stops it. */
  private static void declareQueues(String type) throws Exception {
    TestService.start(servers.place(), Map.of("WARREN_QUEUE_TYPE", type)).close();
  }

  private static void assertType(String queue, String type) throws IOException {
    var own = connection.createChannel();
    own.queueDeclare(queue, true, false, false, Map.of("x-queue-type", type));
    own.abort();
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void everyMissingQueueIsDeclaredWithTheType(String type) throws Exception {
    declareQueues(type);

    for (var operation : Catalogue.OPERATIONS) {
      assertType(operation.name(), type);
    }
  }

  @Test
  void anExistingQueueIsUsedWithItsOwnType() throws Exception {
    var first = Catalogue.OPERATIONS.get(0).name();
    var middle = Catalogue.OPERATIONS.get(Catalogue.OPERATIONS.size() / 2).name();
    channel.queueDeclare(middle, true, false, false, Map.of("x-queue-type", "classic"));

    declareQueues("quorum");

    assertType(middle, "classic");
    assertType(first, "quorum");
  }

  @Test
  void aStartOnExistingQueuesWritesNoErrorsToTheLogOfTheBroker() throws Exception {
    declareQueues("quorum");
    var before = channelErrors();

    declareQueues("classic");

    assertEquals(before, channelErrors());
  }

  @Test
  void theFirstStartWritesOneErrorToTheLogOfTheBroker() throws Exception {
    var before = channelErrors();

    declareQueues("classic");

    assertEquals(before + 1, channelErrors());
  }

  /** The log contains an entry at once if a later one is there. */
  private static long channelErrors() throws Exception {
    var marker = "marker-" + System.nanoTime();
    var own = connection.createChannel();
    assertThrows(IOException.class, () -> own.queueDeclarePassive(marker));
    Await.until("the log contains the marker", () -> log().contains(marker));
    return log()
        .lines()
        .filter(line -> line.contains("caused a channel exception") && !line.contains("marker-"))
        .count();
  }

  private static String log() throws IOException {
    return Files.readString(servers.broker().log(), UTF_8);
  }

  /** Debian's rabbitmqctl runs as another user, which opens the file again. */
  @Test
  void theToolMayReadTheDefinitionsAsAnotherUser(@TempDir Path folder) throws Exception {
    var tool = folder.resolve("rabbitmqctl");
    Files.writeString(
        tool,
        """
        #!/bin/sh
        [ "$2" != list_vhosts ] || echo /
        [ "$2" != import_definitions ] || stat --dereference --format=%a /dev/stdin
        """);
    Files.setPosixFilePermissions(tool, PosixFilePermissions.fromString("rwxr-xr-x"));
    assertEquals("0: 644\n", run(tool.toString(), "/"));
  }

  private static String apply(String... arguments) throws Exception {
    return run(String.join(" ", servers.broker().rabbitmqctl()), arguments);
  }

  private static String run(String rabbitmqctl, String... arguments) throws Exception {
    var builder = new ProcessBuilder(APPLY.toString()).redirectErrorStream(true);
    builder.command().addAll(List.of(arguments));
    builder.environment().put("RABBITMQCTL", rabbitmqctl);
    var process = builder.start();
    var output = new String(process.getInputStream().readAllBytes(), UTF_8);
    return process.waitFor() + ": " + output;
  }

  private static void applyPolicies(String queueType) throws Exception {
    var output = apply("/");
    assertTrue(output.startsWith("0: "), output);
    declareQueues(queueType);
  }

  private GetResponse get(String queue) throws Exception {
    var message = new AtomicReference<@Nullable GetResponse>();
    Await.until(
        "a message is in " + queue,
        () -> {
          message.set(channel.basicGet(queue, false));
          return message.get() != null;
        });
    return requireNonNull(message.get());
  }

  private void assertDeadLettered(String reason, String body) throws Exception {
    var dead = get(DEAD_LETTERS);
    channel.basicAck(dead.getEnvelope().getDeliveryTag(), false);
    assertEquals(body, new String(dead.getBody(), UTF_8));
    assertEquals(reason, String.valueOf(dead.getProps().getHeaders().get("x-first-death-reason")));
    assertEquals(0, channel.messageCount(QUEUE));
  }

  @Test
  void aRequestThatReachedTheDeliveryLimitIsDeadLettered() throws Exception {
    applyPolicies("quorum");
    channel.basicPublish("", QUEUE, null, "poison".getBytes(UTF_8));

    for (var delivery = 0; delivery <= DELIVERY_LIMIT; delivery++) {
      channel.basicNack(get(QUEUE).getEnvelope().getDeliveryTag(), false, true);
    }

    assertDeadLettered("delivery_limit", "poison");
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void anExpiredRequestIsDeadLetteredUnlessItRequestsTheStatus(String type) throws Exception {
    applyPolicies(type);
    var expired = new BasicProperties.Builder().expiration("0").build();
    channel.basicPublish("", STATUS_QUEUE, expired, "probe".getBytes(UTF_8));
    Await.until("the probe has expired", () -> channel.messageCount(STATUS_QUEUE) == 0);

    channel.basicPublish("", QUEUE, expired, "late".getBytes(UTF_8));

    assertDeadLettered("expired", "late");
    assertEquals(0, channel.messageCount(DEAD_LETTERS));
  }

  @ParameterizedTest
  @ValueSource(strings = {"classic", "quorum"})
  void aFullQueueRejectsRequests(String type) throws Exception {
    applyPolicies(type);
    channel.confirmSelect();
    for (var i = 0; i < MAX_LENGTH; i++) {
      channel.basicPublish("", QUEUE, null, new byte[0]);
    }
    channel.waitForConfirmsOrDie(Await.PATIENCE.toMillis());

    // a quorum queue may exceed its length by a few messages
    Await.until("a request is rejected", () -> !isAccepted());
  }

  private boolean isAccepted() throws Exception {
    channel.basicPublish("", QUEUE, null, new byte[0]);
    return channel.waitForConfirms(Await.PATIENCE.toMillis());
  }

  @Test
  void aVhostThatDoesNotExistIsReportedByName() throws Exception {
    assertEquals(
        "1: apply: the broker has no vhost accounts: create it with rabbitmqctl add_vhost.\n",
        apply("accounts"));
  }
}
