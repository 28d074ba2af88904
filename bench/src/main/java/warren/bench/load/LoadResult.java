package warren.bench.load;

import org.HdrHistogram.Histogram;

/**
 * The result of a load.
 *
 * @param replies the number of replies received during the measurement
 * @param failed the number of requests that failed, including those completed after its end
 * @param firstFailure the body of the first failed request's reply; empty if no request failed
 * @param seconds the duration of the measurement
 * @param latencies the latency of each sent request, in nanoseconds
 */
public record LoadResult(
    long replies, long failed, String firstFailure, double seconds, Histogram latencies) {
  /** Returns the number of requests sent. */
  public long sent() {
    return latencies.getTotalCount();
  }

  /** Returns the number of replies per second. */
  public double rate() {
    return replies / seconds;
  }
}
