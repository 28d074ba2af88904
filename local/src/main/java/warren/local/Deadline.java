package warren.local;

import java.time.Duration;

/** The time at which a wait ends. */
final class Deadline {
  private static final Duration PAUSE = Duration.ofMillis(20);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Pauses for 20 ms; returns false immediately if the deadline has passed. */
  boolean pause() throws InterruptedException {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    Thread.sleep(PAUSE.toMillis());
    return true;
  }
}
