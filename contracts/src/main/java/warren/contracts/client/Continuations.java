package warren.contracts.client;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Where asynchronous calls go on: threads of the client's own, or of its user's. */
final class Continuations {
  private static final int KEEP_SECONDS = 10;

  private final Executor executor;
  private final @Nullable ExecutorService own;

  private Continuations(Executor executor, @Nullable ExecutorService own) {
    this.executor = executor;
    this.own = own;
  }

  /** As many threads as there are processors, while they are needed. */
  static Continuations own(String name) {
    var threads = Runtime.getRuntime().availableProcessors();
    var pool =
        new ThreadPoolExecutor(
            threads,
            threads,
            KEEP_SECONDS,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(),
            KeptLine.daemons(name),
            // what ends after the client was closed still tells its caller
            (task, closed) -> task.run());
    pool.allowCoreThreadTimeOut(true);
    return new Continuations(pool, pool);
  }

  /** Those of somebody who also ends them. */
  static Continuations of(Executor executor) {
    return new Continuations(executor, null);
  }

  Executor executor() {
    return executor;
  }

  void close() {
    if (own != null) {
      own.shutdown();
    }
  }
}
