package warren.client;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The threads that continue asynchronous calls: the client's own, or those of its user. */
final class Continuations {
  private static final int KEEP_SECONDS = 10;

  private final ThreadPoolExecutor own;
  private final Executor executor;

  /**
   * Creates threads on demand, at most one for each processor.
   *
   * @param users the executor to use instead, unless it rejects a task
   */
  Continuations(String name, @Nullable Executor users) {
    var threads = Runtime.getRuntime().availableProcessors();
    this.own =
        new ThreadPoolExecutor(
            threads,
            threads,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            Daemons.named(name),
            // a call that ends after the client was closed still completes its future
            (task, closed) -> task.run());
    own.allowCoreThreadTimeOut(true);
    this.executor = users == null ? own : task -> executeOn(users, task);
  }

  private void executeOn(Executor users, Runnable task) {
    try {
      users.execute(task);
    } catch (RejectedExecutionException e) {
      own.execute(task); // and not on the thread of the connection
    }
  }

  Executor executor() {
    return executor;
  }

  void close() {
    own.shutdown();
  }
}
