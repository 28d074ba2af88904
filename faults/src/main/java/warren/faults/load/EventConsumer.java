package warren.faults.load;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.Address;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.DefaultConsumer;
import com.rabbitmq.client.Envelope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import warren.contracts.json.Json;
import warren.faults.deployment.Deployment;
import warren.faults.history.Event;
import warren.local.BrokerNode;

/** Receives all domain events, in order; repeated deliveries are ignored. Thread-safe. */
public final class EventConsumer implements AutoCloseable {
  /** The queue that receives the events. */
  public static final String QUEUE = "faults.events";

  private static final int HEARTBEAT_SECONDS = 4;
  private static final int TIMEOUT_MS = 5000;
  private static final long PAUSE_MS = 500;

  private final ConnectionFactory factory = new ConnectionFactory();
  private final List<Address> nodes = new ArrayList<>();
  private final Map<String, Event> events = new LinkedHashMap<>();
  private final Thread thread = new Thread(this::run, "events");

  /** Declares the queue and begins to consume it. */
  public EventConsumer(Deployment deployment) throws IOException, TimeoutException {
    factory.setAutomaticRecoveryEnabled(false);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    factory.setConnectionTimeout(TIMEOUT_MS);
    factory.setChannelRpcTimeout(TIMEOUT_MS);
    for (BrokerNode node : deployment.cluster().nodes()) {
      nodes.add(new Address("127.0.0.1", node.port()));
    }
    try (var connection = factory.newConnection(nodes);
        var channel = connection.createChannel()) {
      channel.queueDeclare(QUEUE, true, false, false, Map.of("x-queue-type", "quorum"));
      channel.queueBind(QUEUE, Deployment.EVENTS, "#");
    }
    thread.setDaemon(true);
    thread.start();
  }

  public synchronized List<Event> events() {
    return List.copyOf(events.values());
  }

  private void run() {
    while (!Thread.currentThread().isInterrupted()) {
      try (var connection = factory.newConnection(nodes)) {
        consume(connection.createChannel());
      } catch (IOException | TimeoutException | RuntimeException e) {
        pause();
      } catch (InterruptedException e) {
        return;
      }
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns when the channel or the consumer ends. */
  private void consume(Channel channel) throws IOException, InterruptedException {
    var ended = new CountDownLatch(1);
    channel.addShutdownListener(cause -> ended.countDown());
    channel.basicQos(100);
    channel.basicConsume(
        QUEUE,
        false,
        new DefaultConsumer(channel) {
          @Override
          public void handleDelivery(
              String tag, Envelope envelope, AMQP.BasicProperties properties, byte[] body)
              throws IOException {
            add(body);
            channel.basicAck(envelope.getDeliveryTag(), false);
          }

          @Override
          public void handleCancel(String tag) {
            ended.countDown();
          }
        });
    ended.await();
  }

  private synchronized void add(byte[] body) {
    var event = Json.parse(body);
    var id = event.path("event_id").asText();
    events.putIfAbsent(
        id,
        new Event(
            id,
            event.path("type").asText(),
            event.path("subject").asText(),
            event.path("correlation_id").textValue()));
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
