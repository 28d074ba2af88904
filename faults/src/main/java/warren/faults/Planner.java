package warren.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import warren.faults.check.Violation;
import warren.faults.deployment.Program;
import warren.faults.history.FaultWindow;
import warren.faults.history.History;
import warren.faults.injection.Fault;

/** Draws faults in rounds that contain each fault once, in random order and at random times. */
final class Planner {
  private static final long RECOVERY_MICROS = TimeUnit.SECONDS.toMicros(30);
  private static final int LONGEST_PAUSE_MS = 1500;

  private final List<Fault> faults;
  private final List<Program> programs;
  private final History history;
  private final Random random;
  private final List<FaultWindow> windows = new ArrayList<>();
  private final List<Violation> violations = new ArrayList<>();

  Planner(List<Fault> faults, List<Program> programs, History history, long seed) {
    this.faults = faults;
    this.programs = programs;
    this.history = history;
    this.random = new Random(seed);
  }

  /** Repeats the rounds until one of the limits is reached. */
  void run(int rounds, Duration duration) throws Exception {
    var end = history.now() + TimeUnit.MICROSECONDS.convert(duration);
    for (var round = 0; round < rounds; round++) {
      var order = new ArrayList<>(faults);
      Collections.shuffle(order, random);
      for (var fault : order) {
        Thread.sleep(random.nextInt(LONGEST_PAUSE_MS));
        if (history.now() >= end) {
          System.out.println("The time is over.");
          return;
        }
        run(fault);
      }
    }
  }

  private void run(Fault fault) throws Exception {
    var injected = history.now();
    log(fault, "begins");
    attempt(fault, "injection", () -> fault.inject(random));
    log(fault, "is injected");
    Thread.sleep(fault.milliseconds(random));
    attempt(fault, "cure", fault::cure);
    var cured = history.now();
    log(fault, "is cured");
    restartEnded();
    var missing = history.awaitSuccess(cured, RECOVERY_MICROS);
    windows.add(new FaultWindow(fault.name(), injected, cured, history.now()));
    log(fault, missing.isEmpty() ? "is recovered from" : "is not recovered from: " + missing);
    if (!missing.isEmpty()) {
      violations.add(
          Violation.wrong(
              "No success within 30 s after %s: %s".formatted(fault.name(), missing), cured));
    }
    attempt(fault, "restoration", fault::restore);
  }

  private interface Step {
    void run() throws Exception;
  }

  /** A component that cannot be stopped or started is a violation, and the run continues. */
  private void attempt(Fault fault, String name, Step step) throws InterruptedException {
    try {
      step.run();
    } catch (InterruptedException e) {
      throw e;
    } catch (Exception e) {
      log(fault, name + " failed: " + e);
      violations.add(
          Violation.wrong(
              "The %s of %s failed: %s".formatted(name, fault.name(), e), history.now()));
    }
  }

  private void restartEnded() throws InterruptedException {
    for (var program : programs) {
      if (!program.isRunning()) {
        System.out.println(program.name() + " has ended by itself");
        violations.add(Violation.wrong(program.name() + " has ended by itself", history.now()));
        start(program);
      }
    }
  }

  private static void start(Program program) throws InterruptedException {
    try {
      program.launch();
      program.awaitReady();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
