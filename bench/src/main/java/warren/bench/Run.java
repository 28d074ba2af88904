package warren.bench;

import org.HdrHistogram.Histogram;

/**
 * What a load has come to.
 *
 * @param answered how many requests were answered while it was measured
 * @param failed how many of them not with 200
 * @param firstFailure what one of these was answered; empty if none was
 * @param seconds how long it was measured
 * @param latencies of each, in nanoseconds
 */
record Run(long answered, long failed, String firstFailure, double seconds, Histogram latencies) {
  private static final long LONGEST_NS = 60_000_000_000L;
  private static final int DIGITS = 3;

  static Histogram histogram() {
    return new Histogram(LONGEST_NS, DIGITS);
  }

  double rate() {
    return answered / seconds;
  }
}
