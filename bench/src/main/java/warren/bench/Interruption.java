package warren.bench;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way in which Ctrl-C and SIGTERM end the thread that made this: it is interrupted, whatever it
 * is doing, and closes what it has opened. Only then does the program end.
 */
final class Interruption implements AutoCloseable {
  /** Longer than all that is closed may take together. */
  private static final Duration CLOSING = Duration.ofMinutes(2);

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
      if (!closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("Not everything could be stopped in time.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Says that all is closed. */
  @Override
  public void close() {
    closed.countDown();
  }
}
