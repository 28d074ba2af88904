package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.amqp.internals.ClientInternals;
import warren.service.amqp.internals.FlushControllingFrameHandler;

/**
 * The channel on which requests are delivered and settled. After its connection is lost, settling a
 * request has no effect, and the broker delivers the request again. Thread-safe.
 */
final class RequestChannel {
  private static final Logger log = LoggerFactory.getLogger(RequestChannel.class);

  private final Channel channel;
  private final @Nullable String user;
  private final Settlement settlement = new Settlement();

  /** The number of threads that are about to settle requests. */
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * Settles requests on this channel.
   *
   * @param user the broker user of the channel's connection; null if it is not known
   */
  RequestChannel(Channel channel, @Nullable String user) {
    this.channel = channel;
    this.user = user;
  }

  /** The broker user that sends the replies; null if it is not known. */
  @Nullable String user() {
    return user;
  }

  /** Settles requests. */
  interface Settling {
    void with(Settlement settlement) throws IOException;
  }

  /** Settles requests on this channel. */
  final class Settlement {
    private Settlement() {}

    /** Publishes a reply, then acknowledges its request. */
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

  /** Whether requests can still be settled. */
  boolean isOpen() {
    return channel.isOpen();
  }

  /** Acknowledges a request. */
  void acknowledge(long tag) {
    settle(settlement -> settlement.acknowledge(tag));
  }

  /** Sends all frames in one write, together with those that other threads are about to send. */
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
        log.debug("not settled; the broker delivers the request again: {}", e.toString());
      }
    }
  }
}
