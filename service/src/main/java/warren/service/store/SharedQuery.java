package warren.service.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A query by key that threads make together: those who come while one is under way wait for the
 * next, which asks for all of them. Who comes alone waits for nobody; the more come, the less each
 * of them costs. Every answer is of a query that began after it was asked for: nothing is kept.
 * Thread-safe.
 *
 * <p>Not for who has a connection in hand, for which the query may have to wait.
 *
 * @param <K> what is asked for
 * @param <V> what is found
 */
public final class SharedQuery<K, V> {
  /** How long anybody waits for a turn: if one query hangs, the others don't. */
  private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final Function<Set<K>, Map<K, V>> query;
  private final long patienceNanos;
  private final Queue<Asked<K, V>> waiting = new ConcurrentLinkedQueue<>();
  private final Semaphore turn = new Semaphore(1);

  /**
   * Such a query.
   *
   * @param query asks for several keys, within a bounded time; what isn't found it leaves out
   */
  public SharedQuery(Function<Set<K>, Map<K, V>> query) {
    this(query, PATIENCE_NANOS);
  }

  SharedQuery(Function<Set<K>, Map<K, V>> query, long patienceNanos) {
    this.query = query;
    this.patienceNanos = patienceNanos;
  }

  /** What is found for a key; throws what the query throws. */
  public Optional<V> find(K key) {
    var asked = new Asked<K, V>(key);
    var patientUntil = System.nanoTime() + patienceNanos;
    waiting.add(asked);
    while (!asked.answered) {
      if (turn.tryAcquire()) {
        takeTurn();
      } else if (System.nanoTime() - patientUntil > 0 && !waiting.isEmpty()) {
        askForAllWaiting();
      } else {
        LockSupport.parkNanos(this, patienceNanos);
      }
    }
    return asked.answer();
  }

  private void takeTurn() {
    try {
      askForAllWaiting();
    } finally {
      turn.release();
      // who finds no turn free has come before it was released, and is seen here
      var next = waiting.peek();
      if (next != null) {
        LockSupport.unpark(next.thread);
      }
    }
  }

  private void askForAllWaiting() {
    List<Asked<K, V>> together = new ArrayList<>();
    for (var next = waiting.poll(); next != null; next = waiting.poll()) {
      together.add(next);
    }
    if (together.isEmpty()) {
      return;
    }
    try {
      var found =
          query.apply(together.stream().map(asked -> asked.key).collect(Collectors.toSet()));
      together.forEach(asked -> asked.found(found.get(asked.key)));
    } catch (RuntimeException | Error e) {
      together.forEach(asked -> asked.failed(e));
    }
  }

  /** What a thread has asked for, and waits for. */
  private static final class Asked<K, V> {
    private final K key;
    private final Thread thread = Thread.currentThread();
    private @Nullable V value;
    private @Nullable Throwable failure;
    private volatile boolean answered;

    Asked(K key) {
      this.key = key;
    }

    void found(@Nullable V found) {
      value = found;
      answered();
    }

    void failed(Throwable thrown) {
      failure = thrown;
      answered();
    }

    private void answered() {
      answered = true;
      LockSupport.unpark(thread);
    }

    Optional<V> answer() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure instanceof RuntimeException exception) {
        throw exception;
      }
      return Optional.ofNullable(value);
    }
  }
}
