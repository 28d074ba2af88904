package warren.client;

import static warren.client.NoReplyException.Reason.BLOCKED;
import static warren.client.NoReplyException.Reason.CONNECTION_CLOSED;
import static warren.client.NoReplyException.Reason.INTERRUPTED;
import static warren.client.NoReplyException.Reason.NO_SUCH_QUEUE;
import static warren.client.NoReplyException.Reason.TIMEOUT;

import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.BlockedListener;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Delivery;
import com.rabbitmq.client.Return;
import com.rabbitmq.client.ShutdownSignalException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import warren.client.connection.AbortableConnection;
import warren.client.connection.ConnectionFailure;

/**
 * One channel of a connection with one reply queue, and the calls that wait for a reply. After the
 * loss of any part, all of it is lost. Thread-safe.
 */
final class RpcConnection {
  private static final String DIRECT = "amq.rabbitmq.reply-to";

  /** Longer than a sender needs that selected this channel before it was replaced. */
  private static final long RETIREMENT_S = 60;

  private final AbortableConnection connection;
  private final Channel channel;
  private final String replyTo;
  private final @Nullable String serviceUser;
  private final Runnable onLost;
  private final Consumer<RpcConnection> onSilence;
  private final BlockedListener alarms;
  private final WaitingCalls waiting = new WaitingCalls(this::onTimeout);
  private final WritingTurns turns = new WritingTurns(() -> end(": it accepts no data"));
  private final AtomicReference<@Nullable String> whyLost = new AtomicReference<>();

  private volatile boolean blocked;
  private volatile boolean isReplacement;
  private volatile boolean retired;
  private volatile boolean unused;

  private RpcConnection(
      AbortableConnection connection,
      boolean direct,
      @Nullable String serviceUser,
      Runnable onLost,
      Consumer<RpcConnection> onSilence)
      throws IOException {
    this.connection = connection;
    this.channel = connection.connection().createChannel();
    this.replyTo = direct ? DIRECT : channel.queueDeclare().getQueue();
    this.serviceUser = serviceUser;
    this.onLost = onLost;
    this.onSilence = onSilence;
    this.alarms =
        connection.connection().addBlockedListener(reason -> blocked = true, () -> blocked = false);
  }

  /**
   * Opens a channel for calls.
   *
   * @param direct whether replies arrive by the broker's direct reply-to, without a queue
   * @param serviceUser the broker user whose replies are accepted; null to accept all
   * @param onLost run once after a loss, on the thread that notices it
   * @param onSilence run, possibly several times, if the requests of an operation get no replies:
   *     another channel may be better; must not block
   */
  static RpcConnection on(
      AbortableConnection connection,
      boolean direct,
      @Nullable String serviceUser,
      Runnable onLost,
      Consumer<RpcConnection> onSilence)
      throws IOException {
    var rpc = new RpcConnection(connection, direct, serviceUser, onLost, onSilence);
    rpc.listen();
    return rpc;
  }

  /** Opens another channel of the same connection. */
  RpcConnection onNewChannel() throws IOException {
    var next = on(connection, DIRECT.equals(replyTo), serviceUser, onLost, onSilence);
    next.isReplacement = true;
    return next;
  }

  /** Closes the channel later, when no call waits for a reply. No other call must follow. */
  void retire() {
    retired = true;
    CompletableFuture.delayedExecutor(RETIREMENT_S, TimeUnit.SECONDS).execute(this::closeIfUnused);
  }

  private void closeIfUnused() {
    if (!waiting.isEmpty()) {
      retire();
      return;
    }
    unused = true;
    connection.connection().removeBlockedListener(alarms);
    try {
      channel.abort();
    } catch (IOException e) {
      // its connection is lost
    }
  }

  private void listen() throws IOException {
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
    var reply = waiting.register(request);
    try {
      publish(request, reply);
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

  private void onTimeout(Call call) {
    turns.detectStuckWrite();
    if (retired || blocked || !call.replies.areMissingSince(call.sent)) {
      return;
    }
    if (isReplacement && waiting.areSilent()) {
      endSilent();
    } else {
      onSilence.accept(this);
    }
  }

  private void publish(Outgoing request, Call reply) throws IOException, InterruptedException {
    var end = System.nanoTime() + request.timeout.toNanos();
    turns.run(
        request.timeoutMs(),
        () -> {
          var restMs = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
          if (restMs > 0 && !reply.isDone()) {
            channel.basicPublish(
                "",
                request.operation,
                true,
                request.properties(reply.id, replyTo, connection.user(), restMs),
                request.body);
          }
        });
  }

  /** After the loss of a node, a connection to another one may transport no more requests. */
  private void endSilent() {
    var silence = "no reply arrived for %d s".formatted(2 * Replies.SILENCE.toSeconds());
    waiting.fail(() -> new NoReplyException(TIMEOUT, silence + "."));
    end(": " + silence);
  }

  private void onReply(Delivery reply) {
    waiting.heard();
    var call = waiting.find(reply.getProperties());
    // without a call, it has timed out; a forged reply is ignored, and the call waits for the real
    // one
    if (call != null && isFromService(reply)) {
      call.replies.arrived();
      call.complete(reply);
    }
  }

  private boolean isFromService(Delivery reply) {
    return serviceUser == null || serviceUser.equals(reply.getProperties().getUserId());
  }

  private void onReturn(Return returned) {
    waiting.heard();
    var call = waiting.find(returned.getProperties());
    if (call != null) {
      call.replies.arrived();
      call.completeExceptionally(
          new NoReplyException(
              NO_SUCH_QUEUE, "There is no queue named " + returned.getRoutingKey() + "."));
    }
  }

  private void lose(@Nullable ShutdownSignalException cause) {
    if (unused) {
      return; // the channel was closed here
    }
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
      waiting.fail(() -> closed(why));
    }
    return wasActive;
  }

  /** The reason that the broker gave, if any. */
  private static String why(Exception failure) {
    return ConnectionFailure.reply(failure).map(": "::concat).orElse("");
  }

  private static NoReplyException closed(String why) {
    return new NoReplyException(
        CONNECTION_CLOSED, "The connection to the broker closed" + why + ".");
  }
}
