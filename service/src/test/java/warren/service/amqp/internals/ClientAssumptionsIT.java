package warren.service.amqp.internals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.AMQConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import warren.service.support.Await;
import warren.service.support.TestServers;

/** The assumptions of this package about the implementation of amqp-client, on a real broker. */
class ClientAssumptionsIT {
  private static final int MAX_BODY = 100;

  private static String uri;

  private final RecordingSockets sockets = new RecordingSockets();
  private Connection connection;
  private Channel channel;

  @BeforeAll
  static void start() {
    uri = TestServers.take().amqpUri();
  }

  private void connect(ConnectionFactory factory) throws Exception {
    factory.setUri(uri);
    factory.setSocketFactory(sockets);
    factory.setAutomaticRecoveryEnabled(false);
    // a heartbeat would flush
    factory.setRequestedHeartbeat(0);
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  @BeforeEach
  void connect() throws Exception {
    connect(new LenientFrameHandlerFactory(MAX_BODY));
  }

  @AfterEach
  void disconnect() {
    connection.abort();
  }

  private static void publish(Channel channel, String queue, String body) throws IOException {
    channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.US_ASCII));
  }

  /** The name of a queue with one message, whose headers are nested too deep for the client. */
  private String queueWithUnreadableMessage() throws Exception {
    var headers = Map.<String, Object>of("deep", nested(33));
    var queue = channel.queueDeclare().getQueue();
    channel.confirmSelect();
    channel.basicPublish(
        "", queue, new BasicProperties.Builder().headers(headers).build(), new byte[0]);
    channel.waitForConfirmsOrDie(Await.PATIENCE.toMillis());
    return queue;
  }

  private static Object nested(int depth) {
    return depth == 0 ? 1 : List.of(nested(depth - 1));
  }

  @Test
  void aMessageWithUnreadableHeadersDoesNotEndTheConnection() throws Exception {
    var message = channel.basicGet(queueWithUnreadableMessage(), true);
    assertEquals(Map.of("jwt", false), message.getProps().getHeaders());
    assertTrue(connection.isOpen());
  }

  @Test
  void aBodyAboveTheLimitIsTruncatedAndTheNextOneIsNot() throws Exception {
    var queue = channel.queueDeclare().getQueue();
    channel.confirmSelect();
    for (var size : List.of(1_000_000, MAX_BODY, 1_000_000, MAX_BODY)) {
      publish(channel, queue, "x".repeat(size));
    }
    channel.waitForConfirmsOrDie(Await.PATIENCE.toMillis());
    for (var size : List.of(MAX_BODY + 1, MAX_BODY, MAX_BODY + 1, MAX_BODY)) {
      assertEquals(
          "x".repeat(size),
          new String(channel.basicGet(queue, true).getBody(), StandardCharsets.US_ASCII));
    }
  }

  /** Once the client can read such a message, ReadableProperties is no longer necessary. */
  @Test
  void aMessageWithUnreadableHeadersEndsAConnectionOfThePlainClient() throws Exception {
    disconnect();
    connect(new ConnectionFactory());
    var queue = queueWithUnreadableMessage();
    assertThrows(IOException.class, () -> channel.basicGet(queue, true));
    assertFalse(connection.isOpen());
  }

  @Test
  void aFrameIsSentAtOnce() throws Exception {
    publish(channel, "nowhere", "at once");
    assertTrue(sockets.haveSent("at once"));
  }

  @Test
  void aFrameWrittenWithoutFlushIsSentByTheNextFlush() throws Exception {
    var queue = channel.queueDeclare().getQueue();
    channel.confirmSelect();
    FlushControllingFrameHandler.withoutFlush(() -> publish(channel, queue, "deferred"));
    assertFalse(sockets.haveSent("deferred"));
    ClientInternals.flush(connection);
    assertTrue(sockets.haveSent("deferred"));
    channel.waitForConfirmsOrDie(Await.PATIENCE.toMillis());
    var received = channel.basicGet(queue, true).getBody();
    assertEquals("deferred", new String(received, StandardCharsets.US_ASCII));
  }

  @Test
  void aFrameWrittenWithoutFlushIsSentWithTheNextFrameOfAnotherThread() throws Exception {
    var other = connection.createChannel();
    FlushControllingFrameHandler.withoutFlush(
        () -> {
          publish(channel, "nowhere", "deferred");
          assertFalse(sockets.haveSent("deferred"));
          inAnotherThread(() -> publish(other, "nowhere", "at once"));
          assertTrue(sockets.haveSent("deferred"));
          assertTrue(sockets.haveSent("at once"));
        });
  }

  private static void inAnotherThread(FlushControllingFrameHandler.Writing frames) {
    CompletableFuture.runAsync(
            () -> {
              try {
                frames.write();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            })
        .join();
  }

  @Test
  void aLostConnectionIsReportedToTheExceptionLogger() throws Exception {
    var logger = (Logger) LoggerFactory.getLogger(ClientInternals.EXCEPTION_LOGGER);
    var root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    var level = logger.getLevel();
    var events = new ListAppender<ILoggingEvent>();
    events.start();
    root.addAppender(events);
    logger.setLevel(Level.WARN);
    try {
      sockets.closeAll();
      Await.until("the client has reported it", () -> !loggersOfClient(events).isEmpty());
      Await.until("the connection has ended", () -> !connection.isOpen());
      assertEquals(Set.of(ClientInternals.EXCEPTION_LOGGER), loggersOfClient(events));
      assertTrue(
          events.list.stream()
              .filter(event -> event.getLoggerName().equals(ClientInternals.EXCEPTION_LOGGER))
              .allMatch(event -> event.getMessage().startsWith(ClientInternals.CONNECTION_ERROR)));
    } finally {
      logger.setLevel(level);
      root.detachAppender(events);
    }
  }

  private static Set<String> loggersOfClient(ListAppender<ILoggingEvent> events) {
    return List.copyOf(events.list).stream()
        .map(ILoggingEvent::getLoggerName)
        .filter(name -> name.startsWith("com.rabbitmq.client"))
        .collect(Collectors.toSet());
  }

  @Test
  void aConnectionWithoutRecoveryIsAnAmqConnection() {
    assertInstanceOf(AMQConnection.class, connection);
  }
}
