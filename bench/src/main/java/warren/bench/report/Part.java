package warren.bench.report;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** The parts of the benchmark, in the order of measurement. */
public enum Part {
  /** Closed loops with a fixed number of requests in flight. */
  WINDOWS,
  /** Open loops at fixed rates. */
  RATES,
  /** Latency of token checks during many logins. */
  STORM,
  /** Several service processes that consume from the same queues. */
  PROCESSES,
  /** Start time and memory of the service. */
  START,
  /** Many accounts compared with few. */
  SIZES,
  /** Reads of personal data, recorded in the audit log and not recorded. */
  AUDIT;

  /** The parts that require private servers, because they use several databases. */
  public static final Set<Part> ON_PRIVATE_SERVERS =
      Collections.unmodifiableSet(EnumSet.of(SIZES, AUDIT));

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
