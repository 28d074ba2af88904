package warren.local;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;

/** The processes that still run. */
final class Running {
  private static final Duration SOON = Duration.ofSeconds(60);

  private Running() {}

  /** What this JVM has started, and what that has started. */
  static List<ProcessHandle> descendants() {
    return ProcessHandle.current().descendants().toList();
  }

  /** Some are children of what was stopped, and end a moment later. */
  static void awaitNone(List<ProcessHandle> processes) throws InterruptedException {
    Deadline deadline = Deadline.in(SOON);
    while (!running(processes).isEmpty() && deadline.pause()) {
      // as long as there is time
    }
    assertEquals(List.of(), running(processes));
  }

  private static List<String> running(List<ProcessHandle> processes) {
    return processes.stream()
        .filter(OwnedProcess::isRunning)
        .map(process -> process.pid() + " " + process.info().commandLine().orElse("?"))
        .toList();
  }
}
