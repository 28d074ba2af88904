package warren.service.health;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A check that may block for long, with a limit for its callers. Callers at the same time share one
 * run, so that a blocked check occupies one thread. Thread-safe.
 */
final class LimitedCheck implements Supplier<Optional<String>> {
  private final String name;
  private final Duration limit;
  private final Supplier<Optional<String>> check;
  private @Nullable CompletableFuture<Optional<String>> running;

  /**
   * Limits a check.
   *
   * @param name of the component, at the beginning of a sentence
   * @param check returns the reason why the component cannot be used, if any
   */
  LimitedCheck(String name, Duration limit, Supplier<Optional<String>> check) {
    this.name = name;
    this.limit = limit;
    this.check = check;
  }

  @Override
  public Optional<String> get() {
    try {
      return run().get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      return Optional.of("%s does not answer within %d ms.".formatted(name, limit.toMillis()));
    } catch (ExecutionException e) {
      return Optional.of("%s cannot be checked: %s.".formatted(name, e.getCause()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.of("The service is stopping.");
    }
  }

  private synchronized CompletableFuture<Optional<String>> run() {
    var current = running;
    if (current == null || current.isDone()) {
      current = CompletableFuture.supplyAsync(check, this::start);
      running = current;
    }
    return current;
  }

  private void start(Runnable work) {
    var thread = new Thread(work, "check of " + name.toLowerCase(Locale.ROOT));
    thread.setDaemon(true);
    thread.start();
  }
}
