package warren.service.amqp;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The {@linkplain DirectAddress#route routes} of direct replies over which a reply was confirmed,
 * and those that ended a connection. All others are unproven. Thread-safe.
 */
final class Routes {
  static final int MAX = 10_000;
  static final Duration REFUSED_FOR = Duration.ofMinutes(1);

  private final LongSupplier nanoClock;
  private final Map<String, Boolean> proven = leastRecentlyUsed();

  /** The time of the refusal of each route. */
  private final Map<String, Long> refused = leastRecentlyUsed();

  Routes(LongSupplier nanoClock) {
    this.nanoClock = nanoClock;
  }

  private static <T> Map<String, T> leastRecentlyUsed() {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, T> eldest) {
        return size() > MAX;
      }
    };
  }

  /** Whether a reply over this route cannot end the connection. */
  synchronized boolean isProven(String route) {
    return proven.getOrDefault(route, false);
  }

  /** Whether no reply may be sent over this route, which has ended a connection recently. */
  synchronized boolean isRefused(String route) {
    var since = refused.get(route);
    if (since == null) {
      return false;
    }
    var isRecent = nanoClock.getAsLong() - since < REFUSED_FOR.toNanos();
    if (!isRecent) {
      refused.remove(route);
    }
    return isRecent;
  }

  synchronized void prove(String route) {
    proven.put(route, true);
  }

  synchronized void unprove(String route) {
    proven.remove(route);
  }

  synchronized void refuse(String route) {
    refused.put(route, nanoClock.getAsLong());
  }
}
