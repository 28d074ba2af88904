package warren.service.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.client.connection.Broker;

/**
 * Sends direct replies, on two connections of their own, because an address of a node that no
 * longer exists ends the whole connection. Replies over proven {@linkplain Routes routes} share a
 * connection. The first reply over each other route is sent alone on the other connection, which
 * proves the route, or ends the connection; after the second time, the route is refused for a
 * while.
 *
 * <p>A request is acknowledged after the broker's confirm of its reply, or before, if too many
 * requests wait for the proof of a route. Replies in flight at the loss of a connection are sent
 * again; one that was lost alone for the second time is abandoned. Thread-safe.
 */
final class DirectReplies implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(DirectReplies.class);

  private final RareWarning abandoned =
      new RareWarning(log, "a direct reply was abandoned, because {}");
  private final Routes routes = new Routes(System::nanoTime);
  private final ConfirmingConnection proven;
  private final ConfirmingConnection proving;
  private final Deque<DirectReply> waiting = new ArrayDeque<>();
  private final UnprovenReplies unproven;
  private boolean probeInFlight;

  /** The number of replies that are neither confirmed nor abandoned. */
  private int open;

  DirectReplies(Broker broker, int maxUnacknowledged) {
    this.unproven = new UnprovenReplies(maxUnacknowledged);
    this.proven = new ConfirmingConnection("direct-replies", broker, new Proven());
    this.proving = new ConfirmingConnection("unproven-direct-replies", broker, new Proving());
  }

  void start() {
    proven.start();
    proving.start();
  }

  void awaitOpened(Duration timeout) {
    proven.awaitOpened(timeout);
    proving.awaitOpened(timeout);
  }

  /** Whether a request with this reply address may be carried out; does not wait for the broker. */
  boolean accepts(String address) {
    var route = DirectAddress.route(address).orElseThrow();
    return routes.isProven(route) || (!routes.isRefused(route) && unproven.accepts(route));
  }

  /**
   * Sends a reply as soon as it cannot affect other replies.
   *
   * @param acknowledgement acknowledges the request; runs once
   */
  void send(String address, BasicProperties properties, byte[] body, Runnable acknowledgement) {
    var reply = new DirectReply(address, properties, body, acknowledgement);
    if (isToBeSettledNow(reply)) {
      reply.settle();
    }
  }

  private synchronized boolean isToBeSettledNow(DirectReply reply) {
    if (routes.isProven(reply.route())) {
      open++;
      waiting.add(reply);
      sendWaiting();
      return false;
    }
    if (routes.isRefused(reply.route()) || !unproven.hasSpaceFor(reply)) {
      abandoned.log("its route is not proven");
      return true;
    }
    var now = unproven.occupyTooManyRequests();
    open++;
    unproven.add(reply);
    sendProbe();
    return now;
  }

  private void sendWaiting() {
    while (!waiting.isEmpty()) {
      if (!routes.isProven(waiting.element().route())) {
        unproven.add(waiting.remove());
      } else if (proven.send(waiting.element())) {
        waiting.remove();
      } else {
        return;
      }
    }
  }

  private void sendProbe() {
    if (!probeInFlight && !unproven.isEmpty()) {
      probeInFlight = proving.send(unproven.first());
    }
  }

  private synchronized void sendAll() {
    sendWaiting();
    sendProbe();
  }

  /** The connection for proven routes. */
  private final class Proven implements ConfirmingConnection.Listener {
    @Override
    public void opened() {
      sendAll();
    }

    @Override
    public void confirmed(List<DirectReply> replies) {
      settle(replies);
    }

    @Override
    public void lost(List<DirectReply> replies) {
      distrust(replies);
    }
  }

  /** Sends replies again, each over a route that is to be proven: any may have ended it. */
  private synchronized void distrust(List<DirectReply> replies) {
    for (var reply : replies) {
      routes.unprove(reply.route());
      reply.markRedelivered();
      unproven.add(reply);
    }
    sendAll();
  }

  /** The connection for the first replies over other routes. */
  private final class Proving implements ConfirmingConnection.Listener {
    @Override
    public void opened() {
      sendAll();
    }

    @Override
    public void confirmed(List<DirectReply> replies) {
      replies.forEach(DirectReplies.this::prove);
      settle(replies);
    }

    @Override
    public void lost(List<DirectReply> replies) {
      replies.forEach(reply -> settle(lostAlone(reply)));
    }
  }

  private synchronized void prove(DirectReply probe) {
    probeInFlight = false;
    routes.prove(probe.route());
    for (var reply : unproven.remove(probe.route())) {
      if (reply != probe) {
        waiting.add(reply);
      }
    }
    sendAll();
  }

  /** The replies to be abandoned. */
  private synchronized List<DirectReply> lostAlone(DirectReply probe) {
    probeInFlight = false;
    probe.markRedelivered();
    if (!probe.hasLostTooOften()) {
      return List.of();
    }
    abandoned.log("its route ended the connection twice");
    routes.refuse(probe.route());
    return unproven.remove(probe.route());
  }

  /** Not synchronized, because it writes to another connection. */
  private void settle(List<DirectReply> replies) {
    replies.forEach(DirectReply::settle);
    settledAll(replies.size());
  }

  private synchronized void settledAll(int replies) {
    open -= replies;
    notifyAll();
  }

  /** Waits until the broker has confirmed all replies, at most for this time. */
  synchronized void drain(Duration within) {
    var deadline = System.nanoTime() + within.toNanos();
    try {
      for (var left = within.toMillis(); left > 0 && open > 0; ) {
        wait(left);
        left = (deadline - System.nanoTime()) / 1_000_000;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    proven.close();
    proving.close();
  }
}
