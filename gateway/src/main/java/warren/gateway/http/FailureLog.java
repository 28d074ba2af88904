package warren.gateway.http;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs unexpected failures. Each cause is logged at most once a minute, so that requests cannot
 * fill the log. Thread-safe.
 */
final class FailureLog {
  private static final Logger log = LoggerFactory.getLogger(FailureLog.class);
  private static final long INTERVAL_NS = TimeUnit.MINUTES.toNanos(1);

  private final LongSupplier nanoTime;
  private final ConcurrentMap<String, Occurrences> causes = new ConcurrentHashMap<>();

  FailureLog(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** The time of the last line of a cause, and how often the cause was not logged since then. */
  private record Occurrences(long loggedAt, long omitted) {}

  void add(Exception failure) {
    var now = nanoTime.getAsLong();
    causes.compute(
        cause(failure),
        (cause, earlier) -> {
          if (earlier != null && now - earlier.loggedAt() < INTERVAL_NS) {
            return new Occurrences(earlier.loggedAt(), earlier.omitted() + 1);
          }
          var omitted = earlier == null ? 0 : earlier.omitted();
          log.error("A request failed; {} earlier failures were not logged.", omitted, failure);
          return new Occurrences(now, 0);
        });
  }

  /** The type and the place: messages can contain text from requests. */
  private static String cause(Exception failure) {
    var trace = failure.getStackTrace();
    return failure.getClass().getName() + (trace.length == 0 ? "" : " at " + trace[0]);
  }
}
