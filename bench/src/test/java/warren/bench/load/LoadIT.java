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

/** Loads on a broker, and what is counted and timed of them. */
final class LoadIT {
  private static final Duration TIME = Duration.ofMillis(500);
  private static final Duration PATIENCE = Duration.ofSeconds(50);

  private static PrivateBroker broker;

  private Connection connection;
  private Channel channel;
  private Caller caller;

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
    caller = new Caller(broker.uri());
  }

  @AfterEach
  void disconnect() throws Exception {
    caller.close();
    channel.queueDelete(Echo.QUEUE);
    connection.close();
  }

  /** Requests that are numbered and know their answers; every so manieth answer is called wrong. */
  private static final class Numbered implements Requests {
    private final int wrong;
    private final String[] latest = new String[1_000];
    private int sent;
    private int right;
    private int called;

    Numbered(int wrong) {
      this.wrong = wrong;
    }

    @Override
    public Outgoing next(int slot) {
      latest[slot] = "{\"number\":%d}".formatted(++sent);
      return new Outgoing(Echo.QUEUE, Map.of(), latest[slot]);
    }

    @Override
    public boolean isRight(int slot, byte[] body) {
      right += latest[slot].equals(new String(body, UTF_8)) ? 1 : 0;
      called++;
      return called % wrong != 0;
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 16})
  void aClosedLoopGetsAnAnswerToEachRequest(int window) throws Exception {
    Echo.answer(channel);
    var requests = new Numbered(Integer.MAX_VALUE);
    var run = Load.closed(caller, requests, window, TIME);
    assertTrue(requests.sent >= window, "sent " + requests.sent);
    assertEquals(requests.sent, requests.right);
    assertEquals(requests.sent, run.sent());
    assertEquals(0, run.failed());
    assertEquals("", run.firstFailure());
    // all but those that were under way at the end
    assertTrue(run.answered() <= run.sent() && run.answered() >= run.sent() - window);
    assertTrue(run.seconds() >= TIME.toMillis() / 1e3);
    assertEquals(0, channel.messageCount(Echo.QUEUE));
  }

  @Test
  void whatIsClosedSendsNoMoreAndDoesNotComplain() throws Exception {
    var request = new Numbered(Integer.MAX_VALUE).next(0);
    caller.close();
    caller.send(0, request);
    assertEquals(0, channel.messageCount(Echo.QUEUE));
  }

  @Test
  void runsFollowEachOtherOnOneConnection() throws Exception {
    Echo.answer(channel);
    for (var window : List.of(16, 1, 4)) {
      var requests = new Numbered(Integer.MAX_VALUE);
      var run = Load.closed(caller, requests, window, Duration.ofMillis(50));
      assertEquals(requests.sent, requests.right);
      assertEquals(requests.sent, run.sent());
    }
  }

  @Test
  void anAnswerThatIsWrongHasFailed() throws Exception {
    Echo.answer(channel);
    var requests = new Numbered(3);
    var run = Load.closed(caller, requests, 16, TIME);
    assertEquals(requests.sent / 3, run.failed());
    assertTrue(run.firstFailure().matches("\\{\"number\":\\d+}"), run.firstFailure());
  }

  @Test
  void anAnswerWithoutTheStatus200HasFailed() throws Exception {
    var asked = new AtomicInteger();
    DeliverCallback refusing =
        (tag, request) -> {
          var status =
              asked.getAndIncrement() % 2 == 0 ? Map.<String, Object>of("status_code", 500) : null;
          var properties =
              new BasicProperties.Builder()
                  .correlationId(request.getProperties().getCorrelationId())
                  .headers(status)
                  .build();
          var to = request.getProperties().getReplyTo();
          channel.basicPublish("", to, properties, "no".getBytes(UTF_8));
        };
    channel.basicConsume(Echo.QUEUE, true, refusing, tag -> {});
    var run = Load.closed(caller, new Numbered(Integer.MAX_VALUE), 4, TIME);
    assertEquals(asked.get(), run.sent());
    assertEquals(run.sent(), run.failed());
    assertEquals("no", run.firstFailure());
  }

  /**
   * The echo is away until all slots are taken, and for as long again as the loop lasts. So each
   * request has waited at least from when it was due until the end, those as well that couldn't be
   * sent meanwhile.
   */
  @Test
  void anOpenLoopCountsFromWhenARequestWasDue() throws Exception {
    var slots = 10;
    var count = 100;
    var coming = CompletableFuture.runAsync(() -> answerOnceAllIsDue(slots));
    var requests = new Numbered(Integer.MAX_VALUE);
    var run = Load.open(caller, requests, count / (TIME.toMillis() / 1e3), TIME, slots);
    coming.join();
    assertEquals(count, requests.sent);
    assertEquals(count, requests.right);
    assertEquals(count, run.sent());
    var gap = TIME.toNanos() / count;
    for (var gaps = 1; gaps <= count; gaps++) {
      var waited = run.latencies().getCountBetweenValues(gaps * gap, Long.MAX_VALUE);
      var expected = count - gaps + 1;
      assertTrue(waited >= expected, "%d waited %d gaps".formatted(waited, gaps));
    }
  }

  private void answerOnceAllIsDue(int slots) {
    try {
      await(() -> channel.messageCount(Echo.QUEUE) == slots);
      var begun = System.nanoTime();
      await(() -> System.nanoTime() - begun > TIME.toNanos());
      Echo.answer(channel);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Condition {
    boolean holds() throws Exception;
  }

  private static void await(Condition condition) throws Exception {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      assertTrue(System.nanoTime() < end, "waited in vain");
      Thread.onSpinWait();
    }
  }
}
