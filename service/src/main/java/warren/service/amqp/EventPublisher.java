package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.Secret;
import warren.contracts.events.DomainEvent;
import warren.contracts.json.Json;

/**
 * Publishes events to a topic exchange on a connection of its own, with publisher confirms.
 * Reconnects by itself. Used by one thread.
 */
public final class EventPublisher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(EventPublisher.class);
  private static final int PERSISTENT = 2;
  private static final Duration CONFIRM_TIMEOUT = Duration.ofSeconds(5);

  private final String exchange;
  private final BrokerConnection connection;
  private volatile @Nullable Channel channel;

  public EventPublisher(Secret uri, String exchange) {
    this.exchange = exchange;
    this.connection = new BrokerConnection("domain-events", Connections.to(uri), this::setUp);
  }

  /** Connects and declares a missing exchange; fails if this exceeds the timeout. */
  public void start(Duration timeout) {
    connection.start();
    connection.awaitOpened(timeout);
  }

  private void setUp(Connection opened, Runnable lost) throws IOException {
    Topology.declareExchange(opened, exchange, BuiltinExchangeType.TOPIC, true);
    var fresh = opened.createChannel();
    fresh.confirmSelect();
    fresh.addShutdownListener(cause -> lost.run());
    channel = fresh;
  }

  /** Returns whether the broker has confirmed all events; if not, they must be published again. */
  public boolean publish(List<DomainEvent> events) throws InterruptedException {
    var to = channel;
    if (to == null || !to.isOpen()) {
      return false;
    }
    try {
      for (var event : events) {
        to.basicPublish(exchange, event.type(), properties(event), Json.write(event));
      }
      to.waitForConfirmsOrDie(CONFIRM_TIMEOUT.toMillis());
      return true;
    } catch (IOException | TimeoutException | ShutdownSignalException e) {
      abort(to);
      return false;
    }
  }

  /** Closes the channel with its unconfirmed events; its shutdown opens a new one. */
  private static void abort(Channel broken) {
    try {
      broken.abort();
    } catch (IOException e) {
      log.debug("not closed: {}", e.toString());
    }
  }

  private static BasicProperties properties(DomainEvent event) {
    return new BasicProperties.Builder()
        .contentType("application/json")
        .messageId(event.eventId().toString())
        .type(event.type())
        .timestamp(Date.from(event.at()))
        .deliveryMode(PERSISTENT)
        .build();
  }

  @Override
  public void close() {
    connection.close();
  }
}
