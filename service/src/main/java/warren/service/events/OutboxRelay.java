package warren.service.events;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.contracts.events.DomainEvent;
import warren.service.events.OutboxRelayDao.Row;
import warren.service.store.Sha256;
import warren.service.store.Store;

/**
 * Publishes the events in the outbox, in order, and deletes them when the broker has confirmed
 * them. Every process has a relay, and one of them publishes at a time; if its process is killed,
 * another one continues.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long LOCK = ByteBuffer.wrap(Sha256.of("outbox")).getLong();
  private static final int BATCH_SIZE = 100;
  private static final Duration INTERVAL = Duration.ofMillis(200);
  private static final Duration MAX_INTERVAL = Duration.ofSeconds(5);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  /** Publishes events to the broker. */
  @FunctionalInterface
  public interface Publisher {
    /** Returns true if the broker has confirmed all events. */
    boolean publish(List<DomainEvent> events) throws InterruptedException;
  }

  /** The result of one attempt to publish a batch. */
  private enum Result {
    MORE,
    DONE,
    FAILED
  }

  private final Store store;
  private final Publisher publisher;
  private final OutboxRelayDao dao = new OutboxRelayDao();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "outbox");

  public OutboxRelay(Store store, Publisher publisher) {
    this.store = store;
    this.publisher = publisher;
  }

  /** Starts the thread that publishes. */
  public void start() {
    thread.start();
  }

  private void run() {
    var interval = INTERVAL;
    try {
      while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        interval =
            switch (publishBatch()) {
              case MORE -> Duration.ZERO;
              case DONE -> INTERVAL;
              case FAILED -> increased(interval);
            };
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration increased(Duration interval) {
    var twice = interval.isZero() ? INTERVAL : interval.multipliedBy(2);
    return twice.compareTo(MAX_INTERVAL) < 0 ? twice : MAX_INTERVAL;
  }

  /**
   * Publishes the oldest events. A failure, for example while the broker or the database is
   * unavailable, is retried after a pause.
   */
  private Result publishBatch() throws InterruptedException {
    try {
      return store.write(this::publishOldest);
    } catch (PublishingStoppedException e) {
      throw new InterruptedException();
    } catch (RuntimeException | Error e) {
      log.warn("could not publish events, will retry: {}", e.toString());
      return Result.FAILED;
    }
  }

  /**
   * Publishes at least once and in order: events are deleted after they are confirmed and before
   * another process can read them.
   */
  private Result publishOldest(Handle transaction) {
    if (!dao.lock(transaction, LOCK)) {
      return Result.DONE;
    }
    var rows = dao.oldest(transaction, BATCH_SIZE);
    if (rows.isEmpty()) {
      return Result.DONE;
    }
    for (var batch : withoutRepeatedSubjects(rows)) {
      if (!publish(batch)) {
        return Result.FAILED;
      }
      dao.delete(transaction, batch);
    }
    return rows.size() == BATCH_SIZE ? Result.MORE : Result.DONE;
  }

  /**
   * Divides the rows so that no two of a batch have the same subject. Of several events that are
   * not confirmed yet, a broker that fails may lose the first and retain the second.
   */
  private static List<List<Row>> withoutRepeatedSubjects(List<Row> rows) {
    List<List<Row>> batches = new ArrayList<>();
    Set<String> subjects = new HashSet<>();
    for (var row : rows) {
      if (batches.isEmpty() || subjects.contains(row.event().subject())) {
        batches.add(new ArrayList<>());
        subjects.clear();
      }
      subjects.add(row.event().subject());
      batches.get(batches.size() - 1).add(row);
    }
    return batches;
  }

  private boolean publish(List<Row> rows) {
    try {
      return publisher.publish(rows.stream().map(Row::event).toList());
    } catch (InterruptedException e) {
      throw new PublishingStoppedException();
    }
  }

  /** Reports an interrupt through the transaction, which is rolled back. */
  private static final class PublishingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Waits up to 10 seconds until the current batch is published. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(CLOSE_TIMEOUT.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
