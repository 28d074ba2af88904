package warren.service.amqp;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.Operation;
import warren.service.rpc.Sender;

/**
 * A bulkhead for operations that hash passwords, whose threads an outsider can occupy. Its pending
 * requests are in a {@link FairQueue}, so that the requests of one sender do not delay those of
 * others. A request that has waited too long is refused, because its caller no longer waits.
 */
final class HashingBulkhead extends Bulkhead {
  private static final Logger log = LoggerFactory.getLogger(HashingBulkhead.class);

  /** How many more requests are delivered than may be pending: the excess is refused at once. */
  private static final int EXCESS = 64;

  /** A sender is overloaded if its oldest request has waited for this part of the maximum time. */
  private static final int OVERLOAD_DIVISOR = 10;

  private static final long REFUSAL_INTERVAL_MS = 50;

  private final FairQueue<Sender, Delivery> pending;
  private final Duration maxWait;
  private final Duration overloadWait;
  private final Set<String> trustedUsers;

  /**
   * Creates a bulkhead.
   *
   * @param maxWait the maximum time that a request waits for a thread
   * @param trustedUsers the broker users whose client addresses are trusted
   */
  HashingBulkhead(
      List<Operation<?, ?>> operations,
      int threads,
      int maxPending,
      Duration maxWait,
      Set<String> trustedUsers) {
    super("hashing", operations, maxPending + threads + EXCESS, threads, maxPending);
    this.pending = new FairQueue<>(maxPending);
    this.maxWait = maxWait;
    this.overloadWait = maxWait.dividedBy(OVERLOAD_DIVISOR);
    this.trustedUsers = trustedUsers;
    Threads.named("hashing-refusals").newThread(this::refuseLateUntilDrained).start();
  }

  @Override
  void accept(Delivery delivery) {
    if (pending.isFull()) {
      pending.removeIf(Delivery::isLost);
    }
    pending.add(delivery.sender(trustedUsers), delivery).ifPresent(Delivery::refuseBusy);
    try {
      threads().execute(this::carryOutNext);
    } catch (RejectedExecutionException e) {
      log.trace("as many tasks wait as requests can be pending, or the bulkhead is drained");
    }
  }

  private void carryOutNext() {
    refuseLate();
    pending
        .poll(oldest -> oldest.hasWaited(overloadWait))
        .ifPresent(next -> Delivery.carryOut(List.of(next)));
  }

  private void refuseLate() {
    pending.removeIf(delivery -> delivery.isLate(maxWait)).forEach(Delivery::refuseLate);
  }

  /** Late requests are also refused while all threads are occupied. */
  private void refuseLateUntilDrained() {
    try {
      while (!threads().awaitTermination(REFUSAL_INTERVAL_MS, TimeUnit.MILLISECONDS)) {
        refuseLate();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  int removePending() {
    threads().getQueue().clear();
    return pending.removeIf(all -> true).size();
  }
}
