package warren.bench.load;

import org.HdrHistogram.Histogram;

/**
 * What a load has come to.
 *
 * @param answered how many requests were answered while it was measured
 * @param failed how many were not answered as they should be, then or in the end
 * @param firstFailure what one of these was answered; empty if none was
 * @param seconds how long it was measured
 * @param latencies of each that was sent, in nanoseconds
 */
public record Run(
    long answered, long failed, String firstFailure, double seconds, Histogram latencies) {
  /** How many requests were sent. */
  public long sent() {
    return latencies.getTotalCount();
  }

  /** Answers a second. */
  public double rate() {
    return answered / seconds;
  }
}
