package warren.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C and SIGTERM: interrupts the thread that created this object, and delays the end of
 * the program until that thread has closed its resources.
 */
final class Interruption implements AutoCloseable {
  /** Longer than closing all resources may take. */
  private static final Duration CLOSE_TIMEOUT = Duration.ofMinutes(2);

  private final Thread running = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean requested;

  static Interruption prepare() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::stop, "shutdown"));
    return interruption;
  }

  boolean isRequested() {
    return requested;
  }

  private void stop() {
    if (closed.getCount() == 0) {
      return;
    }
    requested = true;
    running.interrupt();
    try {
      if (!closed.await(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println(
            "Some programs could not be stopped within %d s.".formatted(CLOSE_TIMEOUT.toSeconds()));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Lets the program end: all resources are closed. */
  @Override
  public void close() {
    closed.countDown();
  }
}
