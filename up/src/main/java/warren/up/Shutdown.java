package warren.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Handles Ctrl-C, SIGTERM and SIGHUP: interrupts the thread that created this object, waits until
 * the thread has closed its resources, and ends the program with exit code 0.
 */
final class Shutdown implements AutoCloseable {
  /** Longer than the closing of all resources may take. */
  private static final Duration CLOSING = Duration.ofMinutes(2);

  private final Thread running = Thread.currentThread();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::stop, "shutdown");
  private final PrintWriter out;
  private volatile boolean requested;

  private Shutdown(PrintWriter out) {
    this.out = out;
  }

  static Shutdown prepare(PrintWriter out) {
    var shutdown = new Shutdown(out);
    Runtime.getRuntime().addShutdownHook(shutdown.hook);
    return shutdown;
  }

  boolean isRequested() {
    return requested;
  }

  /** Reports that all resources are closed, so that a requested stop can proceed. */
  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException requestedJustNow) {
        // the hook runs and finds everything closed
      }
    }
  }

  private void stop() {
    requested = true;
    out.println("stopping…");
    running.interrupt();
    boolean inTime = awaitClosed();
    out.println(inTime ? "stopped." : "Not everything could be stopped in time.");
    // otherwise the exit code would be that of a program killed by the signal
    Runtime.getRuntime().halt(inTime ? 0 : 1);
  }

  private boolean awaitClosed() {
    try {
      return closed.await(CLOSING.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }
}
