package warren.bench.report;

import warren.bench.machine.Usage;

/** Samples of which all numbers are known. */
final class Samples {
  private Samples() {}

  /** Two seconds on which others didn't work, so many answers and twenty more. */
  static Sample of(Part part, String subject, int load, String place, long answered) {
    return new Sample(
        part,
        subject,
        load,
        place,
        answered / 2.0,
        0,
        1,
        2,
        3,
        answered,
        answered + 20,
        0,
        new Usage(2, 0.2, 0.1, 0.05, 0.04, 0.39, 2_048L * (answered + 20), 4, 6),
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
        sample.place(),
        sample.rate(),
        limit,
        sample.p50(),
        sample.p99(),
        sample.p999(),
        sample.answered(),
        sample.sent(),
        failed,
        sample.usage(),
        sample.residentMib(),
        disturbed);
  }

  /** As on given servers, of which nobody knows what they use. */
  static Sample ofGiven(Sample sample) {
    var known = sample.usage();
    return new Sample(
        sample.part(),
        sample.subject(),
        sample.load(),
        sample.place(),
        sample.rate(),
        sample.limit(),
        sample.p50(),
        sample.p99(),
        sample.p999(),
        sample.answered(),
        sample.sent(),
        sample.failed(),
        new Usage(
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
