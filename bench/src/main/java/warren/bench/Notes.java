package warren.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import warren.bench.load.Run;
import warren.bench.machine.Servers;
import warren.bench.machine.Usage;
import warren.bench.report.Part;
import warren.bench.report.Sample;

/** Runs one load after the other, each for the same time, and writes down what it has come to. */
final class Notes {
  private final Servers servers;
  private final Duration time;
  private final List<Sample> samples = new ArrayList<>();

  Notes(Servers servers, Duration time) {
    this.servers = servers;
    this.time = time;
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Says how far it is. */
  static void say(String text) {
    System.err.println(text);
  }

  /**
   * A closed loop.
   *
   * @param limit what the machine could do at most; 0 if that wasn't measured
   * @return its rate
   */
  double closed(Part part, Place place, String subject, int window, String where, double limit)
      throws InterruptedException {
    var before = Usage.now(servers, place.programs());
    var run = place.closed(subject, window, time);
    keep(part, subject, window, where, limit, run, before, place);
    return run.rate();
  }

  /** An open loop. */
  void open(Part part, Place place, String subject, int rate, String where)
      throws InterruptedException {
    var before = Usage.now(servers, place.programs());
    var run = place.open(subject, rate, time);
    keep(part, subject, rate, where, 0, run, before, place);
  }

  /** What others have come to at that place meanwhile. */
  void keep(
      Part part,
      String subject,
      int load,
      String where,
      double limit,
      Run run,
      Usage before,
      Place place) {
    var usage = Usage.now(servers, place.programs()).since(before);
    samples.add(Sample.of(part, subject, load, where, limit, run, usage, place.residentMib()));
    if (run.failed() > 0) {
      say(
          "%s: %d of %d failed, the first with %s"
              .formatted(subject, run.failed(), run.sent(), run.firstFailure()));
    }
  }
}
