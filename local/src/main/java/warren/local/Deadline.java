package warren.local;

import java.time.Duration;

/** The end of a wait. */
final class Deadline {
  private static final Duration STEP = Duration.ofMillis(20);

  private final long end;

  private Deadline(long end) {
    this.end = end;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /** Pauses for a moment; false, at once, where no time is left. */
  boolean pause() throws InterruptedException {
    if (System.nanoTime() - end >= 0) {
      return false;
    }
    Thread.sleep(STEP.toMillis());
    return true;
  }
}
