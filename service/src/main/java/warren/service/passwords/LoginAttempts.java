package warren.service.passwords;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The tries that were made against one name, and how long the next one has to wait.
 *
 * @param failures how many were wrong
 * @param lastFailure when the last of them was; null if there is none
 * @param inFlight how many are being checked
 * @param lastInFlight when the last of them began; null if there is none
 */
record LoginAttempts(
    long failures, @Nullable Instant lastFailure, long inFlight, @Nullable Instant lastInFlight) {
  private static final Duration LONGEST = Duration.ofMinutes(15);

  /** Twice as long after each failure, beginning with a second after the last free one. */
  Instant nextAllowed(int free) {
    if (failures < free) {
      return Instant.MIN;
    }
    // once the free ones are used up, what is being checked is taken to be wrong, too
    return latest(lastFailure, lastInFlight).plus(pause(failures + inFlight - free));
  }

  private static Duration pause(long doublings) {
    var pause = Duration.ofSeconds(1L << Math.min(doublings, 30));
    return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
  }

  private static Instant latest(@Nullable Instant one, @Nullable Instant other) {
    var first = one == null ? Instant.MIN : one;
    return other == null || other.isBefore(first) ? first : other;
  }
}
