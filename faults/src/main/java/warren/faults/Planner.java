package warren.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import warren.faults.check.Violation;
import warren.faults.history.FaultWindow;
import warren.faults.history.History;
import warren.faults.injection.Fault;

/** Draws faults in rounds that contain each fault once, in random order and at random times. */
final class Planner {
  private static final long RECOVERY_MICROS = TimeUnit.SECONDS.toMicros(30);
  private static final int LONGEST_PAUSE_MS = 1500;

  private final List<Fault> faults;
  private final History history;
  private final Random random;
  private final List<FaultWindow> windows = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  Planner(List<Fault> faults, History history, long seed) {
    this.faults = faults;
    this.history = history;
    this.random = new Random(seed);
  }

  /** Runs at least this number of rounds, and further ones until the time has passed. */
  void run(int rounds, long minutes) throws Exception {
    var end = history.now() + TimeUnit.MINUTES.toMicros(minutes);
    for (var round = 0; round < rounds || history.now() < end; round++) {
      var order = new ArrayList<>(faults);
      Collections.shuffle(order, random);
      for (var fault : order) {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
        run(fault);
        if (round >= rounds && history.now() > end) {
          return;
        }
      }
    }
  }

  private void run(Fault fault) throws Exception {
    var injected = history.now();
    log(fault, "begins");
    fault.inject(random);
    log(fault, "is injected");
    Thread.sleep(fault.milliseconds(random));
    fault.cure();
    var cured = history.now();
    log(fault, "is cured");
    var missing = history.awaitSuccess(cured, RECOVERY_MICROS);
    windows.add(new FaultWindow(fault.name(), injected, cured, history.now()));
    log(fault, "is recovered from");
    if (!missing.isEmpty()) {
      violations.add(
          Violation.wrong(
              "No success within 30 s after %s: %s".formatted(fault.name(), missing), cured));
    }
  }

  private void log(Fault fault, String text) {
    System.out.printf("%9.3f s  %s %s%n", history.now() / 1e6, fault.name(), text);
  }

  List<FaultWindow> windows() {
    return windows;
  }

  List<Violation> violations() {
    return violations;
  }
}
