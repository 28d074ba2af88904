package warren.service.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.connection.Broker;

/**
 * Sends direct replies on a recovering connection and reports those that the broker has confirmed,
 * and those in flight at the loss of the connection. Thread-safe.
 */
final class ConfirmingConnection implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ConfirmingConnection.class);

  private final BrokerConnection connection;
  private final Listener listener;
  private final NavigableMap<Long, DirectReply> unconfirmed = new TreeMap<>();
  private @Nullable Channel channel;

  /** Receives reports on the connection's I/O thread, which holds no lock meanwhile. */
  interface Listener {
    /** The connection is open, and replies can be sent. */
    void opened();

    void confirmed(List<DirectReply> replies);

    /**
     * The connection is lost.
     *
     * @param replies those in flight, in order
     */
    void lost(List<DirectReply> replies);
  }

  ConfirmingConnection(String name, Broker broker, Listener listener) {
    this.connection = new BrokerConnection(name, broker, this::setUp);
    this.listener = listener;
  }

  void start() {
    connection.start();
  }

  void awaitOpened(Duration timeout) {
    connection.awaitOpened(timeout);
  }

  private void setUp(Connection opened, Runnable lost) throws IOException {
    var fresh = opened.createChannel();
    fresh.confirmSelect();
    fresh.addConfirmListener(this::onConfirmed, this::onConfirmed);
    synchronized (this) {
      channel = fresh;
    }
    fresh.addShutdownListener(
        cause -> {
          listener.lost(takeBack(fresh));
          lost.run();
        });
    listener.opened();
  }

  /** Sends a reply; returns false if the connection is not open. */
  synchronized boolean send(DirectReply reply) {
    if (channel == null) {
      return false;
    }
    unconfirmed.put(channel.getNextPublishSeqNo(), reply);
    try {
      channel.basicPublish("", reply.address(), true, reply.properties(), reply.body());
    } catch (IOException | ShutdownSignalException e) {
      log.debug("direct reply not sent, to be repeated: {}", e.toString());
    }
    return true;
  }

  private synchronized List<DirectReply> takeBack(Channel former) {
    if (channel != former) {
      return List.of();
    }
    channel = null;
    return takeAll(unconfirmed);
  }

  private void onConfirmed(long upTo, boolean multiple) {
    listener.confirmed(take(upTo, multiple));
  }

  private synchronized List<DirectReply> take(long upTo, boolean multiple) {
    return takeAll(
        multiple ? unconfirmed.headMap(upTo, true) : unconfirmed.subMap(upTo, true, upTo, true));
  }

  private static List<DirectReply> takeAll(NavigableMap<Long, DirectReply> from) {
    var replies = List.copyOf(from.values());
    from.clear();
    return replies;
  }

  @Override
  public void close() {
    connection.close();
  }
}
