package warren.faults.deployment;

import static java.util.Objects.requireNonNull;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import warren.local.Watchdog;
import warren.settings.StartException;

/** A service or a gateway as it is released, in a process of its own. Thread-safe. */
public final class Program implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(90);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Path CURRENT = Path.of(System.getProperty("warren.launcher", "./warren"));
  private static final Pattern READY = Pattern.compile("(?m) is ready(?: on port (\\d+))?\\.$");

  private final String name;
  private final String command;
  private final Map<String, String> environment;
  private final Path logs;
  private Path launcher = CURRENT;
  private int starts;
  private @Nullable Process process;
  private Path log;

  Program(String name, String command, Map<String, String> environment, Path logs) {
    this.name = name;
    this.command = command;
    this.environment = environment;
    this.logs = logs;
    this.log = logs.resolve(name + ".log");
  }

  public String name() {
    return name;
  }

  /** Selects the version for the next start; null for the current one. */
  synchronized void use(@Nullable Path otherLauncher) {
    launcher = otherLauncher == null ? CURRENT : otherLauncher;
  }

  /** Selects the other version for the next start. */
  public synchronized void switchVersion(Path otherLauncher) {
    use(launcher.equals(CURRENT) ? otherLauncher : null);
  }

  /** Starts the program without waiting for it; each start has a log of its own. */
  public synchronized void launch() throws IOException {
    log = logs.resolve(name + "-" + ++starts + ".log");
    var builder = new ProcessBuilder(List.of(launcher.toString(), command));
    builder.environment().keySet().removeIf(variable -> variable.startsWith("WARREN_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(new File(log.toString())));
    process = Watchdog.start(builder);
  }

  /** Runs a program that ends by itself. */
  void run() throws IOException, InterruptedException {
    launch();
    if (current().waitFor() != 0) {
      throw new StartException(name + " failed; its log is " + log() + ".", null);
    }
  }

  /** Waits until the started program is ready. */
  public void awaitReady() throws InterruptedException {
    var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
    while (!READY.matcher(output()).find()) {
      if (!isRunning() || System.nanoTime() > deadline) {
        throw new StartException(name + " did not start; its log is " + log() + ".", null);
      }
      Thread.sleep(20);
    }
  }

  /** Returns the port that the program printed. */
  int port() {
    return READY
        .matcher(output())
        .results()
        .map(ready -> Integer.parseInt(ready.group(1)))
        .findFirst()
        .orElseThrow();
  }

  public synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  public synchronized long pid() {
    return requireNonNull(process).pid();
  }

  synchronized Path log() {
    return log;
  }

  /** Kills the program and waits for its end. */
  public void kill() throws InterruptedException {
    current().destroyForcibly().waitFor();
  }

  /** Stops the program by SIGTERM; kills it if it does not end. */
  public void stop() throws InterruptedException {
    current().destroy();
    if (!current().waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
      kill();
      throw new IllegalStateException(
          name + " did not stop within " + STOP_TIMEOUT.toSeconds() + " s");
    }
  }

  private synchronized Process current() {
    return requireNonNull(process);
  }

  private String output() {
    try {
      return Files.readString(log(), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (isRunning()) {
      current().destroyForcibly();
    }
  }
}
