package warren.service.amqp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import warren.contracts.catalogue.Operation;

/**
 * A bulkhead that carries out requests in batches: its only thread takes all requests that arrived
 * while it processed the previous batch. A single request does not wait for others, and the cost of
 * a request falls as the load rises. While the thread is blocked, another one replaces it.
 */
final class BatchingBulkhead extends Bulkhead {
  private static final long BLOCKED_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int maxThreads;

  /** The start of each thread's current batch, by the batch's first request. */
  private final Map<PendingRequest, Long> started = new ConcurrentHashMap<>();

  /**
   * Creates a bulkhead with one thread.
   *
   * @param maxThreads the maximum number of threads, of which all but one are blocked
   */
  BatchingBulkhead(
      String name, List<Operation<?, ?>> operations, int prefetch, int maxThreads, int maxPending) {
    super(name, operations, prefetch, 1, maxPending);
    this.maxThreads = maxThreads;
    threads().setMaximumPoolSize(maxThreads);
    Threads.named(name + "-relief").newThread(this::replaceBlocked).start();
  }

  @Override
  void carryOut(PendingRequest first) {
    started.put(first, System.nanoTime());
    try {
      Delivery.carryOut(batchWith(first));
    } finally {
      started.remove(first);
    }
  }

  private List<Delivery> batchWith(PendingRequest first) {
    List<Runnable> batch = new ArrayList<>();
    batch.add(first);
    threads().getQueue().drainTo(batch);
    return batch.stream().map(pending -> ((PendingRequest) pending).delivery()).toList();
  }

  private void replaceBlocked() {
    try {
      while (!threads().awaitTermination(BLOCKED_NANOS, TimeUnit.NANOSECONDS)) {
        threads().setCorePoolSize(Math.min(maxThreads, 1 + blocked()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int blocked() {
    var now = System.nanoTime();
    return (int) started.values().stream().filter(since -> now - since > BLOCKED_NANOS).count();
  }
}
