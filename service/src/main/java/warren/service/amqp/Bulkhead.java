package warren.service.amqp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.catalogue.Operation;

/**
 * A bulkhead: operations that share a bounded number of threads and of pending requests. Its load
 * does not delay the operations of other bulkheads.
 */
class Bulkhead {
  private static final Logger log = LoggerFactory.getLogger(Bulkhead.class);

  private final String name;
  private final List<Operation<?, ?>> operations;
  private final int prefetch;
  private final ThreadPoolExecutor threads;

  Bulkhead(
      String name, List<Operation<?, ?>> operations, int prefetch, int threads, int maxPending) {
    this.name = name;
    this.operations = operations;
    this.prefetch = prefetch;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(maxPending),
            Threads.named(name));
  }

  final List<Operation<?, ?>> operations() {
    return operations;
  }

  /** The prefetch of each operation's queue, in requests. */
  final int prefetch() {
    return prefetch;
  }

  /** The worker pool; the tasks in its queue are {@link PendingRequest}s, unless overridden. */
  final ThreadPoolExecutor threads() {
    return threads;
  }

  /** Carries out a request as soon as a thread is free; refuses it if too many are pending. */
  void accept(Delivery delivery) {
    try {
      threads.execute(new PendingRequest(delivery));
    } catch (RejectedExecutionException e) {
      if (threads.isShutdown()) {
        log.debug("{}: a request is left to another process", name);
      } else if (removesLost()) {
        accept(delivery);
      } else {
        delivery.refuseBusy();
      }
    }
  }

  /** Removes requests of a lost connection, which the broker delivers again on the next one. */
  private boolean removesLost() {
    return threads.getQueue().removeIf(pending -> ((PendingRequest) pending).delivery.isLost());
  }

  /** A request that waits for a thread. */
  final class PendingRequest implements Runnable {
    private final Delivery delivery;

    private PendingRequest(Delivery delivery) {
      this.delivery = delivery;
    }

    Delivery delivery() {
      return delivery;
    }

    @Override
    public void run() {
      carryOut(this);
    }
  }

  /** Carries out a pending request, on a thread of the pool. */
  void carryOut(PendingRequest pending) {
    Delivery.carryOut(List.of(pending.delivery));
  }

  /**
   * Waits until the accepted requests are finished; the broker delivers the others again. Threads
   * are not interrupted: a request that failed for that reason would get a refusal.
   */
  void drain(Duration within) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
        abandonPending();
      }
    } catch (InterruptedException e) {
      abandonPending();
      Thread.currentThread().interrupt();
    }
  }

  private void abandonPending() {
    log.warn(
        "{}: the requests in progress and {} pending ones are left to other processes",
        name,
        removePending());
  }

  /** Removes all pending requests; returns their number. */
  int removePending() {
    return threads.getQueue().drainTo(new ArrayList<>());
  }
}
