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
import warren.settings.StartException;

/** A JVM that is measured, in a process of its own. */
public final class Program implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final Duration LOOK = Duration.ofMillis(2);
  private static final int LAST_LINES = 10;
  private static final double KIB_PER_MIB = 1024;

  private final Process process;
  private final Path log;
  private final Duration startedWithin;
  private final Jvm jvm;

  private Program(Process process, Path log, long started) throws InterruptedException {
    this.process = process;
    this.log = log;
    awaitReady(started + START.toNanos());
    this.startedWithin = Duration.ofNanos(System.nanoTime() - started);
    this.jvm = Jvm.of(process.pid());
  }

  /** The bare echo. */
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
   * The service as it is shipped.
   *
   * @param place whose environment it has
   * @param javaOptions further ones
   */
  public static Program service(Servers servers, String place, String javaOptions, Path log)
      throws InterruptedException {
    var environment = new HashMap<>(servers.environment(place));
    environment.put("WARREN_HEALTH_PORT", "0");
    environment.put("WARREN_JAVA_OPTS", javaOptions);
    environment.put("WARREN_SKIP_BUILD", "1");
    var launcher = System.getProperty("warren.launcher", "./warren");
    return start(List.of(launcher, "serve"), environment, log);
  }

  private static Program start(List<String> command, Map<String, String> environment, Path log)
      throws InterruptedException {
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(Redirect.to(new File(log.toString())));
    try {
      var started = System.nanoTime();
      var process = builder.start();
      try {
        return new Program(process, log, started);
      } catch (RuntimeException | InterruptedException e) {
        process.destroyForcibly();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** By what it prints: to be asked would keep it from its start. */
  private void awaitReady(long deadline) throws InterruptedException {
    while (!saysThatItIsReady()) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new StartException(
            "A program that is to be measured does not start. " + told(), null);
      }
      Thread.sleep(LOOK.toMillis());
    }
  }

  private boolean saysThatItIsReady() {
    return printed().lines().anyMatch(line -> line.endsWith(" is ready."));
  }

  /** The end of what it has printed, for people. */
  public String told() {
    var lines = printed().lines().toList();
    var last = lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size());
    return "%s, which %s, ends with:%n%s"
        .formatted(log, process.isAlive() ? "runs" : "has ended", String.join("\n", last));
  }

  private String printed() {
    try {
      return Files.readString(log, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** From the start of its process until it was ready. */
  public Duration startedWithin() {
    return startedWithin;
  }

  /** What it holds in memory, in MiB. */
  public double residentMib() {
    return Machine.field(pid() + "/status", "VmRSS").map(Machine::number).orElse(0L) / KIB_PER_MIB;
  }

  Jvm jvm() {
    return jvm;
  }

  /** Asks it to end, and waits for that, be the thread interrupted or not. */
  @Override
  public void close() {
    var interrupted = Thread.interrupted();
    jvm.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
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
