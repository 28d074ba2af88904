package warren.service.store;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check that may block for long, with a limit for its callers. Callers at the same time share one
 * run, so that a blocked check occupies one thread. Thread-safe.
 */
final class LimitedCheck {
  private final Supplier<Optional<String>> check;
  private @Nullable CompletableFuture<Optional<String>> running;

  /**
   * Limits a check.
   *
   * @param check returns the reason why a component cannot be used, if any
   */
  LimitedCheck(Supplier<Optional<String>> check) {
    this.check = check;
  }

  /** The result of the check; or, if it is not known within the limit, this one. */
  Optional<String> result(Duration limit, Supplier<String> late) {
    try {
      return run().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.of(late.get());
    } catch (ExecutionException e) {
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of(late.get());
    }
  }

  private synchronized CompletableFuture<Optional<String>> run() {
    var current = running;
    if (current == null || current.isDone()) {
      current = CompletableFuture.supplyAsync(check, LimitedCheck::start);
      running = current;
    }
    return current;
  }

  private static void start(Runnable work) {
    var thread = new Thread(work, "database-check");
    thread.setDaemon(true);
    thread.start();
  }
}
