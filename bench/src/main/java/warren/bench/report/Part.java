package warren.bench.report;

import java.util.Locale;

/** A part of what is measured, in the order in which it is. */
public enum Part {
  /** Closed loops. */
  WINDOWS,
  /** Open loops. */
  RATES,
  /** How long others wait while everybody logs in. */
  STORM,
  /** Several services over the same queues. */
  PROCESSES,
  /** How soon a service is ready, and what it holds in memory. */
  START,
  /** Many accounts beside few. */
  SIZES;

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
