package warren.service.passwords;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The recent login attempts for one name, and the delay before the next one. Immutable.
 *
 * @param failures number of failed attempts
 * @param lastFailure time of the last failure; null without failures
 * @param inFlight number of attempts whose check has not finished
 * @param lastInFlight start of the last of these; null if no attempt is in flight
 */
record LoginAttempts(
    long failures, @Nullable Instant lastFailure, long inFlight, @Nullable Instant lastInFlight) {
  private static final Duration MAX_DELAY = Duration.ofMinutes(15);

  /**
   * The time of the next allowed attempt. After the last free attempt the delay is one second; it
   * doubles with each failure, up to 15 minutes.
   *
   * @param free number of failures without delay
   */
  Instant nextAllowed(int free) {
    if (failures < free) {
      return Instant.MIN;
    }
    // without free attempts left, attempts in flight are counted as failures
    return latest(lastFailure, lastInFlight).plus(delay(failures + inFlight - free));
  }

  private static Duration delay(long doublings) {
    var delay = Duration.ofSeconds(1L << Math.min(doublings, 30));
    return delay.compareTo(MAX_DELAY) < 0 ? delay : MAX_DELAY;
  }

  private static Instant latest(@Nullable Instant one, @Nullable Instant other) {
    var first = one == null ? Instant.MIN : one;
    return other == null || other.isBefore(first) ? first : other;
  }
}
