package warren.service.amqp;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import warren.contracts.Operation;

/**
 * A lane whose requests are carried out together: a single thread takes all that have come while it
 * carried others out. Who comes alone waits for nobody; the more come, the less each of them costs.
 * While that thread is held up, another stands in for it.
 */
final class BatchingBulkhead extends Bulkhead {
  private static final long HELD_UP_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final int most;

  /** Since when each of its threads has been at the same turn. */
  private final Map<Turn, Long> underWay = new ConcurrentHashMap<>();

  /**
   * Such a lane.
   *
   * @param most how many threads it may have, all but one of them held up
   */
  BatchingBulkhead(
      String name, List<Operation<?, ?>> operations, int prefetch, int most, int waiting) {
    super(name, operations, prefetch, 1, waiting);
    this.most = most;
    threads().setMaximumPoolSize(most);
    Threads.named(name + "-relief").newThread(this::relieve).start();
  }

  @Override
  void carryOut(Turn first) {
    underWay.put(first, System.nanoTime());
    try {
      Delivery.carryOut(withAllThatWait(first));
    } finally {
      underWay.remove(first);
    }
  }

  private List<Delivery> withAllThatWait(Turn first) {
    List<Runnable> turns = new ArrayList<>();
    turns.add(first);
    threads().getQueue().drainTo(turns);
    return turns.stream().map(turn -> ((Turn) turn).delivery()).toList();
  }

  private void relieve() {
    try {
      while (!threads().awaitTermination(HELD_UP_NANOS, TimeUnit.NANOSECONDS)) {
        threads().setCorePoolSize(Math.min(most, 1 + heldUp()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private int heldUp() {
    var now = System.nanoTime();
    return (int) underWay.values().stream().filter(since -> now - since > HELD_UP_NANOS).count();
  }
}
