package warren.service.amqp;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.Operation;

/**
 * A bulkhead: operations that share threads, and a bounded number of requests that may wait for
 * them. What happens in one lane delays no other.
 */
class Bulkhead {
  private static final Logger log = LoggerFactory.getLogger(Bulkhead.class);

  private final String name;
  private final List<Operation<?, ?>> operations;
  private final int prefetch;
  private final ThreadPoolExecutor threads;

  Bulkhead(String name, List<Operation<?, ?>> operations, int prefetch, int threads, int waiting) {
    this.name = name;
    this.operations = operations;
    this.prefetch = prefetch;
    this.threads =
        new ThreadPoolExecutor(
            threads,
            threads,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(waiting),
            Threads.named(name));
  }

  final List<Operation<?, ?>> operations() {
    return operations;
  }

  /** How many requests of each operation are taken at a time. */
  final int prefetch() {
    return prefetch;
  }

  /** Its threads, before which {@link Turn}s wait. */
  final ThreadPoolExecutor threads() {
    return threads;
  }

  /** Has a request carried out as soon as a thread is free; turns it away if too many wait. */
  final void take(Delivery delivery) {
    try {
      threads.execute(new Turn(delivery));
    } catch (RejectedExecutionException e) {
      if (threads.isShutdown()) {
        log.debug("{}: a request is left for another process", name);
      } else if (makesRoom()) {
        take(delivery);
      } else {
        delivery.turnAway();
      }
    }
  }

  /** Forgets what came over a connection that is gone: it is delivered again over the next one. */
  private boolean makesRoom() {
    return threads.getQueue().removeIf(waiting -> ((Turn) waiting).delivery.isLost());
  }

  /** A request's turn to be carried out. */
  final class Turn implements Runnable {
    private final Delivery delivery;

    private Turn(Delivery delivery) {
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

  /** What a thread does at a request's turn. */
  void carryOut(Turn turn) {
    Delivery.carryOut(List.of(turn.delivery));
  }

  /**
   * Lets what was taken be finished; what isn't by then is left to be delivered again. Nothing is
   * interrupted: a request that fails for that reason would be answered so.
   */
  void drain(Duration within) {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(within.toMillis(), TimeUnit.MILLISECONDS)) {
        leaveTheRest();
      }
    } catch (InterruptedException e) {
      leaveTheRest();
      Thread.currentThread().interrupt();
    }
  }

  private void leaveTheRest() {
    log.warn(
        "{}: what is under way, and {} requests that wait, are left for another process",
        name,
        threads.getQueue().size());
    threads.getQueue().clear();
  }
}
