package warren.service.events;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
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
 * Publishes what the outbox holds, in order, and forgets it when the broker has it. Every process
 * has one; one at a time publishes, and whoever is killed leaves its work to the next.
 */
public final class OutboxRelay implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
  private static final long LOCK = ByteBuffer.wrap(Sha256.of("outbox")).getLong();
  private static final int BATCH = 100;
  private static final Duration PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /** Where events are published. */
  @FunctionalInterface
  public interface Publisher {
    /** True when all of them are safe with the broker. */
    boolean publish(List<DomainEvent> events) throws InterruptedException;
  }

  /** What became of a look into the outbox. */
  private enum Look {
    MORE,
    NOTHING_LEFT,
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

  /** Begins to publish. */
  public void start() {
    thread.start();
  }

  private void run() {
    var pause = PAUSE;
    try {
      while (!closing.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
        pause =
            switch (look()) {
              case MORE -> Duration.ZERO;
              case NOTHING_LEFT -> PAUSE;
              case FAILED -> longer(pause);
            };
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration longer(Duration pause) {
    var twice = pause.isZero() ? PAUSE : pause.multipliedBy(2);
    return twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
  }

  /** What fails now, broker or database being away, is done the next time. */
  private Look look() throws InterruptedException {
    try {
      return store.write(this::publishOldest);
    } catch (PublishingStoppedException e) {
      throw new InterruptedException();
    } catch (RuntimeException | Error e) {
      log.warn("events are not published now: {}", e.toString());
      return Look.FAILED;
    }
  }

  /** Deleted after they are confirmed and before anybody else may look: at least once, in order. */
  private Look publishOldest(Handle transaction) {
    if (!dao.lock(transaction, LOCK)) {
      return Look.NOTHING_LEFT;
    }
    var rows = dao.oldest(transaction, BATCH);
    if (rows.isEmpty()) {
      return Look.NOTHING_LEFT;
    }
    if (!published(rows)) {
      return Look.FAILED;
    }
    dao.delete(transaction, rows);
    return rows.size() == BATCH ? Look.MORE : Look.NOTHING_LEFT;
  }

  private boolean published(List<Row> rows) {
    try {
      return publisher.publish(rows.stream().map(Row::event).toList());
    } catch (InterruptedException e) {
      throw new PublishingStoppedException();
    }
  }

  /** Carries an interrupt through the transaction, which rolls back. */
  private static final class PublishingStoppedException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /** Lets what is being published come to its end. */
  @Override
  public void close() {
    closing.countDown();
    try {
      thread.join(PATIENCE.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    thread.interrupt();
  }
}
