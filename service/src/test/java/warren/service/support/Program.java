package warren.service.support;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import warren.local.Watchdog;
import warren.service.Main;

/** A run of the program in a JVM of its own, with these settings and no others. */
public final class Program implements AutoCloseable {
  private final Process process;
  private final Path out;
  private final Path err;

  private Program(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  public static Program start(Map<String, String> settings, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.addAll(List.of(arguments));
    var out = Files.createTempFile("warren", ".out");
    var err = Files.createTempFile("warren", ".err");
    var builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("WARREN_"));
    builder.environment().putAll(settings);
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new Program(Watchdog.start(builder), out, err);
  }

  /** Gives it this one line of input, and no more. */
  public Program type(String line) throws IOException {
    try (var in = process.outputWriter(UTF_8)) {
      in.write(line + "\n");
    }
    return this;
  }

  /** Its standard output. */
  public String out() throws IOException {
    return Files.readString(out, UTF_8);
  }

  /** Its standard error. */
  public String err() throws IOException {
    return Files.readString(err, UTF_8);
  }

  public void awaitPrinted(String line) throws Exception {
    Await.until("it prints " + line, () -> out().contains(line + "\n") || !process.isAlive());
    assertTrue(out().contains(line + "\n"), out() + err());
  }

  /** Asks it to end. */
  public void terminate() {
    process.destroy();
  }

  /** Ends it at once, and returns when it has ended. */
  public void kill() throws Exception {
    process.destroyForcibly();
    exit();
  }

  public int exit() throws Exception {
    assertTrue(process.waitFor(Await.PATIENCE.toSeconds(), TimeUnit.SECONDS), out() + err());
    return process.exitValue();
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.delete(out);
    Files.delete(err);
  }
}
