package warren.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DeliverCallback;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import warren.bench.machine.Echo;
import warren.local.PrivateBroker;

/** Runs loads on a real broker and checks their counts and latencies. */
final class LoadIT {
  private static final Duration TIME = Duration.ofMillis(500);
  private static final Duration TIMEOUT = Duration.ofSeconds(50);

  private static PrivateBroker broker;

  private Connection connection;
  private Channel channel;
  private LoadGenerator generator;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    broker = PrivateBroker.start(folder.resolve("broker"), 0, List.of());
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @BeforeEach
  void connect() throws Exception {
    var factory = new ConnectionFactory();
    factory.setUri(broker.uri());
    connection = factory.newConnection();
    channel = connection.createChannel();
    channel.queueDeclare(Echo.QUEUE, true, false, false, Map.of());
    generator = new LoadGenerator(broker.uri());
  }

  @AfterEach
  void disconnect() throws Exception {
    generator.close();
    channel.queueDelete(Echo.QUEUE);
    connection.close();
  }

  /** Numbered requests. Counts the correct replies, and declares every n-th reply incorrect. */
  private static final class NumberedRequests implements RequestSource {
    private final int incorrectEvery;
    private final String[] latest = new String[1_000];
    private int sent;
    private int correct;
    private int checked;

    NumberedRequests(int incorrectEvery) {
      this.incorrectEvery = incorrectEvery;
    }

    @Override
    public Request next(int slot) {
      latest[slot] = "{\"number\":%d}".formatted(++sent);
      return new Request(Echo.QUEUE, Map.of(), latest[slot]);
    }

    @Override
    public boolean isCorrect(int slot, byte[] body) {
      correct += latest[slot].equals(new String(body, UTF_8)) ? 1 : 0;
      checked++;
      return checked % incorrectEvery != 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aClosedLoopReceivesAReplyToEachRequest(int window) throws Exception {
    Echo.serve(channel);
    var requests = new NumberedRequests(Integer.MAX_VALUE);
    var result = Load.closed(generator, requests, window, TIME);
    assertTrue(requests.sent >= window, "sent " + requests.sent);
    assertEquals(requests.sent, requests.correct);
    assertEquals(requests.sent, result.sent());
    assertEquals(0, result.failed());
    assertEquals("", result.firstFailure());
    // all except the requests in flight at the end
    assertTrue(result.replies() <= result.sent() && result.replies() >= result.sent() - window);
    assertTrue(result.seconds() >= TIME.toMillis() / 1e3);
    assertEquals(0, channel.messageCount(Echo.QUEUE));
  }

  @Test
  void aClosedGeneratorIgnoresFurtherRequests() throws Exception {
    var request = new NumberedRequests(Integer.MAX_VALUE).next(0);
    generator.close();
    generator.send(0, request);
    assertEquals(0, channel.messageCount(Echo.QUEUE));
  }

  @Test
  void severalLoadsCanUseOneConnection() throws Exception {
    Echo.serve(channel);
    for (var window : List.of(16, 1, 4)) {
      var requests = new NumberedRequests(Integer.MAX_VALUE);
      var result = Load.closed(generator, requests, window, Duration.ofMillis(50));
      assertEquals(requests.sent, requests.correct);
      assertEquals(requests.sent, result.sent());
    }
  }

  @Test
  void anIncorrectReplyCountsAsFailed() throws Exception {
    Echo.serve(channel);
    var requests = new NumberedRequests(3);
    var result = Load.closed(generator, requests, 16, TIME);
    assertEquals(requests.sent / 3, result.failed());
    assertTrue(result.firstFailure().matches("\\{\"number\":\\d+}"), result.firstFailure());
  }

  @Test
  void aReplyWithoutStatus200CountsAsFailed() throws Exception {
    var requestCount = new AtomicInteger();
    DeliverCallback refuse =
        (tag, request) -> {
          var status =
              requestCount.getAndIncrement() % 2 == 0
                  ? Map.<String, Object>of("status_code", 500)
                  : null;
          var properties =
              new BasicProperties.Builder()
                  .correlationId(request.getProperties().getCorrelationId())
                  .headers(status)
                  .build();
          var to = request.getProperties().getReplyTo();
          channel.basicPublish("", to, properties, "no".getBytes(UTF_8));
        };
    channel.basicConsume(Echo.QUEUE, true, refuse, tag -> {});
    var result = Load.closed(generator, new NumberedRequests(Integer.MAX_VALUE), 4, TIME);
    assertEquals(requestCount.get(), result.sent());
    assertEquals(result.sent(), result.failed());
    assertEquals("no", result.firstFailure());
  }

  /**
   * The echo starts only after all slots have been in use for the duration of the loop. So each
   * request must have waited at least from the time when it was due until the end of the loop, even
   * if it could not be sent before.
   */
  @Test
  void anOpenLoopMeasuresLatencyFromTheTimeWhenARequestWasDue() throws Exception {
    var slots = 10;
    var count = 100;
    var echo = CompletableFuture.runAsync(() -> serveOnceAllRequestsAreDue(slots));
    var requests = new NumberedRequests(Integer.MAX_VALUE);
    var result = Load.open(generator, requests, count / (TIME.toMillis() / 1e3), TIME, slots);
    echo.join();
    assertEquals(count, requests.sent);
    assertEquals(count, requests.correct);
    assertEquals(count, result.sent());
    var interval = TIME.toNanos() / count;
    for (var intervals = 1; intervals <= count; intervals++) {
      var waited = result.latencies().getCountBetweenValues(intervals * interval, Long.MAX_VALUE);
      var expected = count - intervals + 1;
      assertTrue(
          waited >= expected, "%d requests waited %d intervals".formatted(waited, intervals));
    }
  }

  private void serveOnceAllRequestsAreDue(int slots) {
    try {
      await(() -> channel.messageCount(Echo.QUEUE) == slots);
      var start = System.nanoTime();
      await(() -> System.nanoTime() - start > TIME.toNanos());
      Echo.serve(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    var end = System.nanoTime() + TIMEOUT.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "timed out");
      Thread.onSpinWait();
    }
  }
}
