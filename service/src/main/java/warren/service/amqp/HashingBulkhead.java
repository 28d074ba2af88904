package warren.service.amqp;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import warren.contracts.catalogue.Operation;
import warren.service.rpc.Sender;

/**
 * A bulkhead for operations that hash passwords, whose threads an outsider can occupy. Its pending
 * requests are in a {@link FairQueue}, so that the requests of one sender do not delay those of
 * others. A request that has waited too long is refused, because its sender has given up.
 */
final class HashingBulkhead extends Bulkhead {
  /** How many more requests are delivered than may wait: the excess is refused at once. */
  private static final int EXCESS = 64;

  private final FairQueue<Sender, Delivery> pending;
  private final Set<String> trustedUsers;
  private final Duration maxWait;

  /**
   * Creates a bulkhead.
   *
   * @param trustedUsers the broker users whose client addresses are trusted
   * @param maxWait the maximum time that a request waits for a thread
   */
  HashingBulkhead(
      List<Operation<?, ?>> operations,
      int threads,
      int maxPending,
      Set<String> trustedUsers,
      Duration maxWait) {
    super("hashing", operations, maxPending + EXCESS, threads, maxPending);
    this.pending = new FairQueue<>(maxPending);
    this.trustedUsers = trustedUsers;
    this.maxWait = maxWait;
  }

  @Override
  void accept(Delivery delivery) {
    refuseLate();
    pending.add(delivery.sender(trustedUsers), delivery).ifPresent(Delivery::refuseBusy);
    // if as many turns as possible are waiting already, one of them is that of this request
    execute(this::carryOutNext);
  }

  private void carryOutNext() {
    refuseLate();
    pending.poll().ifPresent(next -> Delivery.carryOut(List.of(next)));
  }

  private void refuseLate() {
    pending.removeIf(delivery -> delivery.isLate(maxWait)).forEach(Delivery::refuseBusy);
  }
}
