package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.amqp.internals.ClientInternals;
import warren.service.amqp.internals.FlushControllingFrameHandler;

/**
 * A channel that requests come from and replies go to. It belongs to one connection; what is
 * settled after that was lost goes nowhere, and the broker delivers the request again. Thread-safe.
 */
final class RequestChannel {
  private static final Logger log = LoggerFactory.getLogger(RequestChannel.class);

  private final Channel channel;
  private final Settlement settlement = new Settlement();

  /** How many threads want to settle something. */
  private final AtomicInteger waiting = new AtomicInteger();

  RequestChannel(Channel channel) {
    this.channel = channel;
  }

  /** Settles requests. */
  interface Settling {
    void with(Settlement settlement) throws IOException;
  }

  /** How requests are settled. */
  final class Settlement {
    private Settlement() {}

    /** Publishes a reply and then acknowledges its request. */
    void reply(
        long tag, String exchange, String routingKey, BasicProperties properties, byte[] body)
        throws IOException {
      channel.basicPublish(exchange, routingKey, true, properties, body);
      acknowledge(tag);
    }

    /** Acknowledges a request. */
    void acknowledge(long tag) throws IOException {
      channel.basicAck(tag, false);
    }
  }

  /** Whether anything can still be settled. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /** Acknowledges a request. */
  void acknowledge(long tag) {
    settle(to -> to.acknowledge(tag));
  }

  /** All of it goes out in one write, with what other threads are about to settle. */
  void settle(Settling requests) {
    waiting.incrementAndGet();
    synchronized (this) {
      var more = waiting.decrementAndGet() > 0;
      try {
        FlushControllingFrameHandler.withoutFlush(() -> requests.with(settlement));
        if (!more) {
          ClientInternals.flush(channel.getConnection());
        }
      } catch (IOException | ShutdownSignalException e) {
        log.debug("not settled, to be delivered again: {}", e.toString());
      }
    }
  }
}
