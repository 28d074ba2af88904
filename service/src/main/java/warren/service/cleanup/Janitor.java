package warren.service.cleanup;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import warren.service.store.Store;

/**
 * Does, now and then, what no request waits for. Every process has one, and they don't get in each
 * other's way.
 */
public final class Janitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Janitor.class);
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final List<Runnable> chores;
  private final ScheduledFuture<?> runs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(chore -> new Thread(chore, "janitor"));

  /** Begins to do these, one after the other, and to remove what has outlived its time. */
  public Janitor(Store store, Duration interval, Runnable... others) {
    this.chores =
        Stream.concat(new ExpiredRows(store).tasks().stream(), Stream.of(others)).toList();
    this.runs =
        thread.scheduleWithFixedDelay(
            () -> chores.forEach(Janitor::tryTo),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** What fails now, the database being away, is done the next time. */
  private static void tryTo(Runnable chore) {
    try {
      chore.run();
    } catch (RuntimeException e) {
      log.warn("not cleaned up this time: {}", e.toString());
    } catch (Error e) {
      // which would silently end all that is to come
      log.error("not cleaned up this time", e);
    }
  }

  /** Lets what is being done come to its end. */
  @Override
  public void close() {
    runs.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
