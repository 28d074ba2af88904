package warren.up;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * The way in which Ctrl-C, SIGTERM and SIGHUP end the thread that made this: it is interrupted,
 * whatever it is doing, and closes what it has opened. Then the program ends, and ends well.
 */
final class Shutdown implements AutoCloseable {
  /** Longer than all that is closed may take together. */
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

  /** Says that all is closed. Only after this does a stop that was requested go on. */
  @Override
  public void close() {
    closed.countDown();
    if (!requested) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException requestedJustNow) {
        // then the hook finds everything closed
      }
    }
  }

  private void stop() {
    requested = true;
    out.println("stopping…");
    running.interrupt();
    boolean inTime = awaitClosed();
    out.println(inTime ? "stopped." : "Not everything could be stopped in time.");
    // without this the exit code would be that of a program killed by the signal
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
