package warren.settings;

import java.time.Duration;

/**
 * A maximum number of attempts.
 *
 * @param attempts the number of attempts, at least 1
 * @param window the time within which they are counted
 */
public record RateLimit(int attempts, Duration window) {}
