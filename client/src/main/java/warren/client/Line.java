package warren.client;

import static warren.client.NoReplyException.Reason.BLOCKED;
import static warren.client.NoReplyException.Reason.CONNECTION_CLOSED;
import static warren.client.NoReplyException.Reason.INTERRUPTED;
import static warren.client.NoReplyException.Reason.NO_SUCH_QUEUE;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import warren.contracts.Headers;

/**
 * One connection with one channel and one place for replies, and the calls that wait there. Once
 * anything of it is gone, all of it is. Thread-safe.
 */
final class Line {
  private static final String DIRECT = "amq.rabbitmq.reply-to";
  private static final int ID_BITS = 128;
  private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONG_TURN_MS = 500;
  private static final long NOT_WRITING = 0;

  private final Wire wire;
  private final Channel channel;
  private final String replyTo;
  private final Runnable onLost;
  private final Map<String, CompletableFuture<Delivery>> waiting = new ConcurrentHashMap<>();
  private final ReentrantLock publishing = new ReentrantLock();
  // random, so that nobody who can publish to the reply queue can guess an id and forge a reply
  private final String idPrefix =
      new BigInteger(ID_BITS, new SecureRandom()).toString(Character.MAX_RADIX) + '-';
  private final AtomicLong nextId = new AtomicLong();
  private final AtomicReference<@Nullable String> whyGone = new AtomicReference<>();
  private volatile boolean blocked;
  private volatile long writingSince = NOT_WRITING;

  private Line(Wire wire, boolean direct, Runnable onLost) throws IOException {
    this.wire = wire;
    this.channel = wire.connection().createChannel();
    this.replyTo = direct ? DIRECT : channel.queueDeclare().getQueue();
    this.onLost = onLost;
  }

  /**
   * Makes one on a connection, which is its own from then on.
   *
   * @param direct whether replies come by the broker's direct reply-to, without a queue
   * @param onLost run once when it is gone, on whichever thread finds that
   */
  static Line on(Wire wire, boolean direct, Runnable onLost) throws IOException {
    var line = new Line(wire, direct, onLost);
    line.listen();
    return line;
  }

  private void listen() throws IOException {
    wire.connection().addBlockedListener(reason -> blocked = true, () -> blocked = false);
    channel.addReturnListener(this::onReturn);
    channel.basicConsume(replyTo, true, (tag, reply) -> onReply(reply), tag -> lose(null));
    // last, because it runs at once where the channel has closed meanwhile
    channel.addShutdownListener(this::lose);
  }

  /** Whether calls can go out. */
  boolean stands() {
    return whyGone.get() == null;
  }

  /** Sends a request; its reply fails with {@link NoReplyException} or after its timeout. */
  CompletableFuture<Delivery> send(Outgoing request) {
    if (blocked) {
      return CompletableFuture.failedFuture(
          new NoReplyException(
              BLOCKED, "The broker takes no messages: it is short of memory or disk."));
    }
    var id = idPrefix + nextId.incrementAndGet();
    var reply = new CompletableFuture<Delivery>();
    waiting.put(id, reply);
    var unused =
        reply
            .orTimeout(request.timeoutMs(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (delivery, failure) -> {
                  waiting.remove(id);
                  if (failure instanceof TimeoutException) {
                    loseIfStuck();
                  }
                });
    try {
      publish(id, request, reply);
    } catch (IOException | AlreadyClosedException e) {
      reply.completeExceptionally(closed(why(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.completeExceptionally(new NoReplyException(INTERRUPTED, "The call was interrupted."));
    } catch (RuntimeException e) {
      reply.cancel(false); // what can't be written is the caller's mistake
      throw e;
    }
    var why = whyGone.get();
    if (why != null) {
      // those that waited have been told already, and this one may have come too late for that
      reply.completeExceptionally(closed(why));
    }
    return reply;
  }

  private AMQP.BasicProperties properties(String id, Outgoing request, long restMs) {
    // the broker vouches for the user, and so for the address; any other name costs the channel
    var user = request.headers.containsKey(Headers.CLIENT_IP) ? wire.user() : null;
    return new AMQP.BasicProperties.Builder()
        .userId(user)
        .contentType("application/json")
        .correlationId(id)
        .replyTo(replyTo)
        .messageId(request.messageId)
        .expiration(Long.toString(restMs))
        .headers(request.headers)
        .build();
  }

  /** A network that takes nothing holds up whoever writes to it; the others leave in time. */
  private void publish(String id, Outgoing request, CompletableFuture<Delivery> reply)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + request.timeout.toNanos();
    if (!awaitTurn(request.timeoutMs())) {
      return;
    }
    try {
      var restMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (restMs > 0 && !reply.isDone()) {
        writingSince = System.nanoTime() | 1; // never NOT_WRITING
        channel.basicPublish(
            "", request.operation, true, properties(id, request, restMs), request.body);
      }
    } finally {
      writingSince = NOT_WRITING;
      publishing.unlock();
    }
  }

  private boolean awaitTurn(long timeoutMs) throws InterruptedException {
    if (publishing.tryLock(Math.min(timeoutMs, LONG_TURN_MS), TimeUnit.MILLISECONDS)) {
      return true;
    }
    loseIfStuck();
    return publishing.tryLock(Math.max(0, timeoutMs - LONG_TURN_MS), TimeUnit.MILLISECONDS);
  }

  /**
   * Whoever is writing waits for a network, or a broker, that takes nothing, however long; missed
   * heartbeats end that only where nothing comes from there either.
   */
  private void loseIfStuck() {
    var since = writingSince;
    if (since != NOT_WRITING) {
      var rest = since + STUCK_NS - System.nanoTime();
      CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS)
          .execute(
              () -> {
                if (writingSince == since) {
                  end(": it takes nothing");
                }
              });
    }
  }

  private void onReply(Delivery reply) {
    var call = waiting(reply.getProperties());
    if (call != null) { // else it has timed out
      call.complete(reply);
    }
  }

  private void onReturn(Return returned) {
    var call = waiting(returned.getProperties());
    if (call != null) {
      call.completeExceptionally(
          new NoReplyException(
              NO_SUCH_QUEUE, "There is no queue named " + returned.getRoutingKey() + "."));
    }
  }

  private @Nullable CompletableFuture<Delivery> waiting(AMQP.BasicProperties properties) {
    var id = properties.getCorrelationId();
    return id == null ? null : waiting.get(id);
  }

  private void lose(@Nullable ShutdownSignalException cause) {
    end(cause == null ? "" : why(cause));
  }

  private void end(String why) {
    if (whyGone.compareAndSet(null, why)) {
      waiting.values().forEach(reply -> reply.completeExceptionally(closed(why)));
      onLost.run();
    }
  }

  private static NoReplyException closed(String why) {
    return new NoReplyException(
        CONNECTION_CLOSED, "The connection to the broker closed" + why + ".");
  }

  /** What the broker says of it, if anything. */
  static String why(Exception failure) {
    if (failure instanceof ShutdownSignalException signal) {
      if (signal.getReason() instanceof AMQP.Channel.Close close) {
        return ": " + close.getReplyText();
      }
      if (signal.getReason() instanceof AMQP.Connection.Close close) {
        return ": " + close.getReplyText();
      }
    }
    return "";
  }

  /** Ends it, and whoever still waits is told so; returns in bounded time. */
  void close(String why) {
    end(why);
    wire.close();
  }
}
