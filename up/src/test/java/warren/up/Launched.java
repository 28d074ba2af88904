package warren.up;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import warren.local.Watchdog;

/** A run of {@code ./warren} or of another program in a child process. */
final class Launched implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofMinutes(3);
  private static final Path LAUNCHER =
      Path.of(System.getProperty("warren.launcher", "../warren")).toAbsolutePath().normalize();

  private final Process process;
  private final Path out;
  private final Path err;

  private Launched(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static Launched start(String... arguments) throws IOException {
    return start(Map.of(), arguments);
  }

  /**
   * Starts {@code ./warren} with these {@code WARREN_*} variables and no others. SIGINT has its
   * default effect even if the tests run in the background, where shells ignore it.
   */
  static Launched start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    return program(Path.of("/"), environment, command);
  }

  /** Starts a program in this folder, with these {@code WARREN_*} variables and no others. */
  static Launched program(Path folder, Map<String, String> environment, List<String> command)
      throws IOException {
    Path out = Files.createTempFile("warren", ".out");
    Path err = Files.createTempFile("warren", ".err");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectOutput(out.toFile())
            .redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().put("WARREN_SKIP_BUILD", "1");
    builder.environment().putAll(environment);
    return new Launched(Watchdog.start(builder), out, err);
  }

  /** Writes this line to the program's input and closes the input. */
  Launched type(String line) throws IOException {
    typeNext(line);
    return end();
  }

  /** Writes this line to the program's input. */
  void typeNext(String line) throws IOException {
    var in = process.outputWriter(UTF_8);
    in.write(line + "\n");
    in.flush();
  }

  /** Closes the program's input. */
  Launched end() throws IOException {
    process.getOutputStream().close();
    return this;
  }

  Launched awaitUp() throws InterruptedException {
    await("it has started", () -> out().contains("Warren is up."));
    return this;
  }

  void await(String what, BooleanSupplier seen) throws InterruptedException {
    await(() -> what + ": " + output(), seen, process::isAlive);
  }

  int exit() throws InterruptedException {
    assertTrue(
        process.waitFor(TIMEOUT.toSeconds(), TimeUnit.SECONDS), () -> "still running: " + output());
    return process.exitValue();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + process.pid()).start().waitFor();
  }

  /** All descendants of the program's process. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  long pid() {
    return process.pid();
  }

  /** The value that the program printed after this word. */
  String shown(String word) {
    Matcher line = Pattern.compile("(?m)^ *" + word + " +(\\S+)").matcher(out());
    assertTrue(line.find(), () -> word + " is missing: " + output());
    return line.group(1);
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** Waits for the end of the processes: children of a stopped process end a moment after it. */
  static void awaitEnd(List<ProcessHandle> processes) throws InterruptedException {
    await(
        () -> "all have ended: " + processes,
        () -> processes.stream().noneMatch(Launched::isRunning),
        () -> true);
  }

  /** Kills processes that a failed test left running. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> left = descendants();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
    Files.delete(out);
    Files.delete(err);
  }

  private static void await(Supplier<String> what, BooleanSupplier seen, BooleanSupplier possible)
      throws InterruptedException {
    long end = System.nanoTime() + TIMEOUT.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end || !possible.getAsBoolean()) {
        fail("not reached: " + what.get());
      }
      Thread.sleep(20);
    }
  }

  /** Whether the process runs; a zombie has no command. */
  private static boolean isRunning(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  /** Standard output and standard error. */
  String output() {
    return out() + err();
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
