package warren.bench.report;

import warren.bench.load.LoadResult;
import warren.bench.machine.ResourceUsage;

/**
 * One measurement.
 *
 * @param part the part of the benchmark
 * @param subject the operation, the mix or the echo
 * @param load closed loop: requests in flight; open loop: requests per second
 * @param variant the compared condition: number of accounts or processes, with or without logins
 * @param rate replies per second
 * @param limit the upper limit of the rate, measured in the same round; 0 if not measured
 * @param p50 median latency in milliseconds
 * @param p99 99th percentile of the latency in milliseconds
 * @param p999 99.9th percentile of the latency in milliseconds
 * @param replies number of replies received during the measurement
 * @param sent number of requests sent; the replies to the last ones arrive after the measurement
 * @param failed number of these requests that failed
 * @param usage the resources used
 * @param residentMib resident memory of the measured programs at the end, in MiB
 * @param disturbed whether processes outside the benchmark used much of the CPU time
 */
public record Sample(
    Part part,
    String subject,
    int load,
    String variant,
    double rate,
    double limit,
    double p50,
    double p99,
    double p999,
    long replies,
    long sent,
    long failed,
    ResourceUsage usage,
    double residentMib,
    boolean disturbed) {
  private static final double MS = 1e6;
  private static final double KIB = 1024;

  /** The share of the CPU time that other processes may use without disturbing a measurement. */
  private static final double NEGLIGIBLE = 0.06;

  /** Creates the sample of a load's result. */
  public static Sample of(
      Part part,
      String subject,
      int load,
      String variant,
      double limit,
      LoadResult result,
      ResourceUsage usage,
      double residentMib) {
    var latencies = result.latencies();
    return new Sample(
        part,
        subject,
        load,
        variant,
        result.rate(),
        limit,
        latencies.getValueAtPercentile(50) / MS,
        latencies.getValueAtPercentile(99) / MS,
        latencies.getValueAtPercentile(99.9) / MS,
        result.replies(),
        result.sent(),
        result.failed(),
        usage,
        residentMib,
        usage.otherProcesses() > NEGLIGIBLE);
  }

  /** Returns the rate divided by the limit; NaN if there is no limit. */
  double shareOfLimit() {
    return limit == 0 ? Double.NaN : rate / limit;
  }

  /** Returns the percentage of the CPU time used by processes outside the benchmark. */
  double otherProcessesPercent() {
    return usage.otherProcesses() * 100;
  }

  /** Returns the mean latency of a closed loop in milliseconds. */
  double meanMs() {
    return load / rate * 1000;
  }

  double allocatedKibPerRequest() {
    return usage.allocatedBytes() / KIB / sent;
  }

  double collectionMsPerSecond() {
    return usage.collectionMs() / usage.seconds();
  }

  /**
   * Returns the CPU microseconds per request. Counts all sent requests, because those replied to
   * after the measurement cost as much as the others.
   */
  double serviceMicros() {
    return micros(usage.service());
  }

  double brokerMicros() {
    return micros(usage.broker());
  }

  double databaseMicros() {
    return micros(usage.database());
  }

  double clientMicros() {
    return micros(usage.client());
  }

  private double micros(double cpuSeconds) {
    return cpuSeconds / sent * 1e6;
  }
}
