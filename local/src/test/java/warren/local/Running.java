package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

/** Checks which processes are running. */
final class Running {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Running() {}

  /** All descendants of this JVM's process. */
  static List<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().toList();
  }

  /** Waits up to 60 s: children of a stopped process end a moment after it. */
  static void awaitNone(List<ProcessHandle> processes) throws InterruptedException {
    Deadline deadline = Deadline.in(SOON);
    while (!running(processes).isEmpty() && deadline.pause()) {
      // check again until the deadline
    }
    assertEquals(List.of(), running(processes));
  }

  private static List<String> running(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(Termination::isRunning)
        .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
        .toList();
  }
}
