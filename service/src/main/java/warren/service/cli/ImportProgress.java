package warren.service.cli;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Reports every few seconds how fast an import is and how long it will last. */
final class ImportProgress {
  private static final Duration INTERVAL = Duration.ofSeconds(5);

  private final LongSupplier nanoTime;
  private final long bytes;
  private final long start;
  private long reported;

  /**
   * Begins to measure.
   *
   * @param bytes size of the file; 0 if unknown
   */
  ImportProgress(LongSupplier nanoTime, long bytes) {
    this.nanoTime = nanoTime;
    this.bytes = bytes;
    this.start = nanoTime.getAsLong();
    this.reported = start;
  }

  /**
   * The progress in one line; empty if it was reported recently.
   *
   * @param accounts the number of accounts that were processed
   * @param position the number of bytes that were read
   */
  Optional<String> report(long accounts, long position) {
    var now = nanoTime.getAsLong();
    if (now - reported < INTERVAL.toNanos()) {
      return Optional.empty();
    }
    reported = now;
    var seconds = (now - start) / (double) Duration.ofSeconds(1).toNanos();
    var speed = "%d accounts, %.0f/s".formatted(accounts, accounts / seconds);
    return Optional.of(
        bytes < position || position == 0
            ? speed
            : speed + ", %.0f s remaining".formatted(seconds * (bytes - position) / position));
  }
}
