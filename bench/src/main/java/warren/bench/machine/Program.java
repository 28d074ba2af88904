package warren.bench.machine;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import warren.settings.StartException;

/** A measured program: a JVM in a process of its own. */
public final class Program implements AutoCloseable {
  private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration POLL_INTERVAL = Duration.ofMillis(2);
  private static final String LAUNCHER = System.getProperty("warren.launcher", "./warren");
  private static final Pattern READY = Pattern.compile("(?m) is ready(?: on port (\\d+))?\\.$");
  private static final int LAST_LINES = 10;
  private static final double KIB_PER_MIB = 1024;

  private final Process process;
  private final Path log;
  private final Duration startDuration;
  private final Jvm jvm;

  private Program(Process process, Path log, long startTime) throws InterruptedException {
    this.process = process;
    this.log = log;
    awaitReady(startTime + START_TIMEOUT.toNanos());
    this.startDuration = Duration.ofNanos(System.nanoTime() - startTime);
    this.jvm = Jvm.of(process.pid());
  }

  /** Starts the echo. */
  public static Program echo(Servers servers, Path log) throws InterruptedException {
    var command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Echo.class.getName(),
            servers.amqpUri(Servers.ECHO));
    return start(command, Map.of(), log);
  }

  /**
   * Starts the service as it is released.
   *
   * @param vhost the vhost and database to which it connects
   * @param javaOptions additional options of the JVM
   */
  public static Program service(Servers servers, String vhost, String javaOptions, Path log)
      throws InterruptedException {
    var environment = new HashMap<>(servers.environment(vhost));
    environment.put("WARREN_HEALTH_PORT", "0");
    environment.put("WARREN_JAVA_OPTS", javaOptions);
    environment.put("WARREN_SKIP_BUILD", "1");
    return start(List.of(LAUNCHER, "serve"), environment, log);
  }

  /**
   * Starts the gateway as it is released, on a free port.
   *
   * @param timeout the maximum time that a request waits for the service's reply
   */
  public static Program gateway(Servers servers, String vhost, Duration timeout, Path log)
      throws InterruptedException {
    var environment =
        Map.of(
            "WARREN_AMQP_URI",
            servers.amqpUri(vhost),
            "WARREN_HTTP_PORT",
            "0",
            "WARREN_HTTP_TIMEOUT",
            timeout.toSeconds() + "s",
            "WARREN_SKIP_BUILD",
            "1");
    return start(List.of(LAUNCHER, "gateway"), environment, log);
  }

  private static Program start(List<String> command, Map<String, String> environment, Path log)
      throws InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(new File(log.toString())));
    try {
      var startTime = System.nanoTime();
      var process = builder.start();
      try {
        return new Program(process, log, startTime);
      } catch (RuntimeException | InterruptedException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Watches the program's output: requests to the program would slow down its start. */
  private void awaitReady(long deadline) throws InterruptedException {
    while (!isReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new StartException("A program to be measured did not start. " + status(), null);
      }
      Thread.sleep(POLL_INTERVAL.toMillis());
    }
  }

  private boolean isReady() {
    return READY.matcher(output()).find();
  }

  /** Returns the port that the program has printed. */
  public int port() {
    return READY
        .matcher(output())
        .results()
        .map(ready -> Integer.parseInt(ready.group(1)))
        .findFirst()
        .orElseThrow();
  }

  /** Whether the program has not ended. */
  public boolean isRunning() {
    return process.isAlive();
  }

  /** Returns a message for the user: whether the program runs, and the end of its log. */
  public String status() {
    var lines = output().lines().toList();
    var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return "The program %s; its log %s ends with:%n%s"
        .formatted(process.isAlive() ? "is running" : "has ended", log, String.join("\n", last));
  }

  private String output() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** Returns the time from the start of the process until it was ready. */
  public Duration startDuration() {
    return startDuration;
  }

  /** Returns the resident memory in MiB. */
  public double residentMib() {
    return Machine.field(pid() + "/status", "VmRSS").map(Machine::number).orElse(0L) / KIB_PER_MIB;
  }

  Jvm jvm() {
    return jvm;
  }

  /** Stops the program and waits for its end, even if the thread is interrupted. */
  @Override
  public void close() {
    var interrupted = Thread.interrupted();
    jvm.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      interrupted = true;
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
