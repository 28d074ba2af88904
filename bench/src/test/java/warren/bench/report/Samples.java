package warren.bench.report;

import warren.bench.machine.ResourceUsage;

/** Samples with known values. */
final class Samples {
  private Samples() {}

  /** A sample of 2 s without disturbance: 20 more requests were sent than replies were received. */
  static Sample of(Part part, String subject, int load, String variant, long replies) {
    return new Sample(
        part,
        subject,
        load,
        variant,
        replies / 2.0,
        0,
        1,
        2,
        3,
        replies,
        replies + 20,
        0,
        new ResourceUsage(2, 0.2, 0.1, 0.05, 0.04, 0.39, 2_048L * (replies + 20), 4, 6),
        100,
        false);
  }

  static Sample rate(String subject, int rate, double p50, double p99) {
    var sample = of(Part.RATES, subject, rate, "", 980);
    return new Sample(
        Part.RATES,
        subject,
        rate,
        "",
        rate,
        0,
        p50,
        p99,
        p99,
        980,
        1_000,
        0,
        sample.usage(),
        100,
        false);
  }

  static Sample with(Sample sample, double limit, long failed, boolean disturbed) {
    return new Sample(
        sample.part(),
        sample.subject(),
        sample.load(),
        sample.variant(),
        sample.rate(),
        limit,
        sample.p50(),
        sample.p99(),
        sample.p999(),
        sample.replies(),
        sample.sent(),
        failed,
        sample.usage(),
        sample.residentMib(),
        disturbed);
  }

  /** The same sample on external servers, whose CPU use is unknown. */
  static Sample onExternalServers(Sample sample) {
    var known = sample.usage();
    return new Sample(
        sample.part(),
        sample.subject(),
        sample.load(),
        sample.variant(),
        sample.rate(),
        sample.limit(),
        sample.p50(),
        sample.p99(),
        sample.p999(),
        sample.replies(),
        sample.sent(),
        sample.failed(),
        new ResourceUsage(
            known.seconds(),
            known.service(),
            Double.NaN,
            Double.NaN,
            known.client(),
            known.busy(),
            known.allocatedBytes(),
            known.collections(),
            known.collectionMs()),
        sample.residentMib(),
        false);
  }
}
