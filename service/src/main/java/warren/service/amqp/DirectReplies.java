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
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replies to callers themselves (direct reply-to), over a connection of their own: one whose
 * address names a node that is gone costs the whole connection, and must not cost the others
 * theirs. A request is acknowledged when the broker has confirmed its reply. Replies that were
 * under way when the connection was lost are sent once more, each alone, so that the one that
 * breaks it again is known and given up. Thread-safe.
 */
final class DirectReplies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectReplies.class);
  private static final long CONFIRM_MS = 5_000;

  /** A reply, and what to do when the broker has it or it is given up. */
  record Reply(String address, BasicProperties properties, Body body, Runnable settled) {
    Reply(String address, BasicProperties properties, byte[] body, Runnable settled) {
      this(address, properties, new Body(body), settled);
    }
  }

  private static final class Body {
    private final byte[] bytes;

    Body(byte[] bytes) {
      this.bytes = bytes;
    }
  }

  private final KeptConnection connection;
  private final Deque<Reply> waiting = new ArrayDeque<>();
  private final Deque<Reply> suspects = new ArrayDeque<>();
  private final NavigableMap<Long, Reply> unconfirmed = new TreeMap<>();
  private @Nullable Channel channel;

  DirectReplies(ConnectionFactory factory) {
    this.connection = new KeptConnection("direct-replies", factory, this::setUp);
  }

  void start(Duration timeout) {
    connection.start(timeout);
  }

  synchronized void send(Reply reply) {
    if (channel == null) {
      waiting.add(reply);
    } else {
      publish(channel, reply);
    }
  }

  private void publish(Channel to, Reply reply) {
    unconfirmed.put(to.getNextPublishSeqNo(), reply);
    try {
      to.basicPublish("", reply.address(), true, reply.properties(), reply.body().bytes);
    } catch (IOException | ShutdownSignalException e) {
      log.debug("direct reply not sent yet: {}", e.toString());
    }
  }

  private void setUp(Connection opened, Runnable lost) throws IOException {
    var fresh = opened.createChannel();
    fresh.confirmSelect();
    fresh.addShutdownListener(
        cause -> {
          onLost();
          lost.run();
        });
    sendSuspectsAgain(fresh);
    fresh.addConfirmListener(this::onConfirmed, this::onConfirmed);
    sendWaiting(fresh);
  }

  private void sendSuspectsAgain(Channel fresh) throws IOException {
    for (var reply = nextSuspect(); reply != null; reply = nextSuspect()) {
      try {
        fresh.basicPublish("", reply.address(), true, reply.properties(), reply.body().bytes);
        fresh.waitForConfirms(CONFIRM_MS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      } catch (IOException | TimeoutException | ShutdownSignalException e) {
        log.warn("a direct reply was given up: it cost the connection twice");
        throw new IOException(e);
      } finally {
        reply.settled().run();
      }
    }
  }

  private synchronized @Nullable Reply nextSuspect() {
    return suspects.poll();
  }

  private synchronized void sendWaiting(Channel fresh) {
    channel = fresh;
    for (var reply = waiting.poll(); reply != null; reply = waiting.poll()) {
      publish(fresh, reply);
    }
  }

  private synchronized void onLost() {
    channel = null;
    suspects.addAll(unconfirmed.values());
    unconfirmed.clear();
    notifyAll();
  }

  private void onConfirmed(long upTo, boolean multiple) {
    confirmed(upTo, multiple).forEach(reply -> reply.settled().run());
  }

  private synchronized List<Reply> confirmed(long upTo, boolean multiple) {
    var range =
        multiple ? unconfirmed.headMap(upTo, true) : unconfirmed.subMap(upTo, true, upTo, true);
    var replies = new ArrayList<>(range.values());
    range.clear();
    notifyAll();
    return replies;
  }

  /** Waits until the broker has everything. */
  synchronized void drain(Duration within) {
    var deadline = System.nanoTime() + within.toNanos();
    try {
      for (var left = within.toMillis(); left > 0 && !unconfirmed.isEmpty(); ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  boolean open() {
    return connection.open();
  }

  @Override
  public void close() {
    connection.close();
  }
}
