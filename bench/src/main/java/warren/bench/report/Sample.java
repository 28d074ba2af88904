package warren.bench.report;

import warren.bench.load.Run;
import warren.bench.machine.Usage;

/**
 * One measurement.
 *
 * @param part what it belongs to
 * @param subject what was asked for
 * @param load how: a window, or a rate
 * @param place where: of how many accounts, of how many processes
 * @param rate answers a second
 * @param limit what could be answered at most, measured beside it; 0 if nothing was
 * @param p50 milliseconds
 * @param p99 milliseconds
 * @param p999 milliseconds
 * @param answered how many were answered while it was measured
 * @param sent how many were sent, of which the last were answered after that
 * @param failed how many of these weren't answered as they should be
 * @param usage what it cost
 * @param residentMib what the measured programs held at its end
 * @param disturbed whether others used the processors as well
 */
public record Sample(
    Part part,
    String subject,
    int load,
    String place,
    double rate,
    double limit,
    double p50,
    double p99,
    double p999,
    long answered,
    long sent,
    long failed,
    Usage usage,
    double residentMib,
    boolean disturbed) {
  private static final double MS = 1e6;
  private static final double KIB = 1024;

  /** A share of the processors that nobody notices. */
  private static final double UNNOTICED = 0.06;

  /** What a run has come to. */
  public static Sample of(
      Part part,
      String subject,
      int load,
      String place,
      double limit,
      Run run,
      Usage usage,
      double residentMib) {
    var latencies = run.latencies();
    return new Sample(
        part,
        subject,
        load,
        place,
        run.rate(),
        limit,
        latencies.getValueAtPercentile(50) / MS,
        latencies.getValueAtPercentile(99) / MS,
        latencies.getValueAtPercentile(99.9) / MS,
        run.answered(),
        run.sent(),
        run.failed(),
        usage,
        residentMib,
        usage.others() > UNNOTICED);
  }

  /** Of the limit; unknown where there is none. */
  double ratio() {
    return limit == 0 ? Double.NaN : rate / limit;
  }

  /** What others used of the processors. */
  double othersPercent() {
    return usage.others() * 100;
  }

  /** Milliseconds from a request of a closed loop to its answer, on average. */
  double msEach() {
    return load / rate * 1000;
  }

  double kibEach() {
    return usage.allocatedBytes() / KIB / sent;
  }

  double collectionMsPerSecond() {
    return usage.collectionMs() / usage.seconds();
  }

  /** Microseconds of CPU for each request, those at the end as well: they cost like all others. */
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
