package warren.client;

import com.rabbitmq.client.AMQP;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The calls of one channel that wait for a reply, each until its timeout. Thread-safe. */
final class WaitingCalls {
  private static final int ID_BITS = 128;
  private static final long NEVER = Long.MIN_VALUE;

  private final Map<String, Call> calls = new ConcurrentHashMap<>();
  private final Map<String, Replies> replies = new ConcurrentHashMap<>();
  private final Consumer<Call> onTimeout;
  // random, so that another client of the reply queue cannot guess an id and forge a reply
  private final String idPrefix =
      new BigInteger(ID_BITS, new SecureRandom()).toString(Character.MAX_RADIX) + '-';
  private final AtomicLong nextId = new AtomicLong();

  /** When the first request was sent since the last reply. */
  private final AtomicLong silentSince = new AtomicLong(NEVER);

  /**
   * Waits for no calls yet.
   *
   * @param onTimeout run after each call without a reply in time
   */
  WaitingCalls(Consumer<Call> onTimeout) {
    this.onTimeout = onTimeout;
  }

  /** Waits for the reply to a request, at most until its timeout. */
  Call register(Outgoing request) {
    var id = idPrefix + nextId.incrementAndGet();
    var call = new Call(id, replies.computeIfAbsent(request.operation, name -> new Replies()));
    calls.put(id, call);
    silentSince.compareAndSet(NEVER, call.sent);
    var unused =
        call.orTimeout(request.timeoutMs(), TimeUnit.MILLISECONDS)
            .whenComplete(
                (delivery, failure) -> {
                  calls.remove(id);
                  if (failure instanceof TimeoutException) {
                    onTimeout.accept(call);
                  }
                });
    return call;
  }

  /** Notes any message from the broker, also one for a call that has timed out. */
  void heard() {
    silentSince.set(NEVER);
  }

  /** Whether requests were sent, and nothing was heard since, for a while. */
  boolean areSilent() {
    var since = silentSince.get();
    return since != NEVER && System.nanoTime() - since > Replies.SILENCE.toNanos();
  }

  /** The call to which a message with these properties belongs, if it still waits. */
  @Nullable Call find(AMQP.BasicProperties properties) {
    var id = properties.getCorrelationId();
    return id == null ? null : calls.get(id);
  }

  boolean isEmpty() {
    return calls.isEmpty();
  }

  /** Ends all calls. */
  void fail(Supplier<NoReplyException> reason) {
    calls.values().forEach(call -> call.completeExceptionally(reason.get()));
  }
}
