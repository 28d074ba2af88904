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

/** A run of {@code ./warren bench}, as somebody at a shell does it. */
final class BenchRun implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LOOK_NS = 20_000_000;

  private final Process process;
  private final Path out;

  private BenchRun(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts it with results in that folder, and with none of our variables. */
  static BenchRun start(Path to, String... arguments) throws IOException {
    var launcher = Path.of(System.getProperty("warren.launcher")).toRealPath();
    List<String> command =
        new ArrayList<>(
            List.of("env", "--default-signal=INT", launcher.toString(), "bench", "--to", "" + to));
    command.addAll(List.of(arguments));
    var out = Files.createTempFile("bench", ".out");
    var builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    return new BenchRun(Watchdog.start(builder), out);
  }

  String told() throws IOException {
    return Files.readString(out);
  }

  void awaitTold(String text) throws IOException {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (!told().contains(text)) {
      assertTrue(process.isAlive() && System.nanoTime() < end, told());
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** The children of what was stopped end a moment later. */
  static void awaitGone(List<ProcessHandle> processes) {
    var end = System.nanoTime() + PATIENCE.toNanos();
    while (processes.stream().anyMatch(BenchRun::runs)) {
      assertTrue(System.nanoTime() < end, processes::toString);
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  /** A zombie has no command any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** As Ctrl-C does. */
  void interrupt() throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s INT " + process.pid()).start().waitFor();
  }

  int exit() throws IOException, InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), told());
    return process.exitValue();
  }

  /** What it has started. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  /** Kills what a test that failed has left. */
  @Override
  public void close() throws IOException {
    var left = descendants();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
    Files.delete(out);
  }
}
