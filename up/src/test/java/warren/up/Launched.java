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

/** A run of {@code ./warren} or of another program, as somebody at a shell does it. */
final class Launched implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);
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
   * Starts it with these variables and none of ours. Interrupts are as for a command in the
   * foreground, even if the tests run in the background, where shells have them ignored.
   */
  static Launched start(Map<String, String> environment, String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of("env", "--default-signal=INT"));
    command.add(LAUNCHER.toString());
    command.addAll(List.of(arguments));
    return program(Path.of("/"), environment, command);
  }

  /** Starts another program in this folder, with these variables and none of ours. */
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
    return new Launched(builder.start(), out, err);
  }

  /** Gives it this one line of input, and no more. */
  Launched type(String line) throws IOException {
    typeNext(line);
    return end();
  }

  /** Gives it this line of input; more may follow. */
  void typeNext(String line) throws IOException {
    var in = process.outputWriter(UTF_8);
    in.write(line + "\n");
    in.flush();
  }

  /** Gives it no more input. */
  Launched end() throws IOException {
    process.getOutputStream().close();
    return this;
  }

  Launched awaitUp() throws InterruptedException {
    await("it is up", () -> out().contains("Warren is up."));
    return this;
  }

  void await(String what, BooleanSupplier seen) throws InterruptedException {
    await(() -> what + ": " + told(), seen, process::isAlive);
  }

  int exit() throws InterruptedException {
    assertTrue(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS), () -> "runs on: " + told());
    return process.exitValue();
  }

  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("/bin/sh", "-c", "kill -s " + name + " " + process.pid()).start().waitFor();
  }

  /** What it has started, and what that has started. */
  List<ProcessHandle> descendants() {
    return process.descendants().toList();
  }

  long pid() {
    return process.pid();
  }

  /** What stands behind this word in what it has printed. */
  String shown(String word) {
    Matcher line = Pattern.compile("(?m)^ *" + word + " +(\\S+)").matcher(out());
    assertTrue(line.find(), () -> word + " is missing: " + told());
    return line.group(1);
  }

  String out() {
    return read(out);
  }

  String err() {
    return read(err);
  }

  /** The children of what was stopped end a moment later. */
  static void awaitGone(List<ProcessHandle> processes) throws InterruptedException {
    await(
        () -> "all have ended: " + processes,
        () -> processes.stream().noneMatch(Launched::runs),
        () -> true);
  }

  /** Kills what a test that failed has left. */
  @Override
  public void close() throws IOException {
    List<ProcessHandle> left = descendants();
    process.destroyForcibly();
    left.forEach(ProcessHandle::destroyForcibly);
    Files.delete(out);
    Files.delete(err);
  }

  private static void await(Supplier<String> what, BooleanSupplier seen, BooleanSupplier hope)
      throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!seen.getAsBoolean()) {
      if (System.nanoTime() > end || !hope.getAsBoolean()) {
        fail("waited in vain until " + what.get());
      }
      Thread.sleep(20);
    }
  }

  /** A zombie has no command any more. */
  private static boolean runs(ProcessHandle process) {
    return process.isAlive() && process.info().command().isPresent();
  }

  String told() {
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
