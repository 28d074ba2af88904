package warren.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import warren.local.Watchdog;

/** A run of {@code ./warren bench} or {@code ./warren attack} as a child process. */
final class BenchRun implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(10);
  private static final long POLL_INTERVAL_NS = 20_000_000;

  private final Process process;
  private final Path outputFile;

  private BenchRun(Process process, Path outputFile) {
    this.process = process;
    this.outputFile = outputFile;
  }

  /** Starts a run of {@code bench}. */
  static BenchRun start(Path to, String... arguments) throws IOException {
    return start("bench", to, arguments);
  }

  /** Starts a run with its results in this folder and without our {@code WARREN_*} variables. */
  static BenchRun start(String program, Path to, String... arguments) throws IOException {
    var launcher = Path.of(System.getProperty("warren.launcher")).toRealPath();
    List<String> command =
        new ArrayList<>(
            List.of("env", "--default-signal=INT", launcher.toString(), program, "--to", "" + to));
    command.addAll(List.of(arguments));
    var out = Files.createTempFile(program, ".out");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    return new BenchRun(Watchdog.start(builder), out);
  }

  String output() throws IOException {
    return Files.readString(outputFile);
  }

  BenchRun awaitOutput(String text) throws IOException {
    var end = System.nanoTime() + TIMEOUT.toNanos();
    while (!output().contains(text)) {
      assertTrue(process.isAlive() && System.nanoTime() < end, output());
      LockSupport.parkNanos(POLL_INTERVAL_NS);
    }
    return this;
  }

  /** Waits for the end of the processes: children of a stopped process end a moment later. */
  static void awaitEnd(List<ProcessHandle> processes) {
    var end = System.nanoTime() + TIMEOUT.toNanos();
    while (processes.stream().anyMatch(BenchRun::isRunning)) {
      assertTrue(System.nanoTime() < end, processes::toString);
      LockSupport.parkNanos(POLL_INTERVAL_NS);
    }
  }

  /** Whether the process runs; a zombie has no command. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Sends SIGINT, as Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s INT " + process.pid()).start().waitFor();
  }

  int exit() throws IOException, InterruptedException {
    assertTrue(process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS), output());
    return process.exitValue();
  }

  /** All descendants of the run's process. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Kills processes that a failed test left running. */
  @Override
  public void close() throws IOException {
    var left = descendants();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
    Files.delete(outputFile);
  }
}
