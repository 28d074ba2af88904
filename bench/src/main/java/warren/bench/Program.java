package warren.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import warren.local.FreePort;

/** A JVM that is measured, in a process of its own. */
final class Program implements AutoCloseable {
  private static final Duration START = Duration.ofSeconds(60);
  private static final Duration STOP = Duration.ofSeconds(30);
  private static final long LOOK_NS = 2_000_000;

  private final Process process;
  private final Duration startedWithin;
  private final Jvm jvm;

  private Program(Process process, int healthPort, long started) {
    this.process = process;
    awaitReady(process, healthPort, started + START.toNanos());
    this.startedWithin = Duration.ofNanos(System.nanoTime() - started);
    this.jvm = Jvm.of(process.pid());
  }

  /** The bare echo, with the flags that the service has. */
  static Program echo(Servers servers, Path log) {
    var port = FreePort.pick();
    var command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-cp",
            System.getProperty("java.class.path"),
            Echo.class.getName(),
            servers.amqpUri(Servers.ECHO),
            Integer.toString(port));
    return start(command, Map.of(), log, port);
  }

  /**
   * The service as it is shipped.
   *
   * @param javaOptions further ones
   */
  static Program service(Servers servers, String name, String javaOptions, Path log) {
    var port = FreePort.pick();
    var environment = new HashMap<>(servers.environment(name));
    environment.put("WARREN_HEALTH_PORT", Integer.toString(port));
    environment.put("WARREN_JAVA_OPTS", javaOptions);
    environment.put("WARREN_SKIP_BUILD", "1");
    var launcher = System.getProperty("warren.launcher", "./warren");
    return start(List.of(launcher, "serve"), environment, log, port);
  }

  private static Program start(
      List<String> command, Map<String, String> environment, Path log, int port) {
    var builder = new ProcessBuilder(new ArrayList<>(command));
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true);
    builder.redirectOutput(ProcessBuilder.Redirect.appendTo(new File(log.toString())));
    var started = System.nanoTime();
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      return new Program(process, port, started);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static void awaitReady(Process process, int port, long deadline) {
    var http = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    var ready =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/health/ready"))
            .timeout(Duration.ofSeconds(5))
            .build();
    while (!answers(http, ready)) {
      if (!process.isAlive() || System.nanoTime() > deadline) {
        throw new IllegalStateException("A program that is to be measured does not start.");
      }
      LockSupport.parkNanos(LOOK_NS);
    }
  }

  private static boolean answers(HttpClient http, HttpRequest ready) {
    try {
      return http.send(ready, BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  long pid() {
    return process.pid();
  }

  /** From the start of its process until it was ready. */
  Duration startedWithin() {
    return startedWithin;
  }

  Jvm jvm() {
    return jvm;
  }

  @Override
  public void close() {
    jvm.close();
    process.destroy();
    try {
      if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
