package warren.local;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs {@code rabbitmqctl} for a private node. */
final class RabbitMqControl {
  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private RabbitMqControl() {}

  /**
   * Runs a command and returns its output.
   *
   * @param environment that of the node
   * @throws LocalException if the command fails or lasts longer than a minute
   */
  static String run(List<String> command, Path folder, Map<String, String> environment)
      throws InterruptedException {
    try {
      Path output = Files.createTempFile(folder, "rabbitmqctl", ".log");
      try {
        return run(command, environment, output);
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new LocalException("rabbitmqctl cannot be run: " + e, e);
    }
  }

  private static String run(List<String> command, Map<String, String> environment, Path output)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile());
    builder.environment().clear();
    builder.environment().putAll(environment);
    Process process = builder.start();
    boolean ended = process.waitFor(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    process.destroyForcibly();
    String printed = Files.readString(output, StandardCharsets.ISO_8859_1).strip();
    if (!ended || process.exitValue() != 0) {
      throw new LocalException(String.join(" ", command) + " failed: " + printed);
    }
    return printed;
  }
}
