package warren.client;

import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where asynchronous calls go on: threads of the client's own, or of its user's. */
final class Continuations {
  private static final int KEEP_SECONDS = 10;

  private final ThreadPoolExecutor own;
  private final Executor executor;

  /**
   * Makes threads, as many as there are processors, while they are needed.
   *
   * @param users to be taken instead, as long as it takes what it is given
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
            KeptLine.daemons(name),
            // what ends after the client was closed still tells its caller
            (task, closed) -> task.run());
    own.allowCoreThreadTimeOut(true);
    this.executor = users == null ? own : task -> executeOn(users, task);
  }

  private void executeOn(Executor users, Runnable task) {
    try {
      users.execute(task);
    } catch (RejectedExecutionException e) {
      own.execute(task); // and so not on the thread that has found out
    }
  }

  Executor executor() {
    return executor;
  }

  void close() {
    own.shutdown();
  }
}
