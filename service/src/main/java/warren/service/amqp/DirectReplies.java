package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.Headers;

/**
 * Sends direct replies, on a connection of their own: an address of a node that no longer exists
 * ends the whole connection, which must not be that of other replies. A reply is therefore sent
 * alone until one on the same {@linkplain DirectAddress#route route} has been confirmed. Its
 * request is acknowledged after the broker's confirm. Replies in flight at the loss of the
 * connection are sent again; one that was lost alone for the second time is abandoned. Thread-safe.
 */
final class DirectReplies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectReplies.class);
  private static final int MAX_LOSSES = 2;
  private static final int MAX_PROVEN_ROUTES = 10_000;

  private final BrokerConnection connection;
  private final Deque<Reply> waiting = new ArrayDeque<>();
  private final NavigableMap<Long, Reply> unconfirmed = new TreeMap<>();
  private final Set<String> provenRoutes = new HashSet<>();
  private @Nullable Channel channel;
  private boolean oneAlone;
  private int settling;

  /** A reply to be sent. */
  private static final class Reply {
    private final String address;
    private final String route;
    private final byte[] body;
    private final Runnable settled;
    private BasicProperties properties;
    private int lostAlone;

    Reply(String address, BasicProperties properties, byte[] body, Runnable settled) {
      this.address = address;
      this.route = DirectAddress.route(address).orElseThrow();
      this.properties = properties;
      this.body = body;
      this.settled = settled;
    }

    /** Marks a reply that the caller may already have received. */
    void markRedelivered() {
      Map<String, Object> headers = new HashMap<>(properties.getHeaders());
      headers.put(Headers.REDELIVERED, true);
      properties = properties.builder().headers(headers).build();
    }
  }

  DirectReplies(ConnectionFactory factory) {
    this.connection = new BrokerConnection("direct-replies", factory, this::setUp);
  }

  void start() {
    connection.start();
  }

  void awaitOpened(Duration timeout) {
    connection.awaitOpened(timeout);
  }

  /**
   * Sends a reply as soon as it cannot affect other replies.
   *
   * @param settled runs when the broker has confirmed the reply, or it is abandoned
   */
  synchronized void send(
      String address, BasicProperties properties, byte[] body, Runnable settled) {
    waiting.add(new Reply(address, properties, body, settled));
    sendWaiting();
  }

  private void sendWaiting() {
    while (channel != null && !oneAlone && !waiting.isEmpty()) {
      var isProven = provenRoutes.contains(waiting.element().route);
      if (!isProven && !unconfirmed.isEmpty()) {
        return;
      }
      oneAlone = !isProven;
      publish(channel, waiting.remove());
    }
  }

  private void publish(Channel to, Reply reply) {
    unconfirmed.put(to.getNextPublishSeqNo(), reply);
    try {
      to.basicPublish("", reply.address, true, reply.properties, reply.body);
    } catch (IOException | ShutdownSignalException e) {
      log.debug("direct reply not sent, to be repeated: {}", e.toString());
    }
  }

  private void setUp(Connection opened, Runnable lost) throws IOException {
    var fresh = opened.createChannel();
    fresh.confirmSelect();
    fresh.addConfirmListener(this::onConfirmed, this::onConfirmed);
    begin(fresh);
    fresh.addShutdownListener(
        cause -> {
          onLost(fresh);
          lost.run();
        });
  }

  private synchronized void begin(Channel fresh) {
    channel = fresh;
    sendWaiting();
  }

  private void onLost(Channel former) {
    settle(takeBack(former));
  }

  /** Puts unconfirmed replies back into the queue, in order; returns those to abandon. */
  private synchronized List<Reply> takeBack(Channel former) {
    List<Reply> abandoned = new ArrayList<>();
    if (channel == former) {
      for (var reply : unconfirmed.descendingMap().values()) {
        reply.markRedelivered();
        if (oneAlone && ++reply.lostAlone == MAX_LOSSES) {
          log.warn("a direct reply was abandoned, because it ended the connection twice");
          abandoned.add(reply);
        } else {
          waiting.addFirst(reply);
        }
      }
      if (!oneAlone) {
        // any of these replies may have ended the connection
        provenRoutes.clear();
      }
      unconfirmed.clear();
      oneAlone = false;
      channel = null;
    }
    settling += abandoned.size();
    return abandoned;
  }

  private void onConfirmed(long upTo, boolean multiple) {
    settle(confirmed(upTo, multiple));
  }

  private synchronized List<Reply> confirmed(long upTo, boolean multiple) {
    var range =
        multiple ? unconfirmed.headMap(upTo, true) : unconfirmed.subMap(upTo, true, upTo, true);
    var replies = List.copyOf(range.values());
    range.clear();
    replies.forEach(this::prove);
    settling += replies.size();
    sendWaiting();
    return replies;
  }

  private void prove(Reply reply) {
    if (provenRoutes.size() == MAX_PROVEN_ROUTES) {
      provenRoutes.clear();
    }
    provenRoutes.add(reply.route);
    oneAlone = false;
  }

  /** Not synchronized, because it writes to another connection. */
  private void settle(List<Reply> replies) {
    replies.forEach(reply -> reply.settled.run());
    settledAll(replies.size());
  }

  private synchronized void settledAll(int replies) {
    settling -= replies;
    notifyAll();
  }

  /** Waits until the broker has confirmed all replies, at most for this time. */
  synchronized void drain(Duration within) {
    var deadline = System.nanoTime() + within.toNanos();
    try {
      for (var left = within.toMillis(); left > 0 && isBusy(); ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isBusy() {
    return !waiting.isEmpty() || !unconfirmed.isEmpty() || settling > 0;
  }

  @Override
  public void close() {
    connection.close();
  }
}
