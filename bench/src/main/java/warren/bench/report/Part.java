package warren.bench.report;

import java.util.Locale;

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
  SIZES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
