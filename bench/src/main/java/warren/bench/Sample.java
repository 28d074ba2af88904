package warren.bench;

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
 * @param answered how many it is made of
 * @param failed how many weren't answered as they should be
 * @param usage what it cost
 * @param residentMib what the measured programs held at its end
 * @param disturbed whether others used the processors as well
 */
record Sample(
    String part,
    String subject,
    int load,
    String place,
    double rate,
    double limit,
    double p50,
    double p99,
    double p999,
    long answered,
    long failed,
    Usage usage,
    double residentMib,
    boolean disturbed) {
  private static final double MS = 1e6;

  /** A share of the machine that nobody notices. */
  private static final double UNNOTICED = 0.06;

  static Sample of(
      String part,
      String subject,
      int load,
      String place,
      double limit,
      Run run,
      Usage usage,
      double residentMib) {
    var capacity = run.seconds() * Runtime.getRuntime().availableProcessors();
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
        run.failed(),
        usage,
        residentMib,
        usage.others() > UNNOTICED * capacity);
  }

  double ratio() {
    return rate / limit;
  }

  /** Seconds of CPU for ten thousand. */
  double per10k(double seconds) {
    return seconds / answered * 10_000;
  }
}
