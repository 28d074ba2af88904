package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that requests come from and replies go to. It belongs to one connection; what is
 * settled after that was lost goes nowhere, and the broker delivers the request again. Thread-safe.
 */
final class RequestChannel {
  private static final Logger log = LoggerFactory.getLogger(RequestChannel.class);

  private final Channel channel;

  /** How many threads want to settle something. */
  private final AtomicInteger waiting = new AtomicInteger();

  RequestChannel(Channel channel) {
    this.channel = channel;
  }

  /** Whether anything can still be settled. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /** Publishes a reply and then acknowledges its request. */
  void reply(
      long tag, String exchange, String routingKey, BasicProperties properties, byte[] body) {
    attempt(tag, () -> channel.basicPublish(exchange, routingKey, true, properties, body));
  }

  /** Acknowledges a request. */
  void acknowledge(long tag) {
    attempt(tag, () -> {});
  }

  private void attempt(long tag, Frames.Sending reply) {
    waiting.incrementAndGet();
    synchronized (this) {
      var more = waiting.decrementAndGet() > 0;
      try {
        Frames.withWhatFollows(reply);
        if (more) {
          Frames.withWhatFollows(() -> channel.basicAck(tag, false));
        } else {
          channel.basicAck(tag, false);
        }
      } catch (IOException | ShutdownSignalException e) {
        log.debug("not settled, to be delivered again: {}", e.toString());
      }
    }
  }
}
