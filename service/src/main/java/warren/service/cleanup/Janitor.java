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
 * Runs housekeeping tasks at a fixed interval. Every process has a janitor; they do not block each
 * other.
 */
public final class Janitor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Janitor.class);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final List<Runnable> tasks;
  private final ScheduledFuture<?> runs;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "janitor"));

  /**
   * Starts to delete expired rows and to run further tasks, one after the other.
   *
   * @param interval the time from the end of a run to the next one, and before the first
   */
  public Janitor(Store store, Duration interval, Runnable... furtherTasks) {
    this.tasks =
        Stream.concat(new ExpiredRows(store).tasks().stream(), Stream.of(furtherTasks)).toList();
    this.runs =
        thread.scheduleWithFixedDelay(
            () -> tasks.forEach(Janitor::runSafely),
            interval.toMillis(),
            interval.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  /** A task that fails, for example while the database is unavailable, is run again later. */
  private static void runSafely(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      log.warn("a housekeeping task failed, will retry: {}", e.toString());
    } catch (Error e) {
      // otherwise the executor would silently cancel all further runs
      log.error("a housekeeping task failed, will retry", e);
    }
  }

  /** Waits up to 10 seconds for the current run. */
  @Override
  public void close() {
    runs.cancel(false);
    thread.shutdown();
    try {
      if (!thread.awaitTermination(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)) {
        thread.shutdownNow();
      }
    } catch (InterruptedException e) {
      thread.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
