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
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import warren.client.connection.AbortableConnection;
import warren.contracts.Headers;

/**
 * One connection with one channel and one reply queue, and the calls that wait for a reply. After
 * the loss of any part, all of it is lost. Thread-safe.
 */
final class RpcConnection {
  private static final String DIRECT = "amq.rabbitmq.reply-to";
  private static final int ID_BITS = 128;
  private static final long NEVER = Long.MIN_VALUE;
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private final AbortableConnection connection;
  private final Channel channel;
  private final String replyTo;
  private final @Nullable String serviceUser;
  private final Runnable onLost;
  private final Map<String, CompletableFuture<Delivery>> waiting = new ConcurrentHashMap<>();
  private final WritingTurns turns = new WritingTurns(() -> end(": it accepts no data"));
  // random, so that another client of the reply queue cannot guess an id and forge a reply
  private final String idPrefix =
      new BigInteger(ID_BITS, new SecureRandom()).toString(Character.MAX_RADIX) + '-';
  private final AtomicLong nextId = new AtomicLong();
  private final AtomicReference<@Nullable String> whyLost = new AtomicReference<>();

  /** When the first request was sent since the last reply. */
  private final AtomicLong silentSince = new AtomicLong(NEVER);

  private volatile boolean blocked;

  private RpcConnection(
      AbortableConnection connection, boolean direct, @Nullable String serviceUser, Runnable onLost)
      throws IOException {
    this.connection = connection;
    this.channel = connection.connection().createChannel();
    this.replyTo = direct ? DIRECT : channel.queueDeclare().getQueue();
    this.serviceUser = serviceUser;
    this.onLost = onLost;
  }

  /**
   * Prepares a connection for calls.
   *
   * @param direct whether replies arrive by the broker's direct reply-to, without a queue
   * @param serviceUser the broker user whose replies are accepted; null to accept all
   * @param onLost run once after a loss, on the thread that notices it
   */
  static RpcConnection on(
      AbortableConnection connection, boolean direct, @Nullable String serviceUser, Runnable onLost)
      throws IOException {
    var rpc = new RpcConnection(connection, direct, serviceUser, onLost);
    rpc.listen();
    return rpc;
  }

  private void listen() throws IOException {
    connection.connection().addBlockedListener(reason -> blocked = true, () -> blocked = false);
    channel.addReturnListener(this::onReturn);
    channel.basicConsume(replyTo, true, (tag, reply) -> onReply(reply), tag -> lose(null));
    // last, because it runs at once if the channel has closed meanwhile
    channel.addShutdownListener(this::lose);
  }

  /** Whether requests can be sent. */
  boolean isActive() {
    return whyLost.get() == null;
  }

  /** Sends a request; its reply fails with {@link NoReplyException} or after its timeout. */
  CompletableFuture<Delivery> send(Outgoing request) {
    if (blocked) {
      return CompletableFuture.failedFuture(
          new NoReplyException(
              BLOCKED, "The broker accepts no messages: it is short of memory or disk."));
    }
    var id = idPrefix + nextId.incrementAndGet();
    var reply = register(id, request.timeoutMs());
    try {
      publish(id, request, reply);
    } catch (IOException | AlreadyClosedException e) {
      reply.completeExceptionally(closed(why(e)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      reply.completeExceptionally(new NoReplyException(INTERRUPTED, "The call was interrupted."));
    } catch (RuntimeException e) {
      reply.cancel(false); // a request that cannot be encoded is an error of the caller
      throw e;
    }
    var why = whyLost.get();
    if (why != null) {
      // the waiting calls have failed already, and this one may have been added too late for that
      reply.completeExceptionally(closed(why));
    }
    return reply;
  }

  /** Waits for the reply with this correlation id, at most until the timeout. */
  private CompletableFuture<Delivery> register(String id, long timeoutMs) {
    var reply = new CompletableFuture<Delivery>();
    waiting.put(id, reply);
    silentSince.compareAndSet(NEVER, System.nanoTime());
    var unused =
        reply
            .orTimeout(timeoutMs, TimeUnit.MILLISECONDS)
            .whenComplete(
                (delivery, failure) -> {
                  waiting.remove(id);
                  if (failure instanceof TimeoutException) {
                    turns.detectStuckWrite();
                    endIfSilent();
                  }
                });
    return reply;
  }

  private AMQP.BasicProperties properties(String id, Outgoing request, long restMs) {
    // the address depends on the user; the broker closes the channel on a wrong one
    var user = request.headers.containsKey(Headers.CLIENT_IP) ? connection.user() : null;
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

  private void publish(String id, Outgoing request, CompletableFuture<Delivery> reply)
      throws IOException, InterruptedException {
    var end = System.nanoTime() + request.timeout.toNanos();
    turns.run(
        request.timeoutMs(),
        () -> {
          var restMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (restMs > 0 && !reply.isDone()) {
            channel.basicPublish(
                "", request.operation, true, properties(id, request, restMs), request.body);
          }
        });
  }

  /** After the loss of a node, a connection to another one may transport no more requests. */
  private void endIfSilent() {
    var since = silentSince.get();
    if (since != NEVER && System.nanoTime() - since > SILENCE.toNanos()) {
      end(": no reply arrived for %d s".formatted(SILENCE.toSeconds()));
    }
  }

  private void onReply(Delivery reply) {
    silentSince.set(NEVER);
    var call = waiting(reply.getProperties());
    // without a call, it has timed out; a forged reply is ignored, and the call waits for the real
    // one
    if (call != null && isFromService(reply)) {
      call.complete(reply);
    }
  }

  private boolean isFromService(Delivery reply) {
    return serviceUser == null || serviceUser.equals(reply.getProperties().getUserId());
  }

  private void onReturn(Return returned) {
    silentSince.set(NEVER);
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
    if (fail(why)) {
      onLost.run();
    }
  }

  /** Fails the waiting calls and all later ones; returns whether this connection was active. */
  boolean fail(String why) {
    var wasActive = whyLost.compareAndSet(null, why);
    if (wasActive) {
      waiting.values().forEach(reply -> reply.completeExceptionally(closed(why)));
    }
    return wasActive;
  }

  private static NoReplyException closed(String why) {
    return new NoReplyException(
        CONNECTION_CLOSED, "The connection to the broker closed" + why + ".");
  }

  /** The reason that the broker gave, if any. */
  private static String why(Exception failure) {
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
}
