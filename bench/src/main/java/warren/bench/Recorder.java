package warren.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import warren.bench.load.LoadResult;
import warren.bench.machine.ResourceUsage;
import warren.bench.machine.Servers;
import warren.bench.report.Part;
import warren.bench.report.Sample;

/** Runs loads, each for the same time, and records a sample of each. */
final class Recorder {
  private final Servers servers;
  private final Duration time;
  private final List<Sample> samples = new ArrayList<>();

  Recorder(Servers servers, Duration time) {
    this.servers = servers;
    this.time = time;
  }

  List<Sample> samples() {
    return List.copyOf(samples);
  }

  /** Prints the progress. */
  static void progress(String text) {
    System.err.println(text);
  }

  /**
   * Runs and records a closed loop.
   *
   * @param limit the upper limit of the rate; 0 if it was not measured
   * @return the rate in replies per second
   */
  double closed(Part part, Target target, String subject, int window, String variant, double limit)
      throws InterruptedException {
    var before = ResourceUsage.now(servers, target.programs());
    var result = target.closed(subject, window, time);
    record(part, subject, window, variant, limit, result, before, target);
    return result.rate();
  }

  /** Runs and records an open loop. */
  void open(Part part, Target target, String subject, int rate, String variant)
      throws InterruptedException {
    var before = ResourceUsage.now(servers, target.programs());
    var result = target.open(subject, rate, time);
    record(part, subject, rate, variant, 0, result, before, target);
  }

  /** Records the result of a load that has run on this target since the given reading. */
  void record(
      Part part,
      String subject,
      int load,
      String variant,
      double limit,
      LoadResult result,
      ResourceUsage before,
      Target target) {
    var usage = ResourceUsage.now(servers, target.programs()).since(before);
    samples.add(
        Sample.of(part, subject, load, variant, limit, result, usage, target.residentMib()));
    if (result.failed() > 0) {
      progress(
          "%s: %d of %d requests failed; first reply: %s"
              .formatted(subject, result.failed(), result.sent(), result.firstFailure()));
    }
  }
}
