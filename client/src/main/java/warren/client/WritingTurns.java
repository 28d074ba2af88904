package warren.client;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lets one thread at a time write to a connection, and detects a write that makes no progress. A
 * network or a broker that accepts no data blocks the writing thread; the other threads time out.
 * Thread-safe.
 */
final class WritingTurns {
  private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(10);
  private static final long LONG_TURN_MS = 500;
  private static final long NOT_WRITING = 0;

  private final Runnable onStuck;
  private final ReentrantLock turn = new ReentrantLock();
  private volatile long writingSince = NOT_WRITING;

  /**
   * Creates the turns of one connection.
   *
   * @param onStuck run after a write has lasted too long
   */
  WritingTurns(Runnable onStuck) {
    this.onStuck = onStuck;
  }

  /** Writes to the connection. */
  interface Write {
    void run() throws IOException;
  }

  /** Runs a write in its turn, or not at all if the turn does not come before the timeout. */
  void run(long timeoutMs, Write write) throws IOException, InterruptedException {
    if (!awaitTurn(timeoutMs)) {
      return;
    }
    try {
      writingSince = System.nanoTime() | 1; // never NOT_WRITING
      write.run();
    } finally {
      writingSince = NOT_WRITING;
      turn.unlock();
    }
  }

  private boolean awaitTurn(long timeoutMs) throws InterruptedException {
    if (turn.tryLock(Math.min(timeoutMs, LONG_TURN_MS), TimeUnit.MILLISECONDS)) {
      return true;
    }
    detectStuckWrite();
    return turn.tryLock(Math.max(0, timeoutMs - LONG_TURN_MS), TimeUnit.MILLISECONDS);
  }

  /**
   * Ends the current write if it lasts too long. It would wait without limit; missed heartbeats end
   * that only if no data arrives either.
   */
  void detectStuckWrite() {
    var since = writingSince;
    if (since != NOT_WRITING) {
      var rest = since + STUCK_NS - System.nanoTime();
      CompletableFuture.delayedExecutor(rest, TimeUnit.NANOSECONDS)
          .execute(
              () -> {
                if (writingSince == since) {
                  onStuck.run();
                }
              });
    }
  }
}
