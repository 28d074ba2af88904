package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A channel that requests come from and replies go to. It belongs to one connection; what is
 * settled after that was lost goes nowhere, and the broker delivers the request again. Thread-safe.
 */
final class RequestChannel {
  private static final Logger log = LoggerFactory.getLogger(RequestChannel.class);

  private final Channel channel;

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
    attempt(
        () -> {
          channel.basicPublish(exchange, routingKey, true, properties, body);
          channel.basicAck(tag, false);
        });
  }

  /** Acknowledges a request. */
  void acknowledge(long tag) {
    attempt(() -> channel.basicAck(tag, false));
  }

  private synchronized void attempt(Step step) {
    try {
      step.run();
    } catch (IOException | ShutdownSignalException e) {
      log.debug("not settled, to be delivered again: {}", e.toString());
    }
  }

  private interface Step {
    void run() throws IOException;
  }
}
